package org.jekasy.query.lot;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            ProductCode product,
            @Nullable VarietyCode variety,
            @Nullable How how,
            @Nullable LocalDate on,
            PartyId maker,
            @Nullable CommuneId commune,
            Weight registered) {}

    /** Those of these lots that may be seen, in the order they were made; lots the list does not have are left out. */
    public Map<LotId, LotBrief> of(Collection<LotId> asked, long at) {
        Collection<LotId> lots = sights.seen(asked);
        List<Row> rows = new ArrayList<>();
        if (!lots.isEmpty()) {
            sql.sql("""
                            select l.lot, l.state, l.held, l.recalled, l.product, l.variety, m.how, m.made_on, l.holder, m.commune, l.weight_g
                            from lot l left join made m on m.lot = l.lot and m.until is null
                            where l.lot = any(:lots) order by l.position, l.lot""")
                    .param("lots", lots.stream().map(LotId::text).toArray(String[]::new))
                    .query(row -> {
                        String variety = row.getString(6);
                        String how = row.getString(7);
                        Date on = row.getDate(8);
                        String commune = row.getString(10);
                        rows.add(new Row(
                                LotId.parse(row.getString(1)),
                                LotState.valueOf(row.getString(2)),
                                row.getBoolean(3),
                                row.getBoolean(4),
                                ProductCode.parse(row.getString(5)),
                                variety == null ? null : VarietyCode.parse(variety),
                                how == null ? null : How.valueOf(how),
                                on == null ? null : on.toLocalDate(),
                                PartyId.parse(row.getString(9)),
                                commune == null ? null : CommuneId.parse(commune),
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
                            ProductName.of(row.product),
                            row.variety == null ? null : VarietyName.of(row.variety),
                            row.how,
                            row.on,
                            known.party(row.maker),
                            row.commune == null ? null : CommuneName.of(row.commune),
                            row.registered));
        }
        return briefs;
    }
}
