package org.jekasy.language;

/** The processes of the trade; each has its yield band in the table of ranges. */
public enum ProcessKind {
    DRYING,
    PULPING,
    JUICING,
    BOILING_DRYING_SHELLING,
    SHELLING,
    CHURNING,
    PRESSING
}
