package org.jekasy.query.unit;

import java.util.stream.Collectors;
import org.jekasy.language.AliasAdded;
import org.jekasy.language.ApprovalGranted;
import org.jekasy.language.ApprovalRejected;
import org.jekasy.language.ApprovalRequested;
import org.jekasy.language.CertificateLinked;
import org.jekasy.language.CodeBound;
import org.jekasy.language.CodesIssued;
import org.jekasy.language.CodesVoided;
import org.jekasy.language.ConsignmentArrived;
import org.jekasy.language.ConsignmentDeparted;
import org.jekasy.language.ConsignmentReceived;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.ContainerStuffed;
import org.jekasy.language.Contents;
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

/** What was put on pallets and taken off, what was put into containers, and their seals. */
@Component
class UnitProjection extends Facts {
    private final Rows units;
    private final Rows contents;
    private final Rows containers;
    private final Rows containedUnits;
    private final Rows containedLots;
    private final Rows seals;

    UnitProjection() {
        this(
                new Rows("unit", "unit", "holder", "place", "gross_g"),
                new Rows("unit_content", "unit", "lot", "count", "weight_g"),
                new Rows("container", "container", "holder", "place", "sealed_at", "seals", "set_point_c"),
                new Rows("container_unit", "container", "unit"),
                new Rows("container_lot", "container", "lot"),
                new Rows("seal", "container", "old_seal", "new_seal", "changed_by", "reason"));
    }

    private UnitProjection(
            Rows units, Rows contents, Rows containers, Rows containedUnits, Rows containedLots, Rows seals) {
        super(units, contents, containers, containedUnits, containedLots, seals);
        this.units = units;
        this.contents = contents;
        this.containers = containers;
        this.containedUnits = containedUnits;
        this.containedLots = containedLots;
        this.seals = seals;
    }

    @Override
    protected void say(Change change, LedgerEvent now) {
        switch (now) {
            case LogisticUnitBuilt e -> {
                units.add(change, e.unit(), e.holder(), e.place(), e.gross());
                for (Contents of : e.contents()) {
                    contents.add(change, e.unit(), of.lot(), of.count(), of.weight());
                }
            }
            case LogisticUnitDismantled e -> {
                for (Contents of : e.contents()) {
                    contents.add(
                            change,
                            e.unit(),
                            of.lot(),
                            -of.count(),
                            -of.weight().grams());
                }
            }
            case ContainerStuffed e -> {
                String sealed = e.seals().stream().collect(Collectors.joining(", "));
                containers.add(change, e.container(), e.holder(), e.place(), e.sealedAt(), sealed, e.setPointC());
                e.units().forEach(unit -> containedUnits.add(change, e.container(), unit));
                e.lots().forEach(lot -> containedLots.add(change, e.container(), lot));
            }
            case SealChanged e -> seals.add(change, e.container(), e.oldSeal(), e.newSeal(), e.changedBy(), e.reason());
            case OrganisationRegistered _,
                    PlaceRegistered _,
                    ProducerRegistered _,
                    AliasAdded _,
                    HarvestRecorded _,
                    DeliveryRecorded _,
                    LotWeighed _,
                    LotInspected _,
                    LotsGrouped _,
                    LotSplit _,
                    LotsProcessed _,
                    LotTreated _,
                    LotsPacked _,
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
