package org.jekasy.query.label;

/** How a label with a number of its own stands. */
public enum SerialState {
    ISSUED,
    VOID,
    /** The ledger knows no label of this number for this lot: forged, or printed where it was not yet told to the ledger. */
    UNKNOWN
}
