package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/** A lot of cartons: count, net weight of one, calibre (fruits a box) and class; the GTIN where the packer has one. */
public record Packed(
        LotId lot,
        ProductCode product,
        @Nullable VarietyCode variety,
        @Nullable Gtin gtin,
        int count,
        Weight netPerUnit,
        @Nullable String calibre,
        @Nullable String grade) {

    /** Count times net weight of one. */
    public Weight weight() {
        return new Weight(Math.multiplyExact(netPerUnit.grams(), (long) count));
    }
}
