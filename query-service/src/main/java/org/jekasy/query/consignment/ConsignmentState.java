package org.jekasy.query.consignment;

/** Where a consignment stands. */
public enum ConsignmentState {
    /** Sent, not received. */
    IN_TRANSIT,
    /** Received, and nothing is open. */
    RECEIVED,
    /** Received, and something is missing or disputed until it is adjusted. */
    OPEN,
    /** Never sent: the entry was voided. */
    VOIDED
}
