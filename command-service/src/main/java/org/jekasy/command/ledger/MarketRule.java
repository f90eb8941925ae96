package org.jekasy.command.ledger;

import java.time.LocalDate;
import java.util.List;
import org.jekasy.language.CountryCode;
import org.jekasy.language.ProductCode;
import org.jspecify.annotations.Nullable;

/** One row of {@code market_rules.csv}: what a market asks of a product from an origin between two days. Product null: any. */
public record MarketRule(
        String id,
        @Nullable ProductCode product,
        CountryCode origin,
        CountryCode destination,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        List<Requirement> requires,
        String legalReference) {
    public MarketRule {
        requires = List.copyOf(requires);
    }

    /** True when the rule speaks of this product going to this market on this day. */
    public boolean appliesTo(ProductCode goods, CountryCode market, LocalDate day) {
        return (product == null || product.equals(goods))
                && destination.equals(market)
                && !day.isBefore(validFrom)
                && (validTo == null || !day.isAfter(validTo));
    }
}
