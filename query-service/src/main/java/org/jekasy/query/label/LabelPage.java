package org.jekasy.query.label;

import java.time.LocalDate;
import java.util.List;
import org.jekasy.language.Claim;
import org.jekasy.language.Gtin;
import org.jekasy.language.LotId;
import org.jekasy.language.Weight;
import org.jekasy.query.register.ProductName;
import org.jekasy.query.register.VarietyName;
import org.jspecify.annotations.Nullable;

/**
 * All that is printed on a label. {@code cooperative} is the one the lot grew with, or who made it where it grew with several;
 * {@code commune} names up to three. {@code gtin} is the pack's own, or the one that stood for product and maker on the day it was made.
 */
public record LabelPage(
        LotId lot,
        ProductName product,
        @Nullable VarietyName variety,
        String cooperative,
        @Nullable String commune,
        @Nullable LocalDate harvestedFrom,
        @Nullable LocalDate harvestedTo,
        Weight weight,
        @Nullable Units units,
        List<Claim> claims,
        @Nullable Gtin gtin,
        Status status,
        long position) {
    /** How many, and what one weighs net. */
    public record Units(int count, Weight net) {}

    /** What must be known before a label is printed; a recall comes before all else. */
    public enum Status {
        AVAILABLE,
        HELD,
        IN_TRANSIT,
        EXHAUSTED,
        DISPOSED,
        VOIDED,
        RECALLED
    }
}
