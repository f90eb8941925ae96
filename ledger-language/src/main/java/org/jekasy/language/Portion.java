package org.jekasy.language;

/** A part of a lot: the lot and the weight taken from it or put into it. */
public record Portion(LotId lot, Weight weight) {}
