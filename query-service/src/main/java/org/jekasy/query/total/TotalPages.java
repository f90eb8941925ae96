package org.jekasy.query.total;

import org.jekasy.language.CommuneId;
import org.jekasy.language.Grams;
import org.jekasy.language.Malformed;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RuleCode;
import org.jekasy.language.SeasonId;
import org.jekasy.query.read.Sight;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.read.Unknown;
import org.jekasy.query.register.CommuneName;
import org.jekasy.query.register.ProductName;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sums of a territory. They come from a view of the database that tells nothing else. */
@Component
public class TotalPages {
    private final Snapshot snapshot;
    private final JdbcClient sql;

    TotalPages(Snapshot snapshot, JdbcClient readClient) {
        this.snapshot = snapshot;
        this.sql = readClient;
    }

    /**
     * The sums of a territory or a part of it, of one season or all. A commune, cercle or region reads its own, which needs not be named;
     * {@link Unknown} where it is another's.
     */
    public TotalPage page(@Nullable CommuneId territory, @Nullable SeasonId season) {
        return snapshot.now(at -> {
            CommuneId own = own();
            CommuneId of = territory == null ? own : territory;
            if (of == null) {
                throw new Malformed(RuleCode.E_FORM_01, "territory", "", "ml.sikasso.kadiolo");
            }
            if (Sight.now().seesEverything()) {
                sql.sql("select set_config('jekasy.territory', :territory, true)")
                        .param("territory", of.text())
                        .query(String.class)
                        .single();
            } else if (own == null || !(of.equals(own) || of.text().startsWith(own.text() + "."))) {
                throw new Unknown("place", of.text());
            }
            return new TotalPage(
                    of,
                    at,
                    sql.sql("""
                                    select season, product, commune, producers, weight_g from territory_total
                                    where (commune = :of or commune like :of || '.%') and (:season::text is null or season = :season)
                                    order by season, product, commune""")
                            .param("of", of.text())
                            .param("season", season == null ? null : season.text())
                            .query((row, n) -> new TotalPage.Line(
                                    SeasonId.parse(row.getString(1)),
                                    ProductName.of(ProductCode.parse(row.getString(2))),
                                    CommuneName.of(CommuneId.parse(row.getString(3))),
                                    row.getInt(4),
                                    Grams.ofGrams(row.getLong(5))))
                            .list());
        });
    }

    private @Nullable CommuneId own() {
        String territory = sql.sql("select coalesce(current_setting('jekasy.territory', true), '')")
                .query(String.class)
                .single();
        return territory.isEmpty() ? null : CommuneId.parse(territory);
    }
}
