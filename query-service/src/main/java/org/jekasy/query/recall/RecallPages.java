package org.jekasy.query.recall;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.RecallClass;
import org.jekasy.language.RecallId;
import org.jekasy.language.Sscc;
import org.jekasy.query.lot.LotBriefs;
import org.jekasy.query.read.Sights;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.read.Unknown;
import org.jekasy.query.register.Names;
import org.jekasy.query.trace.Traces;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Recalls, and what a recall would reach. */
@Component
public class RecallPages {
    private final Snapshot snapshot;
    private final JdbcClient sql;
    private final Sights sights;
    private final Traces traces;
    private final LotBriefs briefs;
    private final Names names;

    RecallPages(Snapshot snapshot, JdbcClient readClient, Traces traces, LotBriefs briefs, Names names, Sights sights) {
        this.sights = sights;
        this.snapshot = snapshot;
        this.sql = readClient;
        this.traces = traces;
        this.briefs = briefs;
        this.names = names;
    }

    private record Opened(
            long position,
            String hazard,
            RecallClass recallClass,
            @Nullable String notice,
            Instant at,
            PartyId by) {}

    private record Ended(Instant at, PartyId by, String outcome, Grams found) {}

    private record Place(LotId lot, String account, long grams) {}

    /** One recall with the lots and units its entry lists; {@link Unknown} where there is none of that name. */
    public RecallPage page(RecallId recall) {
        return snapshot.now(at -> {
            Opened opened = sql.sql("""
                            select r.position, r.hazard, r.class, r.notice, e.happened_at, e.organisation
                            from recall r join entry e on e.position = r.position
                            where r.recall = :recall and r.until is null and %s order by r.root limit 1""".formatted(reaches()))
                    .param("recall", recall.text())
                    .query((row, n) -> new Opened(
                            row.getLong(1),
                            row.getString(2),
                            RecallClass.valueOf(row.getString(3)),
                            row.getString(4),
                            row.getTimestamp(5).toInstant(),
                            PartyId.parse(row.getString(6))))
                    .optional()
                    .orElseThrow(() -> new Unknown("recall", recall.text()));
            Ended ended = sql.sql("""
                            select e.happened_at, e.organisation, x.outcome, x.found_g
                            from recall_end x join entry e on e.position = x.position
                            where x.recall = :recall and x.until is null order by x.root desc limit 1""")
                    .param("recall", recall.text())
                    .query((row, n) -> new Ended(
                            row.getTimestamp(1).toInstant(),
                            PartyId.parse(row.getString(2)),
                            row.getString(3),
                            Grams.ofGrams(row.getLong(4))))
                    .optional()
                    .orElse(null);
            List<LotId> seeds = new ArrayList<>();
            Set<LotId> lots = new LinkedHashSet<>();
            sql.sql("select l.lot, l.seed from recall_lot l where l.recall = :recall and l.position = :position and "
                            + sights.lot("l.lot") + " order by l.line")
                    .param("recall", recall.text())
                    .param("position", opened.position)
                    .query(row -> {
                        LotId lot = LotId.parse(row.getString(1));
                        lots.add(lot);
                        if (row.getBoolean(2)) {
                            seeds.add(lot);
                        }
                    });
            List<Sscc> listed = sql.sql(
                            "select u.unit from recall_unit u where u.recall = :recall and u.position = :position and exists (select from unit h where h.unit = u.unit and "
                                    + sights.party("h.holder") + ") order by u.unit")
                    .param("recall", recall.text())
                    .param("position", opened.position)
                    .query((row, n) -> Sscc.parse(row.getString(1)))
                    .list();
            List<PartyId> parties = new ArrayList<>(List.of(opened.by));
            if (ended != null) {
                parties.add(ended.by);
            }
            Names.Known known = names.of(parties, List.of(), at);
            return new RecallPage(
                    recall,
                    at,
                    opened.hazard,
                    opened.recallClass,
                    opened.notice,
                    opened.at,
                    known.party(opened.by),
                    ended == null
                            ? null
                            : new RecallPage.Closed(ended.at, known.party(ended.by), ended.outcome, ended.found),
                    reach(seeds, lots, listed, at));
        });
    }

    /** All recalls. */
    public RecallList list() {
        return snapshot.now(at -> new RecallList(
                at,
                sql.sql("""
                                select r.recall, r.hazard, r.class, e.happened_at,
                                       not exists (select from recall_end x where x.recall = r.recall and x.until is null),
                                       (select count(*) from recall_lot l where l.recall = r.recall and l.position = r.position and %s)
                                from recall r join entry e on e.position = r.position
                                where r.until is null and %s order by r.root desc""".formatted(sights.lot("l.lot"), reaches()))
                        .query((row, n) -> {
                            Timestamp opened = row.getTimestamp(4);
                            return new RecallList.Line(
                                    RecallId.parse(row.getString(1)),
                                    row.getString(2),
                                    RecallClass.valueOf(row.getString(3)),
                                    opened.toInstant(),
                                    row.getBoolean(5),
                                    row.getLong(6));
                        })
                        .list()));
    }

    /** The lot and all that came of it. */
    public ReachPage recallSet(LotId lot) {
        return snapshot.walk(null, at -> {
            known(lot, at);
            return new ReachPage(lot, at, reach(List.of(lot), traces.forward(List.of(lot)), List.of(), at));
        });
    }

    /** What went directly into the lot, and all that came of that; of a lot from the tree: the lot itself. */
    public ReachPage suspectSet(LotId lot) {
        return snapshot.walk(null, at -> {
            known(lot, at);
            List<LotId> parents = traces.parents(lot);
            List<LotId> seeds = parents.isEmpty() ? List.of(lot) : parents;
            return new ReachPage(lot, at, reach(seeds, traces.forward(seeds), List.of(), at));
        });
    }

    private String reaches() {
        return "exists (select from recall_lot l where l.recall = r.recall and l.position = r.position and "
                + sights.lot("l.lot") + ")";
    }

    private void known(LotId lot, long at) {
        if (briefs.of(List.of(lot), at).isEmpty()) {
            throw new Unknown("lot", lot.text());
        }
    }

    private Reach reach(List<LotId> from, Collection<LotId> reached, List<Sscc> listed, long at) {
        List<LotId> seeds = sights.only(from, lot -> lot);
        List<LotId> lots = sights.only(reached, lot -> lot);
        String[] codes = lots.stream().map(LotId::text).toArray(String[]::new);
        List<Place> places = sql.sql("""
                        select lot, account, weight_g from balance
                        where lot = any(:lots) and weight_g > 0
                        order by account, lot""")
                .param("lots", codes)
                .query((row, n) -> new Place(LotId.parse(row.getString(1)), row.getString(2), row.getLong(3)))
                .list();
        List<Place> stock = places.stream()
                .filter(place -> place.account.startsWith("STOCK:"))
                .toList();
        List<Place> away = places.stream()
                .filter(place -> !place.account.startsWith("STOCK:"))
                .toList();
        Names.Known known = names.of(stock.stream().map(RecallPages::holder).toList(), List.of(), at);
        Set<Sscc> units = new TreeSet<>(listed);
        sql.sql("""
                        select unit from unit_content where lot = any(:lots) and until is null
                        group by unit, lot having sum(count) > 0""").param("lots", codes).query(row -> {
            units.add(Sscc.parse(row.getString(1)));
        });
        List<ContainerNumber> containers = sql.sql("""
                        select container from container_lot where lot = any(:lots) and until is null
                        union select container from container_unit where unit = any(:units) and until is null
                        order by 1""")
                .param("lots", codes)
                .param("units", units.stream().map(Sscc::text).toArray(String[]::new))
                .query((row, n) -> ContainerNumber.parse(row.getString(1)))
                .list();
        return new Reach(
                seeds,
                List.copyOf(briefs.of(lots, at).values()),
                sum(stock),
                sum(away),
                stock.stream()
                        .map(place -> new Reach.Held(known.party(holder(place)), place.lot, Grams.ofGrams(place.grams)))
                        .toList(),
                away.stream()
                        .map(place -> new Reach.OnTheWay(
                                ConsignmentId.parse(place.account.substring(place.account.indexOf(':') + 1)),
                                place.lot,
                                Grams.ofGrams(place.grams)))
                        .toList(),
                List.copyOf(units),
                containers);
    }

    private static Grams sum(List<Place> places) {
        return Grams.ofGrams(places.stream().mapToLong(Place::grams).sum());
    }

    private static PartyId holder(Place stock) {
        return PartyId.parse(stock.account.substring("STOCK:".length()));
    }
}
