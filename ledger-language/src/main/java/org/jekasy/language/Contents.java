package org.jekasy.language;

/** What a logistic unit holds of one lot: cartons and their net weight. */
public record Contents(LotId lot, int count, Weight weight) {}
