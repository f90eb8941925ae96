package org.jekasy.query.roll;

/** How a code of a roll stands: printed and of no lot yet, of a lot, or void. */
public enum CodeState {
    FREE,
    BOUND,
    VOID
}
