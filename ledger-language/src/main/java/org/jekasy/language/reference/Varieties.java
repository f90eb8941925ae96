package org.jekasy.language.reference;

import java.time.MonthDay;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jekasy.language.VarietyCode;

/** The varieties of mango by code and by name; {@code MIX} is a lot of several, {@code OTH} another. */
public final class Varieties {
    private final Map<VarietyCode, Variety> byCode;

    private Varieties(Map<VarietyCode, Variety> byCode) {
        this.byCode = Collections.unmodifiableMap(byCode);
    }

    static Varieties read() {
        Map<VarietyCode, Variety> byCode = new LinkedHashMap<>();
        for (Table.Row row : Table.of("mango_varieties.csv").rows()) {
            VarietyCode code = VarietyCode.parse(row.text("code"));
            byCode.put(
                    code,
                    new Variety(
                            code,
                            row.text("name"),
                            MonthDay.parse("--" + row.text("season_start_mmdd")),
                            MonthDay.parse("--" + row.text("season_end_mmdd")),
                            Integer.parseInt(row.text("fruit_g_min")),
                            Integer.parseInt(row.text("fruit_g_max"))));
        }
        return new Varieties(byCode);
    }

    public Collection<Variety> all() {
        return byCode.values();
    }

    public Optional<Variety> find(VarietyCode code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The name of a variety; a code the table does not know stands for itself. */
    public String name(VarietyCode code) {
        Variety variety = byCode.get(code);
        return variety == null ? code.text() : variety.name();
    }

    /** The variety a person means by a code or name: « ken », « Kent », « amelie » (one of the names in « Amélie (Gouverneur) » is enough). */
    public Optional<Variety> named(String word) {
        return byCode.values().stream()
                .filter(variety -> Spelling.same(variety.code().text(), word)
                        || names(variety).anyMatch(name -> Spelling.same(name, word)))
                .findFirst();
    }

    /** The variety whose code or name is nearest to what was typed. */
    public Optional<Variety> nearest(String typed) {
        Optional<Variety> known = named(typed);
        return known.isPresent()
                ? known
                : Spelling.nearest(
                        typed,
                        byCode.values(),
                        variety -> names(variety).findFirst().orElseThrow());
    }

    private static java.util.stream.Stream<String> names(Variety variety) {
        return java.util.Arrays.stream(variety.name().split("[(/)]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }
}
