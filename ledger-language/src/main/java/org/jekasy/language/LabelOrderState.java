package org.jekasy.language;

/** What became of an order for labels, as its station says. */
public enum LabelOrderState {
    /** A station has it and will print it; no other may. */
    TAKEN,
    /** The printer took all of it; a thermal one says no more. */
    SENT,
    /** The printer, or somebody who looked, says that it came out. */
    PRINTED,
    /** Nobody can print it, or nothing came out. */
    FAILED,
    /** Some of it may have come out: somebody has to look. */
    UNKNOWN,
    /** Taken back before anything came out. */
    CANCELLED;

    /** Whether nothing more will be said. */
    public boolean isLast() {
        return this == PRINTED || this == FAILED || this == CANCELLED;
    }
}
