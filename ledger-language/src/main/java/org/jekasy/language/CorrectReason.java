package org.jekasy.language;

/** Why an entry is corrected or voided. */
public enum CorrectReason {
    TYPING,
    WRONG_LOT,
    WRONG_WEIGHT,
    WRONG_DATE,
    WRONG_PRODUCER,
    DUPLICATE
}
