package org.jekasy.query.lot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jekasy.language.CommuneId;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jekasy.language.Word;
import org.jekasy.query.read.Sights;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.register.CommuneName;
import org.jekasy.query.register.Names;
import org.jekasy.query.register.PartyName;
import org.jekasy.query.register.ProductName;
import org.jekasy.query.register.VarietyName;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The list of lots, by filter, a part at a time. */
@Component
public class LotLists {
    private final Snapshot snapshot;
    private final JdbcClient sql;
    private final Sights sights;
    private final Names names;

    LotLists(Snapshot snapshot, JdbcClient readClient, Names names, Sights sights) {
        this.sights = sights;
        this.snapshot = snapshot;
        this.sql = readClient;
        this.names = names;
    }

    private record Row(
            LotId lot,
            long made,
            LotState state,
            boolean held,
            boolean recalled,
            ProductCode product,
            @Nullable VarietyCode variety,
            SeasonId season,
            PartyId maker,
            long registered,
            long stock,
            long away) {}

    /** The lots that pass, newest first, after where the last part ended. */
    public LotList list(LotFilter filter) {
        Where where = new Where();
        where.and(
                "l.state = :state",
                "state",
                filter.state() == null ? null : filter.state().name());
        where.and("l.product = :product", "product", text(filter.product()));
        where.and("l.variety = :variety", "variety", text(filter.variety()));
        where.and("l.season = :season", "season", text(filter.season()));
        where.and("l.held = :held", "held", filter.held());
        where.and("l.recalled = :recalled", "recalled", filter.recalled());
        where.and("l.lot like :prefix || '%'", "prefix", filter.prefix());
        where.and(
                "exists (select from lot_origin o where o.lot = l.lot and o.cooperative = :cooperative)",
                "cooperative",
                text(filter.cooperative()));
        where.and(
                "exists (select from lot_origin o where o.lot = l.lot and (o.commune = :commune or o.commune like :commune || '.%'))",
                "commune", text(filter.commune()));
        where.and(
                "exists (select from balance b where b.account = 'STOCK:' || :holder and b.lot = l.lot and b.weight_g > 0)",
                "holder",
                text(filter.holder()));
        LotFilter.After after = filter.after();
        if (after != null) {
            where.and("(l.position, l.lot) < (:afterPosition, :afterLot)", "afterPosition", after.position());
            where.parameters.put("afterLot", after.lot());
        }
        where.parameters.put("limit", filter.limit() + 1);
        return snapshot.now(at -> {
            List<Row> rows = sql.sql("select l.* from lot l where " + sights.lot("l.lot") + where.condition
                            + " order by l.position desc, l.lot desc limit :limit")
                    .params(where.parameters)
                    .query((row, n) -> {
                        String variety = row.getString("variety");
                        return new Row(
                                LotId.parse(row.getString("lot")),
                                row.getLong("position"),
                                LotState.valueOf(row.getString("state")),
                                row.getBoolean("held"),
                                row.getBoolean("recalled"),
                                ProductCode.parse(row.getString("product")),
                                variety == null ? null : VarietyCode.parse(variety),
                                SeasonId.parse(row.getString("season")),
                                PartyId.parse(row.getString("holder")),
                                row.getLong("weight_g"),
                                row.getLong("stock_g"),
                                row.getLong("away_g"));
                    })
                    .list();
            boolean more = rows.size() > filter.limit();
            List<Row> shown = more ? rows.subList(0, filter.limit()) : rows;
            Row last = more ? shown.getLast() : null;
            return new LotList(
                    at,
                    lines(shown, at),
                    last == null ? null : new LotFilter.After(last.made, last.lot.text()).toString());
        });
    }

    private List<LotList.Line> lines(List<Row> rows, long at) {
        Map<LotId, List<PartyId>> cooperatives = new HashMap<>();
        Map<LotId, List<CommuneId>> communes = new HashMap<>();
        List<PartyId> parties = new ArrayList<>();
        sql.sql(
                        "select lot, cooperative, commune from lot_origin where lot = any(:lots) order by lot, cooperative, commune")
                .param("lots", rows.stream().map(row -> row.lot.text()).toArray(String[]::new))
                .query(row -> {
                    LotId lot = LotId.parse(row.getString(1));
                    PartyId cooperative = PartyId.parse(row.getString(2));
                    cooperatives.computeIfAbsent(lot, none -> new ArrayList<>()).add(cooperative);
                    communes.computeIfAbsent(lot, none -> new ArrayList<>()).add(CommuneId.parse(row.getString(3)));
                    parties.add(cooperative);
                });
        rows.forEach(row -> parties.add(row.maker));
        Names.Known known = names.of(parties, List.of(), at);
        return rows.stream()
                .map(row -> new LotList.Line(
                        row.lot,
                        row.made,
                        row.state,
                        row.held,
                        row.recalled,
                        ProductName.of(row.product),
                        row.variety == null ? null : VarietyName.of(row.variety),
                        row.season,
                        known.party(row.maker),
                        Weight.ofGrams(row.registered),
                        Grams.ofGrams(Math.max(0, row.stock)),
                        Grams.ofGrams(Math.max(0, row.away)),
                        names(cooperatives.getOrDefault(row.lot, List.of()), known),
                        communes.getOrDefault(row.lot, List.of()).stream()
                                .distinct()
                                .sorted(CommuneId::compareTo)
                                .map(CommuneName::of)
                                .toList()))
                .toList();
    }

    private static List<PartyName> names(List<PartyId> parties, Names.Known known) {
        return parties.stream().distinct().map(known::party).toList();
    }

    private static @Nullable String text(@Nullable Word word) {
        return word == null ? null : word.text();
    }

    /** Conditions of fixed text with named values; a value of null asks nothing. */
    private static final class Where {
        private final StringBuilder condition = new StringBuilder();
        private final Map<String, Object> parameters = new HashMap<>();

        void and(String fixed, String name, @Nullable Object value) {
            if (value != null) {
                condition.append(" and ").append(fixed);
                parameters.put(name, value);
            }
        }
    }
}
