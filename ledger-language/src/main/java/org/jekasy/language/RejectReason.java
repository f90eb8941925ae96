package org.jekasy.language;

/** Why goods are not accepted. */
public enum RejectReason {
    IMMATURE,
    OVERRIPE,
    LATEX,
    SUNBURN,
    BRUISE,
    ANTHRACNOSE,
    CALIBRE,
    FLY_PUNCTURE,
    ROT
}
