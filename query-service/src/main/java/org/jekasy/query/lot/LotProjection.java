package org.jekasy.query.lot;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jekasy.language.AliasAdded;
import org.jekasy.language.ApprovalGranted;
import org.jekasy.language.ApprovalRejected;
import org.jekasy.language.ApprovalRequested;
import org.jekasy.language.ByProduct;
import org.jekasy.language.CertificateLinked;
import org.jekasy.language.Claim;
import org.jekasy.language.CodeBound;
import org.jekasy.language.CodesIssued;
import org.jekasy.language.CodesVoided;
import org.jekasy.language.CommuneId;
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
import org.jekasy.language.LabelOrderReported;
import org.jekasy.language.LabelsIssued;
import org.jekasy.language.LabelsOrdered;
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
import org.jekasy.language.MembershipChanged;
import org.jekasy.language.OrganisationRegistered;
import org.jekasy.language.Output;
import org.jekasy.language.Packed;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.Portion;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RecallClosed;
import org.jekasy.language.RecallOpened;
import org.jekasy.language.RunId;
import org.jekasy.language.SealChanged;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Sscc;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.VisibilityGranted;
import org.jekasy.language.VisibilityWithdrawn;
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
    private final Rows serials;

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
                        "method",
                        "treatment"),
                new Rows("hold", "hold", "lot", "reason", "scope"),
                new Rows("hold_unit", "hold", "unit"),
                new Rows("release", "hold", "lot", "decision"),
                new Rows("certificate", "kind", "number", "issuer", "issued_on", "valid_to", "market"),
                new Rows("certificate_lot", "lot"),
                new Rows("label", "lot", "count", "uri", "reason"),
                new Rows("label_serial", "lot", "serial", "voided"));
    }

    private LotProjection(
            Rows made,
            Rows holds,
            Rows heldUnits,
            Rows releases,
            Rows certificates,
            Rows certifiedLots,
            Rows labels,
            Rows serials) {
        super(made, holds, heldUnits, releases, certificates, certifiedLots, labels, serials);
        this.made = made;
        this.holds = holds;
        this.heldUnits = heldUnits;
        this.releases = releases;
        this.certificates = certificates;
        this.certifiedLots = certifiedLots;
        this.labels = labels;
        this.serials = serials;
    }

    @Override
    protected void say(Change change, LedgerEvent now) {
        switch (now) {
            case HarvestRecorded e ->
                add(
                        change,
                        new Made(e.lot(), How.HARVEST, e.product(), e.variety(), e.season(), e.weight()),
                        new Where(e.cooperative(), e.place(), e.harvestedOn(), e.claims()),
                        More.grown(e.commune(), e.producer(), e.orchard(), e.ticket(), e.crates()));
            case DeliveryRecorded e -> {
                add(
                        change,
                        new Made(e.lot(), How.DELIVERY, e.product(), null, e.season(), e.weight()),
                        new Where(e.cooperative(), e.place(), e.deliveredOn(), e.claims()),
                        More.grown(e.commune(), e.producer(), e.area(), e.ticket(), e.sacks()));
                hold(change, e.lot(), e.hold());
            }
            case LotsGrouped e ->
                add(
                        change,
                        new Made(e.output(), How.GROUPING, e.product(), e.variety(), e.season(), e.weight()),
                        new Where(e.holder(), e.place(), day(change), e.claims()),
                        More.made(null, null, e.treatment()));
            case LotSplit e -> {
                for (Portion output : e.outputs()) {
                    add(
                            change,
                            new Made(output.lot(), How.SPLIT, e.product(), e.variety(), e.season(), output.weight()),
                            new Where(e.holder(), e.place(), day(change), e.claims()),
                            More.made(null, null, e.treatment()));
                }
            }
            case LotsProcessed e -> {
                Where where = new Where(e.holder(), e.place(), day(e.completedAt()), e.claims());
                for (Output output : e.outputs()) {
                    add(
                            change,
                            new Made(
                                    output.lot(),
                                    How.PROCESS,
                                    output.product(),
                                    output.variety(),
                                    e.season(),
                                    output.weight()),
                            where,
                            More.processed(e.run(), output.units(), e.process().name(), e.treatment()));
                }
                byProducts(change, e.byProducts(), e.season(), where, More.made(e.run(), null, e.treatment()));
            }
            case LotTreated e -> {
                add(
                        change,
                        new Made(e.output(), How.TREATMENT, e.product(), e.variety(), e.season(), e.weight()),
                        new Where(e.holder(), e.facility(), day(e.endedAt()), e.claims()),
                        More.made(null, e.method(), e.method()));
                hold(change, e.output(), e.hold());
            }
            case LotsPacked e -> {
                Where where = new Where(e.holder(), e.place(), e.packedOn(), e.claims());
                for (Packed output : e.outputs()) {
                    add(
                            change,
                            new Made(
                                    output.lot(),
                                    How.PACKING,
                                    output.product(),
                                    output.variety(),
                                    e.season(),
                                    output.weight()),
                            where,
                            More.packed(e.run(), output, e.treatment()));
                }
                byProducts(change, e.gradeOut(), e.season(), where, More.made(e.run(), null, e.treatment()));
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
            case LabelsIssued e -> {
                labels.add(change, e.lot(), e.count(), e.uri(), null);
                e.serials().forEach(serial -> serials.add(change, e.lot(), serial, false));
            }
            case LabelsVoided e -> {
                labels.add(change, e.lot(), -e.count(), null, e.reason());
                e.serials().forEach(serial -> serials.add(change, e.lot(), serial, true));
            }
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
                    EntryVoided _,
                    CodesIssued _,
                    CodeBound _,
                    CodesVoided _,
                    LabelsOrdered _,
                    LabelOrderReported _,
                    MembershipChanged _,
                    VisibilityGranted _,
                    VisibilityWithdrawn _,
                    ApprovalRequested _,
                    ApprovalGranted _,
                    ApprovalRejected _ -> {}
        }
    }

    /** What came into being. */
    private record Made(
            LotId lot,
            How how,
            ProductCode product,
            @Nullable VarietyCode variety,
            SeasonId season,
            Weight weight) {}

    /** With whom, where, on which day, certified as what. */
    private record Where(PartyId holder, PlaceId place, LocalDate day, List<Claim> claims) {}

    /** What only some lots have: from the tree, out of a run, packed, treated. */
    private record More(
            @Nullable CommuneId commune,
            @Nullable ProducerId producer,
            @Nullable PlaceId grownAt,
            @Nullable String ticket,
            @Nullable Integer crates,
            @Nullable RunId run,
            @Nullable Integer units,
            @Nullable Packed packed,
            @Nullable String method,
            @Nullable String treatment) {
        static More grown(
                CommuneId commune, ProducerId producer, PlaceId grownAt, String ticket, @Nullable Integer crates) {
            return new More(commune, producer, grownAt, ticket, crates, null, null, null, null, null);
        }

        static More made(@Nullable RunId run, @Nullable String method, @Nullable String treatment) {
            return new More(null, null, null, null, null, run, null, null, method, treatment);
        }

        static More processed(RunId run, @Nullable Integer units, String process, @Nullable String treatment) {
            return new More(null, null, null, null, null, run, units, null, process, treatment);
        }

        static More packed(RunId run, Packed packed, @Nullable String treatment) {
            return new More(null, null, null, null, null, run, packed.count(), packed, null, treatment);
        }
    }

    private void add(Change change, Made what, Where where, More more) {
        Packed packed = more.packed;
        made.add(
                change,
                what.lot,
                what.how,
                what.product,
                what.variety,
                what.season,
                what.weight,
                where.holder,
                where.place,
                where.day,
                more.commune,
                more.producer,
                more.grownAt,
                more.ticket,
                more.crates,
                more.run,
                more.units,
                packed == null ? null : packed.netPerUnit(),
                packed == null ? null : packed.gtin(),
                packed == null ? null : packed.calibre(),
                packed == null ? null : packed.grade(),
                claims(where.claims),
                more.method,
                more.treatment);
    }

    private void byProducts(Change change, List<ByProduct> byProducts, SeasonId season, Where where, More more) {
        for (ByProduct byProduct : byProducts) {
            LotId lot = byProduct.lot();
            if (lot != null) {
                add(
                        change,
                        new Made(lot, How.BY_PRODUCT, byProduct.product(), null, season, byProduct.weight()),
                        where,
                        more);
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
        return day(change.happenedAt());
    }

    private static String claims(List<Claim> claims) {
        return claims.stream().sorted().map(Claim::name).collect(Collectors.joining(","));
    }
}
