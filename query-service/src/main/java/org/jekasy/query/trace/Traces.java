package org.jekasy.query.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.Weight;
import org.jekasy.query.lot.LotBrief;
import org.jekasy.query.lot.LotBriefs;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.read.Unknown;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Walks what came from what, both ways. */
@Component
public class Traces {
    /** The whole of a large buyer's lot of shea is about 17,000 deliveries. */
    static final int MOST = 20_000;

    private final Snapshot snapshot;
    private final JdbcClient sql;
    private final LotBriefs briefs;

    Traces(Snapshot snapshot, JdbcClient readClient, LotBriefs briefs) {
        this.snapshot = snapshot;
        this.sql = readClient;
        this.briefs = briefs;
    }

    /** The trace of one lot; {@link Unknown} where there is no such lot. */
    public TracePage page(LotId lot, TracePage.Direction direction) {
        return snapshot.walk(null, at -> {
            List<TracePage.Link> walked = links(lot, direction);
            Map<LotId, Integer> steps = steps(lot, direction, walked);
            boolean complete = steps.size() <= MOST;
            Map<LotId, Integer> shown = new LinkedHashMap<>();
            steps.forEach((each, distance) -> {
                if (shown.size() < MOST) {
                    shown.put(each, distance);
                }
            });
            Map<LotId, LotBrief> known = briefs.of(shown.keySet(), at);
            if (!known.containsKey(lot)) {
                throw new Unknown("lot", lot.text());
            }
            List<TracePage.Node> nodes = new ArrayList<>();
            shown.forEach((each, distance) -> {
                LotBrief brief = known.get(each);
                if (brief != null) {
                    nodes.add(new TracePage.Node(distance, brief));
                }
            });
            return new TracePage(
                    lot,
                    at,
                    direction,
                    nodes,
                    // too far, or not for whoever looks
                    known.size() == steps.size()
                            ? walked
                            : walked.stream()
                                    .filter(link -> known.containsKey(link.parent()) && known.containsKey(link.child()))
                                    .toList(),
                    complete);
        });
    }

    /** The seeds and all that came of them, also past and among what must not be seen: whoever asks leaves that out. Must be asked inside a snapshot. */
    public Set<LotId> forward(Collection<LotId> seeds) {
        Set<LotId> reached = new LinkedHashSet<>(seeds);
        sql.sql("""
                        with recursive forward (lot) as (
                            select unnest(:seeds::text[]) collate "C"
                            union
                            select e.child from forward f cross join lateral (
                                select e.child from ancestor_edge e where e.parent = f.lot and e.until is null offset 0) e
                        )
                        select lot from forward order by lot""")
                .param("seeds", seeds.stream().map(LotId::text).toArray(String[]::new))
                .query(row -> {
                    reached.add(LotId.parse(row.getString(1)));
                });
        return reached;
    }

    /** The lots that went directly into this one. Must be asked inside a snapshot. */
    public List<LotId> parents(LotId lot) {
        return sql.sql("select distinct parent from edge where child = :lot and until is null order by parent")
                .param("lot", lot.text())
                .query((row, n) -> LotId.parse(row.getString(1)))
                .list();
    }

    private List<TracePage.Link> links(LotId lot, TracePage.Direction direction) {
        String from = direction == TracePage.Direction.BACK ? "child" : "parent";
        String to = direction == TracePage.Direction.BACK ? "parent" : "child";
        // the way may lead past what must not be seen; what is told of it is asked of the table behind the wall
        Set<String> way = new HashSet<>(Set.of(lot.text()));
        // most lots on the way are its ends, harvests or what was sold: nothing is asked of them twice
        Set<String> knots = new LinkedHashSet<>();
        List<String> ends = List.of(lot.text());
        while (!ends.isEmpty()) {
            List<String> further = new ArrayList<>();
            sql.sql("select %1$s, %2$s from ancestor_edge where %2$s = any(:lots) and until is null"
                            .formatted(to, from))
                    .param("lots", ends.toArray(String[]::new))
                    .query(row -> {
                        String next = row.getString(1);
                        knots.add(row.getString(2));
                        if (way.add(next)) {
                            further.add(next);
                        }
                    });
            ends = further;
        }
        Map<String, LotId> lots = new HashMap<>();
        return sql.sql("""
                        select parent, child, position, weight_g, share_g
                        from edge where %s = any(:lots) and until is null
                        order by root, line""".formatted(from))
                .param("lots", knots.toArray(String[]::new))
                .query((row, n) -> new TracePage.Link(
                        lots.computeIfAbsent(row.getString(1), LotId::parse),
                        lots.computeIfAbsent(row.getString(2), LotId::parse),
                        row.getLong(3),
                        Weight.ofGrams(row.getLong(4)),
                        Grams.ofGrams(row.getLong(5))))
                .list();
    }

    private static Map<LotId, Integer> steps(LotId from, TracePage.Direction direction, List<TracePage.Link> links) {
        Map<LotId, List<LotId>> next = new HashMap<>();
        for (TracePage.Link link : links) {
            switch (direction) {
                case BACK ->
                    next.computeIfAbsent(link.child(), none -> new ArrayList<>())
                            .add(link.parent());
                case FORWARD ->
                    next.computeIfAbsent(link.parent(), none -> new ArrayList<>())
                            .add(link.child());
            }
        }
        Map<LotId, Integer> steps = new LinkedHashMap<>(Map.of(from, 0));
        ArrayDeque<LotId> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            LotId here = open.remove();
            for (LotId there : next.getOrDefault(here, List.of())) {
                if (steps.putIfAbsent(there, steps.getOrDefault(here, 0) + 1) == null) {
                    open.add(there);
                }
            }
        }
        return steps;
    }
}
