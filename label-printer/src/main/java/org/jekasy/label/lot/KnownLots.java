package org.jekasy.label.lot;

/** Where labels learn what to say of a lot. */
public interface KnownLots {
    /** What the label of one lot says, or a {@link Refusal}: unknown, voided, empty, nobody to ask. */
    Label label(LotCode lot);
}
