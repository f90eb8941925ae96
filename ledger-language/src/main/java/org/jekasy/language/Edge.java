package org.jekasy.language;

/** Grams of a parent lot that went into an event that made the child lot. A child of several parents has one edge from each. */
public record Edge(LotId parent, LotId child, Weight weight) {}
