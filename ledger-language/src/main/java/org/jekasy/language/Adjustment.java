package org.jekasy.language;

/** A difference that is booked and why. */
public record Adjustment(Delta delta, AdjustReason reason) {}
