package org.jekasy.query.lot;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jekasy.language.CommuneId;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jekasy.query.read.Sights;
import org.jekasy.query.register.CommuneName;
import org.jekasy.query.register.Names;
import org.jekasy.query.register.ProductName;
import org.jekasy.query.register.VarietyName;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Many lots in one line each. Must be asked inside a snapshot. */
@Component
public class LotBriefs {
    private final JdbcClient sql;
    private final Sights sights;
    private final Names names;

    LotBriefs(JdbcClient readClient, Names names, Sights sights) {
        this.sights = sights;
        this.sql = readClient;
        this.names = names;
    }

    private record Row(
            LotId lot,
            LotState state,
            boolean held,
            boolean recalled,
            ProductName product,
            @Nullable VarietyName variety,
            @Nullable How how,
            @Nullable LocalDate on,
            PartyId maker,
            @Nullable CommuneName commune,
            Weight registered) {}

    /** Values that thousands of rows share, read once each. */
    private static final class Shared<T> {
        private final Map<String, T> read = new HashMap<>();
        private final Function<String, T> reading;

        Shared(Function<String, T> reading) {
            this.reading = reading;
        }

        T of(String text) {
            return read.computeIfAbsent(text, reading);
        }

        @Nullable
        T ofNullable(@Nullable String text) {
            return text == null ? null : of(text);
        }
    }

    /** Those of these lots that may be seen, in the order they were made; lots the list does not have are left out. */
    public Map<LotId, LotBrief> of(Collection<LotId> asked, long at) {
        Collection<LotId> lots = sights.seen(asked);
        List<Row> rows = new ArrayList<>();
        if (!lots.isEmpty()) {
            Shared<ProductName> products = new Shared<>(text -> ProductName.of(ProductCode.parse(text)));
            Shared<VarietyName> varieties = new Shared<>(text -> VarietyName.of(VarietyCode.parse(text)));
            Shared<CommuneName> communes = new Shared<>(text -> CommuneName.of(CommuneId.parse(text)));
            Shared<PartyId> parties = new Shared<>(PartyId::parse);
            Map<String, LotId> byText = HashMap.newHashMap(lots.size());
            lots.forEach(lot -> byText.put(lot.text(), lot));
            sql.sql("""
                            select l.lot, l.state, l.held, l.recalled, l.product, l.variety, m.how, m.made_on, l.holder, m.commune, l.weight_g
                            from lot l left join made m on m.lot = l.lot and m.until is null
                            where l.lot = any(:lots) order by l.position, l.lot""").param("lots", byText.keySet().toArray(String[]::new)).query(row -> {
                String how = row.getString(7);
                rows.add(new Row(
                        Objects.requireNonNull(byText.get(row.getString(1))),
                        LotState.valueOf(row.getString(2)),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        products.of(row.getString(5)),
                        varieties.ofNullable(row.getString(6)),
                        how == null ? null : How.valueOf(how),
                        row.getObject(8, LocalDate.class),
                        parties.of(row.getString(9)),
                        communes.ofNullable(row.getString(10)),
                        Weight.ofGrams(row.getLong(11))));
            });
        }
        Names.Known known = names.of(rows.stream().map(Row::maker).distinct().toList(), List.of(), at);
        Map<LotId, LotBrief> briefs = new LinkedHashMap<>();
        for (Row row : rows) {
            briefs.put(
                    row.lot,
                    new LotBrief(
                            row.lot,
                            row.state,
                            row.held,
                            row.recalled,
                            row.product,
                            row.variety,
                            row.how,
                            row.on,
                            known.party(row.maker),
                            row.commune,
                            row.registered));
        }
        return briefs;
    }
}
