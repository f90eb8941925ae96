package org.jekasy.language;

/** What is certified of a lot. A grouping keeps only what every input has. */
public enum Claim {
    ORGANIC,
    FAIRTRADE,
    GLOBALGAP
}
