package org.jekasy.language;

/** What became of goods that were received beyond what was sent: nothing was, it was booked, booked with a flag, or is disputed and not available. */
public enum Excess {
    NONE,
    BOOKED,
    FLAGGED,
    DISPUTED
}
