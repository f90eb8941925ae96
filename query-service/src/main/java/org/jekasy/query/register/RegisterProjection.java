package org.jekasy.query.register;

import java.util.stream.Collectors;
import org.jekasy.language.AliasAdded;
import org.jekasy.language.ApprovalGranted;
import org.jekasy.language.ApprovalRejected;
import org.jekasy.language.ApprovalRequested;
import org.jekasy.language.CertificateLinked;
import org.jekasy.language.Claim;
import org.jekasy.language.CodeBound;
import org.jekasy.language.CodesIssued;
import org.jekasy.language.CodesVoided;
import org.jekasy.language.ConsignmentArrived;
import org.jekasy.language.ConsignmentDeparted;
import org.jekasy.language.ConsignmentReceived;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.ContainerStuffed;
import org.jekasy.language.DeliveryRecorded;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.LabelOrderReported;
import org.jekasy.language.LabelsIssued;
import org.jekasy.language.LabelsOrdered;
import org.jekasy.language.LabelsVoided;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LogisticUnitBuilt;
import org.jekasy.language.LogisticUnitDismantled;
import org.jekasy.language.LotDisposed;
import org.jekasy.language.LotHeld;
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
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.RecallClosed;
import org.jekasy.language.RecallOpened;
import org.jekasy.language.SealChanged;
import org.jekasy.language.VisibilityGranted;
import org.jekasy.language.VisibilityWithdrawn;
import org.jekasy.query.follow.Change;
import org.jekasy.query.follow.Facts;
import org.jekasy.query.follow.Rows;
import org.springframework.stereotype.Component;

/** Who and where: organisations with their issuers of lot codes, places, producers by number, and the codes others know them by. */
@Component
class RegisterProjection extends Facts {
    private final Rows organisations;
    private final Rows issuers;
    private final Rows places;
    private final Rows producers;
    private final Rows aliases;

    RegisterProjection() {
        this(
                new Rows("organisation", "organisation", "name", "kind", "commune", "country", "gln", "ggn"),
                new Rows("issuer", "issuer", "organisation"),
                new Rows(
                        "place",
                        "place",
                        "kind",
                        "organisation",
                        "name",
                        "producer",
                        "commune",
                        "locode",
                        "country",
                        "area_m2"),
                new Rows("producer", "producer", "organisation", "commune", "consent_on", "claims", "ggn"),
                new Rows("alias", "organisation", "gtin", "gln", "product", "pack_g", "place", "party", "valid_from"));
    }

    private RegisterProjection(Rows organisations, Rows issuers, Rows places, Rows producers, Rows aliases) {
        super(organisations, issuers, places, producers, aliases);
        this.organisations = organisations;
        this.issuers = issuers;
        this.places = places;
        this.producers = producers;
        this.aliases = aliases;
    }

    @Override
    protected void say(Change change, LedgerEvent now) {
        switch (now) {
            case OrganisationRegistered e -> {
                organisations.add(
                        change, e.organisation(), e.name(), e.kind(), e.commune(), e.country(), e.gln(), e.ggn());
                e.issuers().forEach(issuer -> issuers.add(change, issuer, e.organisation()));
            }
            case PlaceRegistered e ->
                places.add(
                        change,
                        e.place(),
                        e.kind(),
                        e.organisation(),
                        e.name(),
                        e.producer(),
                        e.commune(),
                        e.locode(),
                        e.country(),
                        e.areaM2());
            case ProducerRegistered e ->
                producers.add(
                        change,
                        e.producer(),
                        e.organisation(),
                        e.commune(),
                        e.consentOn(),
                        e.claims().stream().sorted().map(Claim::name).collect(Collectors.joining(",")),
                        e.ggn());
            case AliasAdded e ->
                aliases.add(
                        change,
                        e.organisation(),
                        e.gtin(),
                        e.gln(),
                        e.product(),
                        e.pack(),
                        e.place(),
                        e.party(),
                        e.from());
            case HarvestRecorded _,
                    DeliveryRecorded _,
                    LotWeighed _,
                    LotInspected _,
                    LotsGrouped _,
                    LotSplit _,
                    LotsProcessed _,
                    LotTreated _,
                    LotsPacked _,
                    LogisticUnitBuilt _,
                    LogisticUnitDismantled _,
                    ContainerStuffed _,
                    SealChanged _,
                    ConsignmentShipped _,
                    ConsignmentReceived _,
                    ConsignmentDeparted _,
                    ConsignmentArrived _,
                    CertificateLinked _,
                    LotHeld _,
                    LotReleased _,
                    RecallOpened _,
                    RecallClosed _,
                    LotQuantityAdjusted _,
                    LotDisposed _,
                    EntryCorrected _,
                    EntryVoided _,
                    LabelsIssued _,
                    LabelsVoided _,
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
}
