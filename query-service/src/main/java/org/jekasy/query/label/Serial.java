package org.jekasy.query.label;

/** The number of one label of a lot, as the ledger spells it where it knows it, else as it was scanned; and how it stands. */
public record Serial(String serial, SerialState state) {}
