package org.jekasy.query.stock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.Weight;
import org.jekasy.query.lot.LotBrief;
import org.jekasy.query.lot.LotBriefs;
import org.jekasy.query.read.Sights;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.read.Unknown;
import org.jekasy.query.register.Names;
import org.jekasy.query.register.ProductName;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The stock of a party. */
@Component
public class StockPages {
    private final Snapshot snapshot;
    private final JdbcClient sql;
    private final Sights sights;
    private final LotBriefs briefs;
    private final Names names;

    StockPages(Snapshot snapshot, JdbcClient readClient, LotBriefs briefs, Names names, Sights sights) {
        this.sights = sights;
        this.snapshot = snapshot;
        this.sql = readClient;
        this.briefs = briefs;
        this.names = names;
    }

    /** What the party holds, lots by code after a code; {@link Unknown} where nobody of that name is registered or ever held anything. */
    public StockPage page(PartyId party, @Nullable LotId after, int limit) {
        return snapshot.now(at -> {
            sights.demand(party);
            String account = "STOCK:" + party.text();
            boolean known = sql.sql("""
                            select exists (select from organisation where organisation = :party and until is null)
                                or exists (select from balance where account = :account)""")
                    .param("party", party.text())
                    .param("account", account)
                    .query(Boolean.class)
                    .single();
            if (!known) {
                throw new Unknown("organisation", party.text());
            }
            List<StockPage.OfProduct> products = sql.sql("""
                            select l.product, count(*), sum(b.weight_g), coalesce(sum(b.weight_g) filter (where l.held or l.recalled), 0)
                            from balance b join lot l on l.lot = b.lot
                            where b.account = :account and b.weight_g > 0 group by l.product order by l.product""")
                    .param("account", account)
                    .query((row, n) -> new StockPage.OfProduct(
                            ProductName.of(ProductCode.parse(row.getString(1))),
                            row.getLong(2),
                            Grams.ofGrams(row.getLong(3)),
                            Grams.ofGrams(row.getLong(4))))
                    .list();
            Map<LotId, Weight> weights = new LinkedHashMap<>();
            sql.sql("""
                            select b.lot, b.weight_g from balance b
                            where b.account = :account and b.weight_g > 0 and b.lot > :after order by b.lot limit :limit""")
                    .param("account", account)
                    .param("after", after == null ? "" : after.text())
                    .param("limit", limit + 1)
                    .query(row -> {
                        weights.put(LotId.parse(row.getString(1)), Weight.ofGrams(row.getLong(2)));
                    });
            Map<LotId, LotBrief> lots = briefs.of(weights.keySet(), at);
            List<StockPage.OfLot> lines = new ArrayList<>();
            String next = null;
            LotId last = null;
            for (Map.Entry<LotId, Weight> held : weights.entrySet()) {
                if (lines.size() == limit) {
                    next = last == null ? null : last.text();
                    break;
                }
                last = held.getKey();
                LotBrief brief = lots.get(last);
                if (brief != null) {
                    lines.add(new StockPage.OfLot(held.getValue(), brief));
                }
            }
            return new StockPage(names.party(party, at), at, products, lines, next);
        });
    }
}
