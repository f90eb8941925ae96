package org.jekasy.query.scan;

import com.fasterxml.jackson.annotation.JsonValue;

/** What may be done next: the command's own name. Whether it will be accepted the rules decide when it comes. */
public enum Action {
    RECORD_HARVEST("RecordHarvest"),
    RECORD_DELIVERY("RecordDelivery"),
    WEIGH("WeighLot"),
    INSPECT("InspectLot"),
    GROUP("GroupLots"),
    SPLIT("SplitLot"),
    PROCESS("ProcessLots"),
    TREAT("TreatLot"),
    PACK("PackLots"),
    BUILD_UNIT("BuildLogisticUnit"),
    DISMANTLE_UNIT("DismantleLogisticUnit"),
    STUFF_CONTAINER("StuffContainer"),
    CHANGE_SEAL("ChangeSeal"),
    SHIP("ShipConsignment"),
    RECEIVE("ReceiveConsignment"),
    DEPART("RecordDeparture"),
    ARRIVE("RecordArrival"),
    LINK_CERTIFICATE("LinkCertificate"),
    HOLD("HoldLot"),
    RELEASE("ReleaseLot"),
    OPEN_RECALL("OpenRecall"),
    CLOSE_RECALL("CloseRecall"),
    ADJUST("AdjustLotQuantity"),
    DISPOSE("DisposeOfLot"),
    ISSUE_LABELS("IssueLabels"),
    VOID_LABELS("VoidLabels"),
    BIND_CODE("BindCode"),
    VOID_CODES("VoidCodes");

    private final String command;

    Action(String command) {
        this.command = command;
    }

    @JsonValue
    public String command() {
        return command;
    }
}
