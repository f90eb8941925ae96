package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/** One line of a dispatch: a lot and its weight; within a logistic unit where it travels in one. */
public record ShippedLine(
        LotId lot,
        Weight weight,
        @Nullable Sscc unit,
        @Nullable Integer count) {}
