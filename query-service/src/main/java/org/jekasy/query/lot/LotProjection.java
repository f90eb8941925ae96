package org.jekasy.query.lot;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jekasy.language.AliasAdded;
import org.jekasy.language.ByProduct;
import org.jekasy.language.CertificateLinked;
import org.jekasy.language.Claim;
import org.jekasy.language.ConsignmentArrived;
import org.jekasy.language.ConsignmentDeparted;
import org.jekasy.language.ConsignmentReceived;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.ContainerStuffed;
import org.jekasy.language.DeliveryRecorded;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.LabelsIssued;
import org.jekasy.language.LabelsVoided;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LogisticUnitBuilt;
import org.jekasy.language.LogisticUnitDismantled;
import org.jekasy.language.LotDisposed;
import org.jekasy.language.LotHeld;
import org.jekasy.language.LotId;
import org.jekasy.language.LotInspected;
import org.jekasy.language.LotQuantityAdjusted;
import org.jekasy.language.LotReleased;
import org.jekasy.language.LotSplit;
import org.jekasy.language.LotTreated;
import org.jekasy.language.LotWeighed;
import org.jekasy.language.LotsGrouped;
import org.jekasy.language.LotsPacked;
import org.jekasy.language.LotsProcessed;
import org.jekasy.language.OrganisationRegistered;
import org.jekasy.language.Output;
import org.jekasy.language.Packed;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.Portion;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RecallClosed;
import org.jekasy.language.RecallOpened;
import org.jekasy.language.RunId;
import org.jekasy.language.SealChanged;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Sscc;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jekasy.query.follow.Change;
import org.jekasy.query.follow.Facts;
import org.jekasy.query.follow.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How lots came to be, and what is true of a lot beside its mass: holds, certificates, labels. */
@Component
class LotProjection extends Facts {
    private final Rows made;
    private final Rows holds;
    private final Rows heldUnits;
    private final Rows releases;
    private final Rows certificates;
    private final Rows certifiedLots;
    private final Rows labels;

    LotProjection() {
        this(
                new Rows(
                        "made",
                        "lot",
                        "how",
                        "product",
                        "variety",
                        "season",
                        "weight_g",
                        "holder",
                        "place",
                        "made_on",
                        "commune",
                        "producer",
                        "grown_at",
                        "ticket",
                        "crates",
                        "run",
                        "units",
                        "unit_g",
                        "gtin",
                        "calibre",
                        "grade",
                        "claims",
                        "method"),
                new Rows("hold", "hold", "lot", "reason", "scope"),
                new Rows("hold_unit", "hold", "unit"),
                new Rows("release", "hold", "lot", "decision"),
                new Rows("certificate", "kind", "number", "issuer", "issued_on", "valid_to", "market"),
                new Rows("certificate_lot", "lot"),
                new Rows("label", "lot", "count", "uri", "reason"));
    }

    private LotProjection(
            Rows made, Rows holds, Rows heldUnits, Rows releases, Rows certificates, Rows certifiedLots, Rows labels) {
        super(made, holds, heldUnits, releases, certificates, certifiedLots, labels);
        this.made = made;
        this.holds = holds;
        this.heldUnits = heldUnits;
        this.releases = releases;
        this.certificates = certificates;
        this.certifiedLots = certifiedLots;
        this.labels = labels;
    }

    @Override
    protected void say(Change change, LedgerEvent now) {
        switch (now) {
            case HarvestRecorded e ->
                made.add(
                        change,
                        e.lot(),
                        How.HARVEST,
                        e.product(),
                        e.variety(),
                        e.season(),
                        e.weight(),
                        e.cooperative(),
                        e.place(),
                        e.harvestedOn(),
                        e.commune(),
                        e.producer(),
                        e.orchard(),
                        e.ticket(),
                        e.crates(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        claims(e.claims()),
                        null);
            case DeliveryRecorded e -> {
                made.add(
                        change,
                        e.lot(),
                        How.DELIVERY,
                        e.product(),
                        null,
                        e.season(),
                        e.weight(),
                        e.cooperative(),
                        e.place(),
                        e.deliveredOn(),
                        e.commune(),
                        e.producer(),
                        e.area(),
                        e.ticket(),
                        e.sacks(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        claims(e.claims()),
                        null);
                hold(change, e.lot(), e.hold());
            }
            case LotsGrouped e ->
                made(
                        change,
                        e.output(),
                        How.GROUPING,
                        e.product(),
                        e.variety(),
                        e.season(),
                        e.weight(),
                        e.holder(),
                        e.place(),
                        day(change),
                        null,
                        e.claims(),
                        null);
            case LotSplit e -> {
                for (Portion output : e.outputs()) {
                    made(
                            change,
                            output.lot(),
                            How.SPLIT,
                            e.product(),
                            e.variety(),
                            e.season(),
                            output.weight(),
                            e.holder(),
                            e.place(),
                            day(change),
                            null,
                            e.claims(),
                            null);
                }
            }
            case LotsProcessed e -> {
                LocalDate day = day(e.completedAt());
                for (Output output : e.outputs()) {
                    made.add(
                            change,
                            output.lot(),
                            How.PROCESS,
                            output.product(),
                            output.variety(),
                            e.season(),
                            output.weight(),
                            e.holder(),
                            e.place(),
                            day,
                            null,
                            null,
                            null,
                            null,
                            null,
                            e.run(),
                            output.units(),
                            null,
                            null,
                            null,
                            null,
                            claims(e.claims()),
                            e.process());
                }
                byProducts(change, e.byProducts(), e.season(), e.holder(), e.place(), day, e.run(), e.claims());
            }
            case LotTreated e ->
                made(
                        change,
                        e.output(),
                        How.TREATMENT,
                        e.product(),
                        e.variety(),
                        e.season(),
                        e.weight(),
                        e.holder(),
                        e.facility(),
                        day(e.endedAt()),
                        null,
                        e.claims(),
                        e.method());
            case LotsPacked e -> {
                for (Packed output : e.outputs()) {
                    made.add(
                            change,
                            output.lot(),
                            How.PACKING,
                            output.product(),
                            output.variety(),
                            e.season(),
                            output.weight(),
                            e.holder(),
                            e.place(),
                            e.packedOn(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            e.run(),
                            output.count(),
                            output.netPerUnit(),
                            output.gtin(),
                            output.calibre(),
                            output.grade(),
                            claims(e.claims()),
                            null);
                }
                byProducts(change, e.gradeOut(), e.season(), e.holder(), e.place(), e.packedOn(), e.run(), e.claims());
            }
            case LotInspected e -> hold(change, e.lot(), e.hold());
            case LotHeld e -> {
                for (LotId lot : e.lots()) {
                    holds.add(change, change.rootId(), lot, e.reason(), e.scope());
                }
                if (!e.lots().contains(e.lot())) {
                    holds.add(change, change.rootId(), e.lot(), e.reason(), e.scope());
                }
                for (Sscc unit : e.units()) {
                    heldUnits.add(change, change.rootId(), unit);
                }
            }
            case LotReleased e -> {
                for (LotId lot : e.lots()) {
                    releases.add(change, e.hold(), lot, e.decision());
                }
                if (!e.lots().contains(e.lot())) {
                    releases.add(change, e.hold(), e.lot(), e.decision());
                }
            }
            case CertificateLinked e -> {
                certificates.add(change, e.kind(), e.number(), e.issuer(), e.issuedOn(), e.validTo(), e.market());
                e.lots().forEach(lot -> certifiedLots.add(change, lot));
            }
            case LabelsIssued e -> labels.add(change, e.lot(), e.count(), e.uri(), null);
            case LabelsVoided e -> labels.add(change, e.lot(), -e.count(), null, e.reason());
            case OrganisationRegistered _,
                    PlaceRegistered _,
                    ProducerRegistered _,
                    AliasAdded _,
                    LotWeighed _,
                    LogisticUnitBuilt _,
                    LogisticUnitDismantled _,
                    ContainerStuffed _,
                    SealChanged _,
                    ConsignmentShipped _,
                    ConsignmentReceived _,
                    ConsignmentDeparted _,
                    ConsignmentArrived _,
                    RecallOpened _,
                    RecallClosed _,
                    LotQuantityAdjusted _,
                    LotDisposed _,
                    EntryCorrected _,
                    EntryVoided _ -> {}
        }
    }

    private void made(
            Change change,
            LotId lot,
            How how,
            ProductCode product,
            @Nullable VarietyCode variety,
            SeasonId season,
            Weight weight,
            PartyId holder,
            PlaceId place,
            LocalDate day,
            @Nullable RunId run,
            List<Claim> claims,
            @Nullable String method) {
        made.add(
                change,
                lot,
                how,
                product,
                variety,
                season,
                weight,
                holder,
                place,
                day,
                null,
                null,
                null,
                null,
                null,
                run,
                null,
                null,
                null,
                null,
                null,
                claims(claims),
                method);
    }

    private void byProducts(
            Change change,
            List<ByProduct> byProducts,
            SeasonId season,
            PartyId holder,
            PlaceId place,
            LocalDate day,
            RunId run,
            List<Claim> claims) {
        for (ByProduct byProduct : byProducts) {
            LotId lot = byProduct.lot();
            if (lot != null) {
                made(
                        change,
                        lot,
                        How.BY_PRODUCT,
                        byProduct.product(),
                        null,
                        season,
                        byProduct.weight(),
                        holder,
                        place,
                        day,
                        run,
                        claims,
                        null);
            }
        }
    }

    private void hold(Change change, LotId lot, @Nullable HoldReason reason) {
        if (reason != null) {
            holds.add(change, change.rootId(), lot, reason, HoldScope.LOT);
        }
    }

    // Mali keeps UTC all year: the day there is the day of the instant
    private static LocalDate day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static LocalDate day(Change change) {
        return day(change.occurredAt());
    }

    private static String claims(List<Claim> claims) {
        return claims.stream().sorted().map(Claim::name).collect(Collectors.joining(","));
    }
}
