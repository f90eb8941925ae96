package org.jekasy.language;

/** What an inspection says. NON_CONFORM holds the lot. */
public enum Verdict {
    CONFORM,
    NON_CONFORM,
    DOWNGRADE
}
