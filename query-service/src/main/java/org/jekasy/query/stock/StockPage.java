package org.jekasy.query.stock;

import java.util.List;
import org.jekasy.language.Grams;
import org.jekasy.language.Weight;
import org.jekasy.query.lot.LotBrief;
import org.jekasy.query.register.PartyName;
import org.jekasy.query.register.ProductName;
import org.jspecify.annotations.Nullable;

/** What a party holds: by product, and lot by lot. {@code next}: what to ask with {@code after=} for the lots that follow. */
public record StockPage(
        PartyName holder,
        long position,
        List<OfProduct> products,
        List<OfLot> lots,
        @Nullable String next) {
    /** All of one product: grams and lots, and how much of it is held or recalled and must not be used. */
    public record OfProduct(ProductName product, long lots, Grams weight, Grams blocked) {}

    /** What the party holds of one lot. */
    public record OfLot(Weight weight, LotBrief lot) {}
}
