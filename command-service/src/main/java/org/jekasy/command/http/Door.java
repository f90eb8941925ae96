package org.jekasy.command.http;

import java.util.Arrays;
import java.util.Optional;
import org.jekasy.command.ledger.AddAlias;
import org.jekasy.command.ledger.AdjustLotQuantity;
import org.jekasy.command.ledger.BindCode;
import org.jekasy.command.ledger.BuildLogisticUnit;
import org.jekasy.command.ledger.ChangeMembership;
import org.jekasy.command.ledger.ChangeSeal;
import org.jekasy.command.ledger.CloseRecall;
import org.jekasy.command.ledger.CorrectEntry;
import org.jekasy.command.ledger.DismantleLogisticUnit;
import org.jekasy.command.ledger.DisposeOfLot;
import org.jekasy.command.ledger.GrantApproval;
import org.jekasy.command.ledger.GrantVisibility;
import org.jekasy.command.ledger.GroupLots;
import org.jekasy.command.ledger.HoldLot;
import org.jekasy.command.ledger.InspectLot;
import org.jekasy.command.ledger.IssueCodes;
import org.jekasy.command.ledger.IssueLabels;
import org.jekasy.command.ledger.LedgerCommand;
import org.jekasy.command.ledger.LinkCertificate;
import org.jekasy.command.ledger.OpenRecall;
import org.jekasy.command.ledger.OrderLabels;
import org.jekasy.command.ledger.PackLots;
import org.jekasy.command.ledger.ProcessLots;
import org.jekasy.command.ledger.ReceiveConsignment;
import org.jekasy.command.ledger.RecordArrival;
import org.jekasy.command.ledger.RecordDelivery;
import org.jekasy.command.ledger.RecordDeparture;
import org.jekasy.command.ledger.RecordHarvest;
import org.jekasy.command.ledger.RegisterOrganisation;
import org.jekasy.command.ledger.RegisterPlace;
import org.jekasy.command.ledger.RegisterProducer;
import org.jekasy.command.ledger.RejectApproval;
import org.jekasy.command.ledger.ReleaseLot;
import org.jekasy.command.ledger.ReportLabelOrder;
import org.jekasy.command.ledger.ShipConsignment;
import org.jekasy.command.ledger.SplitLot;
import org.jekasy.command.ledger.StuffContainer;
import org.jekasy.command.ledger.TreatLot;
import org.jekasy.command.ledger.VoidCodes;
import org.jekasy.command.ledger.VoidEntry;
import org.jekasy.command.ledger.VoidLabels;
import org.jekasy.command.ledger.WeighLot;
import org.jekasy.command.ledger.WithdrawVisibility;

/** Where each command is handed in: {@code POST} to a plural of its own, the body is the command. */
enum Door {
    // registers
    ORGANISATIONS("/organisations", RegisterOrganisation.class),
    PLACES("/places", RegisterPlace.class),
    PRODUCERS("/producers", RegisterProducer.class),
    ALIASES("/aliases", AddAlias.class),
    // lots come to be and are looked at
    HARVESTS("/harvests", RecordHarvest.class),
    DELIVERIES("/deliveries", RecordDelivery.class),
    WEIGHINGS("/weighings", WeighLot.class),
    INSPECTIONS("/inspections", InspectLot.class),
    // lots become other lots
    GROUPINGS("/groupings", GroupLots.class),
    SPLITS("/splits", SplitLot.class),
    PROCESSINGS("/processings", ProcessLots.class),
    TREATMENTS("/treatments", TreatLot.class),
    PACKINGS("/packings", PackLots.class),
    // cartons on pallets, pallets in containers
    UNITS("/units", BuildLogisticUnit.class),
    DISMANTLINGS("/dismantlings", DismantleLogisticUnit.class),
    STUFFINGS("/stuffings", StuffContainer.class),
    SEAL_CHANGES("/seal-changes", ChangeSeal.class),
    // goods travel
    SHIPMENTS("/shipments", ShipConsignment.class),
    RECEIPTS("/receipts", ReceiveConsignment.class),
    DEPARTURES("/departures", RecordDeparture.class),
    ARRIVALS("/arrivals", RecordArrival.class),
    // what is said of lots
    CERTIFICATES("/certificates", LinkCertificate.class),
    HOLDS("/holds", HoldLot.class),
    RELEASES("/releases", ReleaseLot.class),
    RECALLS("/recalls", OpenRecall.class),
    RECALL_CLOSINGS("/recall-closings", CloseRecall.class),
    LABEL_ISSUES("/label-issues", IssueLabels.class),
    LABEL_VOIDS("/label-voids", VoidLabels.class),
    LABEL_ORDERS("/label-orders", OrderLabels.class),
    LABEL_ORDER_REPORTS("/label-order-reports", ReportLabelOrder.class),
    // codes of rolls
    CODE_ISSUES("/code-issues", IssueCodes.class),
    CODE_BINDINGS("/code-bindings", BindCode.class),
    CODE_VOIDS("/code-voids", VoidCodes.class),
    // who sees what, and who agrees
    MEMBERSHIPS("/memberships", ChangeMembership.class),
    VISIBILITY_GRANTS("/visibility-grants", GrantVisibility.class),
    VISIBILITY_WITHDRAWALS("/visibility-withdrawals", WithdrawVisibility.class),
    APPROVALS("/approvals", GrantApproval.class),
    REJECTIONS("/rejections", RejectApproval.class),
    // what is set right
    ADJUSTMENTS("/adjustments", AdjustLotQuantity.class),
    DISPOSALS("/disposals", DisposeOfLot.class),
    CORRECTIONS("/corrections", CorrectEntry.class),
    VOIDS("/voids", VoidEntry.class);

    private final String path;
    private final Class<? extends LedgerCommand> command;

    Door(String path, Class<? extends LedgerCommand> command) {
        this.path = path;
        this.command = command;
    }

    String path() {
        return path;
    }

    Class<? extends LedgerCommand> command() {
        return command;
    }

    /** The name of its command, where a body has to say it: in batches and corrections. */
    String commandName() {
        return command.getSimpleName();
    }

    static Door at(String path) {
        return Arrays.stream(values())
                .filter(door -> door.path.equals(path))
                .findFirst()
                .orElseThrow();
    }

    static Optional<Door> of(String commandName) {
        return Arrays.stream(values())
                .filter(door -> door.commandName().equals(commandName))
                .findFirst();
    }
}
