package org.jekasy.query.lot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jekasy.language.CommuneId;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.query.read.Snapshot;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what a lot came from, as far as its label and public page tell it: that goes with the lot. Must be asked inside a {@link Snapshot}. */
@Component
public class Ancestries {
    // union drops what was seen already, so it also ends on a circle; offset 0 keeps it a look-up for each lot, also in
    // a plan that was made while the table was empty
    private static final String BACK = """
            with recursive back (lot) as (
                select :lot::text collate "C"
                union
                select e.parent from back b cross join lateral (
                    select e.parent from ancestor_edge e where e.child = b.lot and %s offset 0) e
            )
            """.formatted(Snapshot.inForce("e"));

    private final JdbcClient sql;

    Ancestries(JdbcClient readClient) {
        this.sql = readClient;
    }

    /** The lot and everything before it, as the ledger stood at a position. */
    public Ancestry of(LotId lot, long at) {
        Map<LotId, Ancestry.Node> nodes = new LinkedHashMap<>();
        sql.sql(BACK + """
                        select m.lot, m.root, m.how, m.holder, m.place, m.commune, m.made_on, m.method
                        from back b cross join lateral (
                            select * from ancestor m where m.lot = b.lot and %s offset 0) m
                        order by m.root, m.line""".formatted(Snapshot.inForce("m")))
                .param("lot", lot.text())
                .param("at", at)
                .query(row -> {
                    LotId of = LotId.parse(row.getString(1));
                    String commune = row.getString(6);
                    nodes.put(
                            of,
                            new Ancestry.Node(
                                    of,
                                    row.getLong(2),
                                    How.valueOf(row.getString(3)),
                                    PartyId.parse(row.getString(4)),
                                    PlaceId.parse(row.getString(5)),
                                    commune == null ? null : CommuneId.parse(commune),
                                    row.getDate(7).toLocalDate(),
                                    row.getString(8)));
                });
        Map<LotId, List<Ancestry.Parent>> parents = new HashMap<>();
        sql.sql(BACK + """
                        select e.child, e.parent, sum(e.weight_g)
                        from back b cross join lateral (
                            select * from ancestor_edge e where e.child = b.lot and %s offset 0) e
                        group by e.child, e.parent order by e.child, e.parent""".formatted(Snapshot.inForce("e")))
                .param("lot", lot.text())
                .param("at", at)
                .query(row -> {
                    parents.computeIfAbsent(LotId.parse(row.getString(1)), none -> new ArrayList<>())
                            .add(new Ancestry.Parent(LotId.parse(row.getString(2)), row.getLong(3)));
                });
        return new Ancestry(lot, nodes, parents);
    }
}
