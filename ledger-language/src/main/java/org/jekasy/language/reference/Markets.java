package org.jekasy.language.reference;

import java.util.HashMap;
import java.util.Map;
import org.jekasy.language.CountryCode;

/** Which countries are one market: a member of the European Union is {@code EU}, every other country stands for itself. */
public final class Markets {
    private final Map<CountryCode, CountryCode> byCountry;

    private Markets(Map<CountryCode, CountryCode> byCountry) {
        this.byCountry = Map.copyOf(byCountry);
    }

    static Markets read() {
        Map<CountryCode, CountryCode> byCountry = new HashMap<>();
        for (Table.Row row : Table.of("market_members.csv").rows()) {
            byCountry.put(CountryCode.parse(row.text("country")), CountryCode.parse(row.text("market")));
        }
        return new Markets(byCountry);
    }

    /** The market a country belongs to. */
    public CountryCode of(CountryCode country) {
        return byCountry.getOrDefault(country, country);
    }
}
