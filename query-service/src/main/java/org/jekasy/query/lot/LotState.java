package org.jekasy.query.lot;

/** What a lot is. Worked out by the function {@code lot_state} of the database, for the page and the list alike. */
public enum LotState {
    /** Somebody holds some of it and may use it. */
    AVAILABLE,
    /** A hold is open: it must not be used, packed or shipped. */
    HELD,
    /** All that is left is on its way, or missing or disputed on a consignment. */
    IN_TRANSIT,
    /** Nothing is left; it stays readable for ever. */
    EXHAUSTED,
    /** Nothing is left, and what was not lost otherwise was destroyed. */
    DISPOSED,
    /** Its registration was never true. */
    VOIDED
}
