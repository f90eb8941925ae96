package org.jekasy.query.trace;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jekasy.language.Account;
import org.jekasy.language.Edge;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.Lineage;
import org.jekasy.language.LotId;
import org.jekasy.language.LotSplit;
import org.jekasy.language.Movement;
import org.jekasy.language.Movements;
import org.jekasy.query.follow.Change;
import org.jekasy.query.follow.Facts;
import org.jekasy.query.follow.Rows;
import org.jekasy.query.origin.Apportionment;
import org.springframework.stereotype.Component;

/** What went into what. Children of one event share each input in proportion of their own mass. */
@Component
class TraceProjection extends Facts {
    private final Rows edges;

    TraceProjection() {
        this(new Rows("edge", "parent", "child", "weight_g", "share_g"));
    }

    private TraceProjection(Rows edges) {
        super(edges);
        this.edges = edges;
    }

    @Override
    protected void say(Change change, LedgerEvent now) {
        // a lot named twice among the inputs went in once, with both weights
        Map<LotId, Map<LotId, Long>> byParent = new LinkedHashMap<>();
        for (Edge edge : Lineage.of(now)) {
            byParent.computeIfAbsent(edge.parent(), parent -> new LinkedHashMap<>())
                    .merge(edge.child(), edge.weight().grams(), Long::sum);
        }
        if (byParent.isEmpty()) {
            return;
        }
        if (now instanceof LotSplit) {
            byParent.forEach((parent, children) ->
                    children.forEach((child, grams) -> edges.add(change, parent, child, grams, grams)));
            return;
        }
        Map<LotId, Long> made = new HashMap<>();
        for (Movement movement : Movements.of(now)) {
            if (movement.from() == Account.Outside.MADE) {
                made.merge(movement.lot(), movement.weight().grams(), Long::sum);
            }
        }
        byParent.forEach((parent, children) -> {
            List<BigInteger> masses = new ArrayList<>(children.size());
            children.keySet().forEach(child -> masses.add(BigInteger.valueOf(made.getOrDefault(child, 0L))));
            long taken = children.values().iterator().next();
            List<Long> shares = Apportionment.of(taken, masses);
            int i = 0;
            for (LotId child : children.keySet()) {
                edges.add(change, parent, child, taken, shares.get(i++));
            }
        });
    }
}
