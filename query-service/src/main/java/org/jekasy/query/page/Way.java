package org.jekasy.query.page;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jekasy.language.CommuneId;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.UnLocode;
import org.jekasy.query.lot.How;
import org.jekasy.query.read.Snapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The way of a lot and of all it came from, siblings folded: twelve harvests of one cooperative are one step. Must be asked inside a snapshot. */
@Component
class Way {
    /** What happened on the way. */
    enum What {
        HARVEST,
        DELIVERY,
        GROUPING,
        SPLIT,
        PROCESS,
        TREATMENT,
        PACKING,
        SHIPPED,
        RECEIVED,
        DEPARTED,
        ARRIVED
    }

    /** A step: how many entries it folds, from which day to which, where, by whom and from whom to whom, and grams where one sum makes sense. */
    record Step(
            What what,
            int count,
            LocalDate first,
            LocalDate last,
            long position,
            @Nullable PlaceId place,
            @Nullable PlaceId toPlace,
            @Nullable CommuneId commune,
            @Nullable UnLocode port,
            @Nullable PartyId party,
            @Nullable PartyId toParty,
            @Nullable String method,
            long grams) {
        /** Both as one step, without what they do not share. */
        Step with(Step other) {
            return new Step(
                    what,
                    count + other.count,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last,
                    Math.min(position, other.position),
                    null,
                    null,
                    Objects.equals(commune, other.commune) ? commune : null,
                    null,
                    Objects.equals(party, other.party) ? party : null,
                    null,
                    null,
                    grams + other.grams);
        }
    }

    /** So many harvests of different places are told one by one. */
    private static final int APART = 4;

    // union drops what was seen already, so it also ends on a circle; offset 0: see Ancestries
    private static final String BACK = """
            with recursive back (lot) as (
                select :lot::text collate "C"
                union
                select e.parent from back b cross join lateral (
                    select e.parent from edge e where e.child = b.lot and %s offset 0) e
            )
            select lot from back
            """.formatted(Snapshot.inForce("e"));

    private final JdbcClient sql;

    Way(JdbcClient readClient) {
        this.sql = readClient;
    }

    List<Step> of(LotId lot, long at) {
        List<Step> steps = new ArrayList<>();
        // walked once: what is asked below is asked of the same lots
        String[] lots = sql.sql(BACK)
                .param("lot", lot.text())
                .param("at", at)
                .query(String.class)
                .list()
                .toArray(String[]::new);
        List<Step> made = made(lot, lots, at);
        steps.addAll(folded(made, What.HARVEST));
        steps.addAll(folded(made, What.DELIVERY));
        made.stream()
                .filter(step -> step.what != What.HARVEST && step.what != What.DELIVERY)
                .forEach(steps::add);
        steps.addAll(shipped(lots, at));
        steps.addAll(received(lots, at));
        steps.addAll(travelled(lots, at));
        steps.sort(Comparator.comparing(Step::first).thenComparingLong(Step::position));
        return steps;
    }

    /** The steps of one kind; a container's many harvests are told as one, where they came from is told by the shares. */
    private static List<Step> folded(List<Step> made, What what) {
        List<Step> steps = made.stream().filter(step -> step.what == what).toList();
        return steps.size() <= APART
                ? steps
                : List.of(steps.stream().reduce(Step::with).orElseThrow());
    }

    private List<Step> made(LotId lot, String[] lots, long at) {
        return sql.sql("""
                        select m.how, count(*), min(m.made_on), max(m.made_on), min(m.root), min(m.place), m.commune, m.holder, m.method, sum(m.weight_g)
                        from unnest(:lots::text[]) b (lot) cross join lateral (
                            select * from made m where m.lot = b.lot and %s offset 0) m
                        where m.how <> 'BY_PRODUCT' or b.lot = :lot
                        group by m.how, m.commune, m.holder, m.method,
                            case when m.how in ('HARVEST', 'DELIVERY') then null else m.made_on end,
                            case when m.how in ('HARVEST', 'DELIVERY') then null else m.place end
                        """.formatted(Snapshot.inForce("m")))
                .param("lot", lot.text())
                .param("lots", lots)
                .param("at", at)
                .query((row, n) -> {
                    How how = How.valueOf(row.getString(1));
                    String commune = row.getString(7);
                    return new Step(
                            what(how),
                            row.getInt(2),
                            row.getDate(3).toLocalDate(),
                            row.getDate(4).toLocalDate(),
                            row.getLong(5),
                            // an orchard or a collection area would lead to a grower
                            how.isOrigin() ? null : PlaceId.parse(row.getString(6)),
                            null,
                            commune == null ? null : CommuneId.parse(commune),
                            null,
                            PartyId.parse(row.getString(8)),
                            null,
                            row.getString(9),
                            row.getLong(10));
                })
                .list();
    }

    private static What what(How how) {
        return switch (how) {
            case HARVEST -> What.HARVEST;
            case DELIVERY -> What.DELIVERY;
            case GROUPING -> What.GROUPING;
            case SPLIT -> What.SPLIT;
            case PROCESS, BY_PRODUCT -> What.PROCESS;
            case TREATMENT -> What.TREATMENT;
            case PACKING -> What.PACKING;
        };
    }

    private List<Step> shipped(String[] lots, long at) {
        return sql.sql("""
                        select c.dispatched_at, c.root, c.from_place, c.to_place, c.sender, c.receiver, sum(s.weight_g)
                        from unnest(:lots::text[]) b (lot)
                            cross join lateral (select * from shipped_line s where s.lot = b.lot and %s offset 0) s
                            cross join lateral (select * from consignment c where c.consignment = s.consignment and %s offset 0) c
                        group by c.dispatched_at, c.root, c.from_place, c.to_place, c.sender, c.receiver
                        """.formatted(Snapshot.inForce("s"), Snapshot.inForce("c")))
                .param("lots", lots)
                .param("at", at)
                .query((row, n) -> {
                    LocalDate day = LocalDate.ofInstant(row.getTimestamp(1).toInstant(), ZoneOffset.UTC);
                    return new Step(
                            What.SHIPPED,
                            1,
                            day,
                            day,
                            row.getLong(2),
                            PlaceId.parse(row.getString(3)),
                            PlaceId.parse(row.getString(4)),
                            null,
                            null,
                            PartyId.parse(row.getString(5)),
                            PartyId.parse(row.getString(6)),
                            null,
                            row.getLong(7));
                })
                .list();
    }

    private List<Step> received(String[] lots, long at) {
        return sql.sql("""
                        select r.received_at, r.root, r.place, r.receiver, sum(l.accepted_g)
                        from unnest(:lots::text[]) b (lot)
                            cross join lateral (select * from received_line l where l.lot = b.lot and %s offset 0) l
                            cross join lateral (select * from receipt r where r.root = l.root and r.position = l.position and %s offset 0) r
                        group by r.received_at, r.root, r.place, r.receiver
                        """.formatted(Snapshot.inForce("l"), Snapshot.inForce("r")))
                .param("lots", lots)
                .param("at", at)
                .query((row, n) -> {
                    LocalDate day = LocalDate.ofInstant(row.getTimestamp(1).toInstant(), ZoneOffset.UTC);
                    return new Step(
                            What.RECEIVED,
                            1,
                            day,
                            day,
                            row.getLong(2),
                            PlaceId.parse(row.getString(3)),
                            null,
                            null,
                            null,
                            PartyId.parse(row.getString(4)),
                            null,
                            null,
                            row.getLong(5));
                })
                .list();
    }

    private List<Step> travelled(String[] lots, long at) {
        return sql.sql("""
                        select distinct g.what, g.at, g.root, g.at_locode
                        from unnest(:lots::text[]) b (lot)
                            cross join lateral (select position from entry_lot l where l.lot = b.lot offset 0) l
                            cross join lateral (select * from leg g where g.position = l.position and %s offset 0) g
                        """.formatted(Snapshot.inForce("g")))
                .param("lots", lots)
                .param("at", at)
                .query((row, n) -> {
                    LocalDate day = LocalDate.ofInstant(row.getTimestamp(2).toInstant(), ZoneOffset.UTC);
                    return new Step(
                            row.getString(1).startsWith("DEPART") ? What.DEPARTED : What.ARRIVED,
                            1,
                            day,
                            day,
                            row.getLong(3),
                            null,
                            null,
                            null,
                            UnLocode.parse(row.getString(4)),
                            null,
                            null,
                            null,
                            0);
                })
                .list();
    }
}
