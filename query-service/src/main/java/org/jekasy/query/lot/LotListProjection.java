package org.jekasy.query.lot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jekasy.language.Account;
import org.jekasy.language.ApprovalRequested;
import org.jekasy.language.LabelOrderReported;
import org.jekasy.language.LabelsIssued;
import org.jekasy.language.LabelsOrdered;
import org.jekasy.language.LabelsVoided;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.Movement;
import org.jekasy.language.Movements;
import org.jekasy.query.follow.Change;
import org.jekasy.query.follow.LedgerOutOfOrder;
import org.jekasy.query.follow.Projection;
import org.jekasy.query.history.Mentions;
import org.springframework.stereotype.Component;

/** The list of lots: for every lot a batch touched, one row worked out again from the facts. */
@Component
class LotListProjection implements Projection {
    /** Lots named by something that can only be true of a lot that is there. */
    private final Set<String> touched = new TreeSet<>();
    /** Lots made in this batch: their origin is worked out for the first time. */
    private final Set<String> made = new TreeSet<>();
    /** Lots a correction or void names: the origin of all that came from them may be another. */
    private final Set<String> changed = new TreeSet<>();

    @Override
    public void apply(Change change) {
        Set<LotId> lots = Mentions.of(change.entry().event()).lots();
        LedgerEvent said = change.now() == null ? change.before() : change.now();
        // labels change nothing in the list, and a roll may be printed before its lots are harvested; what waits for a
        // second person is not said yet
        if (!(said instanceof LabelsIssued)
                && !(said instanceof LabelsVoided)
                && !(said instanceof LabelsOrdered)
                && !(said instanceof LabelOrderReported)
                && !(said instanceof ApprovalRequested)) {
            lots.forEach(lot -> touched.add(lot.text()));
        }
        if (change.before() != null) {
            lots.forEach(lot -> changed.add(lot.text()));
        }
        if (change.now() != null) {
            for (Movement movement : Movements.of(change.now())) {
                if (movement.from() == Account.Outside.ORIGIN || movement.from() == Account.Outside.MADE) {
                    made.add(movement.lot().text());
                }
            }
        }
    }

    @Override
    public void write(Connection pages) {}

    @Override
    public void settle(Connection pages) throws SQLException {
        if (!touched.isEmpty()) {
            int listed = update(pages, LIST, touched);
            if (listed != touched.size()) {
                throw new LedgerOutOfOrder(
                        "not every lot that is named was made: %d of %d".formatted(listed, touched.size()));
            }
        }
        Set<String> origins = new TreeSet<>(made);
        if (!changed.isEmpty()) {
            origins.addAll(descendants(pages));
        }
        if (!origins.isEmpty()) {
            update(pages, "delete from lot_origin where lot = any(?)", origins);
            update(pages, ORIGIN, origins);
        }
        forget();
    }

    private Set<String> descendants(Connection pages) throws SQLException {
        Set<String> lots = new TreeSet<>();
        try (PreparedStatement query = pages.prepareStatement("""
                with recursive forward (lot) as (
                    select unnest(?::text[]) collate "C"
                    union
                    select e.child from forward f cross join lateral (
                        select e.child from edge e where e.parent = f.lot and e.until is null offset 0) e
                )
                select lot from forward""")) {
            query.setArray(1, pages.createArrayOf("text", changed.toArray()));
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    lots.add(found.getString(1));
                }
            }
        }
        return lots;
    }

    private static int update(Connection pages, String statement, Collection<String> lots) throws SQLException {
        try (PreparedStatement update = pages.prepareStatement(statement)) {
            update.setArray(1, pages.createArrayOf("text", lots.toArray()));
            return update.executeUpdate();
        }
    }

    private static final String LIST = """
            insert into lot (lot, position, product, variety, season, holder, weight_g, voided, held, recalled,
                             stock_g, away_g, used_g, disposed_g)
            select t.lot, m.root, m.product, m.variety, m.season, m.holder, m.weight_g, m.until is not null,
                   exists (select from hold h where h.lot = t.lot and h.until is null and not exists (
                       select from release r where r.lot = h.lot and r.hold = h.hold and r.until is null)),
                   exists (select from recall_lot r where r.lot = t.lot and r.until is null and not exists (
                       select from recall_end e where e.recall = r.recall and e.until is null)),
                   b.stock_g, b.away_g, g.used_g, g.disposed_g
            from unnest(?::text[]) t (lot)
            join lateral (
                select * from made where made.lot = t.lot order by made.until is null desc, made.position desc limit 1
            ) m on true
            cross join lateral (
                select coalesce(sum(weight_g) filter (where account like 'STOCK:%'), 0) as stock_g,
                       coalesce(sum(weight_g) filter (where account not like 'STOCK:%'), 0) as away_g
                from balance where balance.lot = t.lot
            ) b
            cross join lateral (
                select coalesce(sum(weight_g) filter (where to_account = 'USED'), 0) as used_g,
                       coalesce(sum(weight_g) filter (where to_account = 'DISPOSED'), 0) as disposed_g
                from movement where movement.lot = t.lot and movement.until is null
            ) g
            on conflict (lot) do update set
                position = excluded.position, product = excluded.product, variety = excluded.variety,
                season = excluded.season, holder = excluded.holder, weight_g = excluded.weight_g,
                voided = excluded.voided, held = excluded.held, recalled = excluded.recalled,
                stock_g = excluded.stock_g, away_g = excluded.away_g, used_g = excluded.used_g,
                disposed_g = excluded.disposed_g""";

    private static final String ORIGIN = """
            with recursive back (lot, ancestor) as (
                select t.lot collate "C", t.lot collate "C" from unnest(?::text[]) t (lot)
                union
                select b.lot, e.parent from back b cross join lateral (
                    select e.parent from edge e where e.child = b.ancestor and e.until is null offset 0) e
            )
            insert into lot_origin (lot, cooperative, commune)
            select distinct b.lot, m.holder, m.commune
            from back b cross join lateral (
                select m.holder, m.commune from made m
                where m.lot = b.ancestor and m.until is null and m.commune is not null offset 0) m""";

    @Override
    public void forget() {
        touched.clear();
        made.clear();
        changed.clear();
    }

    @Override
    public List<String> tables() {
        return List.of("lot", "lot_origin");
    }
}
