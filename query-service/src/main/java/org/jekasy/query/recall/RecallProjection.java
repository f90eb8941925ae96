package org.jekasy.query.recall;

import java.util.LinkedHashSet;
import java.util.Set;
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
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.RecallClosed;
import org.jekasy.language.RecallOpened;
import org.jekasy.language.SealChanged;
import org.jekasy.language.Sscc;
import org.jekasy.language.VisibilityGranted;
import org.jekasy.language.VisibilityWithdrawn;
import org.jekasy.query.follow.Change;
import org.jekasy.query.follow.Facts;
import org.jekasy.query.follow.Rows;
import org.springframework.stereotype.Component;

/** Recalls with every lot and unit they reach, and how they ended. */
@Component
class RecallProjection extends Facts {
    private final Rows recalls;
    private final Rows lots;
    private final Rows units;
    private final Rows ends;

    RecallProjection() {
        this(
                new Rows("recall", "recall", "hazard", "class", "notice"),
                new Rows("recall_lot", "recall", "lot", "seed"),
                new Rows("recall_unit", "recall", "unit"),
                new Rows("recall_end", "recall", "outcome", "found_g"));
    }

    private RecallProjection(Rows recalls, Rows lots, Rows units, Rows ends) {
        super(recalls, lots, units, ends);
        this.recalls = recalls;
        this.lots = lots;
        this.units = units;
        this.ends = ends;
    }

    @Override
    protected void say(Change change, LedgerEvent now) {
        switch (now) {
            case RecallOpened e -> {
                recalls.add(change, e.recall(), e.hazard(), e.recallClass(), e.notice());
                Set<LotId> reached = new LinkedHashSet<>(e.seeds());
                reached.addAll(e.lots());
                for (LotId lot : reached) {
                    lots.add(change, e.recall(), lot, e.seeds().contains(lot));
                }
                for (Sscc unit : e.units()) {
                    units.add(change, e.recall(), unit);
                }
            }
            case RecallClosed e -> ends.add(change, e.recall(), e.outcome(), e.found());
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
