package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/** A lot made by a process: its code, product, variety where one is known, weight and number of units where counted. */
public record Output(
        LotId lot,
        ProductCode product,
        @Nullable VarietyCode variety,
        Weight weight,
        @Nullable Integer units) {}
