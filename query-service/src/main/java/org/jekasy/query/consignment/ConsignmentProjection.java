package org.jekasy.query.consignment;

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
import org.jekasy.language.ReceivedLine;
import org.jekasy.language.SealChanged;
import org.jekasy.language.ShipmentPurpose;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.Transport;
import org.jekasy.language.VisibilityGranted;
import org.jekasy.language.VisibilityWithdrawn;
import org.jekasy.query.follow.Change;
import org.jekasy.query.follow.Facts;
import org.jekasy.query.follow.Rows;
import org.springframework.stereotype.Component;

/** What was sent, received and carried, line by line. */
@Component
class ConsignmentProjection extends Facts {
    private final Rows consignments;
    private final Rows shipped;
    private final Rows receipts;
    private final Rows received;
    private final Rows legs;

    ConsignmentProjection() {
        this(
                new Rows(
                        "consignment",
                        "consignment",
                        "sender",
                        "receiver",
                        "from_place",
                        "to_place",
                        "mode",
                        "vehicle",
                        "voyage",
                        "carrier",
                        "dispatched_at",
                        "document_no",
                        "purpose"),
                new Rows("shipped_line", "consignment", "lot", "unit", "count", "weight_g"),
                new Rows("receipt", "consignment", "receiver", "place", "received_at", "document_no"),
                new Rows(
                        "received_line",
                        "consignment",
                        "lot",
                        "unit",
                        "sent_g",
                        "accepted_g",
                        "rejected_g",
                        "reason",
                        "missing_g",
                        "extra_g",
                        "excess"),
                new Rows(
                        "leg",
                        "consignment",
                        "container",
                        "what",
                        "at_locode",
                        "to_locode",
                        "market",
                        "mode",
                        "vehicle",
                        "voyage",
                        "carrier",
                        "at"));
    }

    private ConsignmentProjection(Rows consignments, Rows shipped, Rows receipts, Rows received, Rows legs) {
        super(consignments, shipped, receipts, received, legs);
        this.consignments = consignments;
        this.shipped = shipped;
        this.receipts = receipts;
        this.received = received;
        this.legs = legs;
    }

    @Override
    protected void say(Change change, LedgerEvent now) {
        switch (now) {
            case ConsignmentShipped e -> {
                Transport by = e.transport();
                consignments.add(
                        change,
                        e.consignment(),
                        e.from(),
                        e.to(),
                        e.fromPlace(),
                        e.toPlace(),
                        by.mode(),
                        by.vehicle(),
                        by.voyage(),
                        by.carrier(),
                        e.dispatchedAt(),
                        e.documentNo(),
                        e.purpose() == null ? ShipmentPurpose.TRADE : e.purpose());
                for (ShippedLine line : e.lines()) {
                    shipped.add(change, e.consignment(), line.lot(), line.unit(), line.count(), line.weight());
                }
            }
            case ConsignmentReceived e -> {
                receipts.add(change, e.consignment(), e.receiver(), e.place(), e.receivedAt(), e.documentNo());
                for (ReceivedLine line : e.lines()) {
                    received.add(
                            change,
                            e.consignment(),
                            line.lot(),
                            line.unit(),
                            line.sent(),
                            line.accepted(),
                            line.rejected(),
                            line.reason(),
                            line.missing(),
                            line.extra(),
                            line.excess());
                }
            }
            case ConsignmentDeparted e -> {
                Transport by = e.transport();
                legs.add(
                        change,
                        e.consignment(),
                        e.container(),
                        "DEPARTED",
                        e.from(),
                        e.to(),
                        e.market(),
                        by.mode(),
                        by.vehicle(),
                        by.voyage(),
                        by.carrier(),
                        e.departedAt());
            }
            case ConsignmentArrived e -> {
                Transport by = e.transport();
                legs.add(
                        change,
                        e.consignment(),
                        e.container(),
                        "ARRIVED",
                        e.at(),
                        null,
                        null,
                        by.mode(),
                        by.vehicle(),
                        by.voyage(),
                        by.carrier(),
                        e.arrivedAt());
            }
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
