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

    /** Count times net weight of one; nothing, or more than a million tonnes, is {@link Malformed}. */
    public Weight weight() {
        if (count <= 0 || netPerUnit.grams() > Weight.MOST / count) {
            throw new Malformed(RuleCode.E_MASS_01, "count", Integer.toString(count));
        }
        return new Weight(netPerUnit.grams() * count);
    }
}
