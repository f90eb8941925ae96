package org.jekasy.language;

/** Why a mass is adjusted. */
public enum AdjustReason {
    SCALE,
    MOISTURE,
    SHRINK,
    THEFT,
    COUNT
}
