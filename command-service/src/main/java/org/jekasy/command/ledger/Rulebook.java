package org.jekasy.command.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jekasy.language.CountryCode;
import org.jekasy.language.ProductCode;
import org.jekasy.language.reference.ReferenceData;
import org.jekasy.language.reference.Table;
import org.jspecify.annotations.Nullable;

/** What the rules know of the trade in general: reference tables, bands of what is plausible, rules of markets. Data, never constants. */
public record Rulebook(ReferenceData reference, Map<String, Band> bands, List<MarketRule> marketRules) {
    private static final Rulebook SHIPPED = new Rulebook(ReferenceData.shipped(), readBands(), readMarketRules());

    public Rulebook {
        bands = Map.copyOf(bands);
        marketRules = List.copyOf(marketRules);
    }

    /** The tables of this build. */
    public static Rulebook shipped() {
        return SHIPPED;
    }

    /** The band of a rule of {@code validation_ranges.csv}; a rule the table does not have is a defect of the build. */
    public Band band(String rule) {
        Band band = bands.get(rule);
        if (band == null) {
            throw new IllegalStateException("validation_ranges.csv has no rule " + rule);
        }
        return band;
    }

    /** The rows that judge one measured value of a product, in the order of their ids: none, one, or one per grade. */
    public List<Band> bands(ProductCode product, String field) {
        return bands.values().stream()
                .filter(band -> product.equals(band.product()) && band.field().equals(field))
                .sorted(Comparator.comparing(Band::rule))
                .toList();
    }

    private static Map<String, Band> readBands() {
        Map<String, Band> bands = new LinkedHashMap<>();
        for (Table.Row row : Table.of("validation_ranges.csv").rows()) {
            String hardMin = row.text("hard_min");
            boolean above = hardMin.startsWith(">");
            bands.put(
                    row.text("rule_id"),
                    new Band(
                            row.text("rule_id"),
                            row.text("product").equals("any") ? null : ProductCode.parse(row.text("product")),
                            row.text("field"),
                            row.text("uom"),
                            number(above ? hardMin.substring(1) : hardMin),
                            above,
                            number(row.text("warn_min")),
                            number(row.text("typical_max")),
                            number(row.text("warn_max")),
                            // a limit that refuses nothing is no hard limit
                            row.text("on_hard").isEmpty() ? null : number(row.text("hard_max")),
                            onWarn(row.text("on_warn"))));
        }
        return bands;
    }

    // "14 d outside" is 14
    private static @Nullable BigDecimal number(String text) {
        return text.isEmpty() ? null : new BigDecimal(text.split(" ", 2)[0]);
    }

    // "hold lot" is hold
    private static Band.OnWarn onWarn(String text) {
        return Band.OnWarn.valueOf(text.split(" ", 2)[0].toUpperCase(Locale.ROOT));
    }

    private static List<MarketRule> readMarketRules() {
        return Table.of("market_rules.csv").rows().stream()
                .map(row -> new MarketRule(
                        row.text("rule_id"),
                        row.text("product").equals("*") ? null : ProductCode.parse(row.text("product")),
                        CountryCode.parse(row.text("origin")),
                        CountryCode.parse(row.text("destination")),
                        LocalDate.parse(row.text("valid_from")),
                        row.optional("valid_to") == null ? null : LocalDate.parse(row.text("valid_to")),
                        Arrays.stream(row.text("requires").split(";"))
                                .map(Requirement::parse)
                                .toList(),
                        row.text("legal_reference")))
                .toList();
    }
}
