package org.jekasy.query.read;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What whoever looks may see: the first wall, asked by every page inside a {@link Snapshot}. The second stands in the database and reads the same table of
 * who may see which lot. What may not be seen is answered exactly as what is not there.
 */
@Component
public class Sights {
    private static final String PARTIES = "any (nullif(current_setting('jekasy.parties', true), '')::text[])";
    private final JdbcClient sql;

    public Sights(JdbcClient readClient) {
        this.sql = readClient;
    }

    /** The condition that a lot may be seen, for the column that names it. */
    public String lot(String column) {
        return Sight.now().seesEverything()
                ? "true"
                : "exists (select from lot_party seen where seen.lot = %s and %s)".formatted(column, near());
    }

    /** The condition that a row of the table of who may see which lot, named {@code seen}, says that whoever looks may. */
    protected String near() {
        return "seen.party = " + PARTIES + " and (seen.steps <= 1 or seen.steps <="
                + " (nullif(current_setting('jekasy.grants', true), '')::jsonb ->> seen.maker)::int)";
    }

    /** The condition that the reader reads as the organisation in this column. */
    public String party(String column) {
        return Sight.now().seesEverything() ? "true" : column + " = " + PARTIES;
    }

    /** The condition that the organisation in this column is the reader itself. */
    public String self(String column) {
        return Sight.now().seesEverything() ? "true" : column + " = nullif(current_setting('jekasy.reader', true), '')";
    }

    /** The condition that an orchard or collection area, which lead to a person, may be seen; every other place may. */
    public String place() {
        Sight sight = Sight.now();
        if (sight.seesEverything()) {
            return "true";
        }
        return !sight.seesProducers()
                ? "kind not in ('ORCHARD', 'COLLECTION_AREA')"
                : "(kind not in ('ORCHARD', 'COLLECTION_AREA') or organisation = " + PARTIES
                        + " or (nullif(current_setting('jekasy.grants', true), '')::jsonb ->> organisation)::int > 1)";
    }

    /** {@link Unknown} where this lot may not be seen. */
    public void demand(LotId lot) {
        if (!Sight.now().seesEverything() && seen(List.of(lot)).isEmpty()) {
            throw new Unknown("lot", lot.text());
        }
    }

    /** {@link Unknown} where the reader does not read as this organisation. */
    public void demand(PartyId party) {
        if (!readsAs(party)) {
            throw new Unknown("organisation", party.text());
        }
    }

    /** True where the reader reads as this organisation. */
    public boolean readsAs(PartyId party) {
        return Sight.now().readsAs(party);
    }

    /** Those of these lots that may be seen. */
    public Set<LotId> seen(Collection<LotId> lots) {
        if (Sight.now().seesEverything() || lots.isEmpty()) {
            return new LinkedHashSet<>(lots);
        }
        Set<LotId> seen = new HashSet<>();
        sql.sql("select distinct seen.lot from lot_party seen where seen.lot = any (:lots::text[]) and " + near())
                .param("lots", lots.stream().map(LotId::text).distinct().toArray(String[]::new))
                .query(row -> {
                    seen.add(LotId.parse(row.getString(1)));
                });
        return seen;
    }

    /** Those of these whose lot may be seen, in their order. */
    public <T> List<T> only(Collection<T> all, Function<T, LotId> lot) {
        if (Sight.now().seesEverything()) {
            return List.copyOf(all);
        }
        Set<LotId> seen = seen(all.stream().map(lot).toList());
        return all.stream().filter(each -> seen.contains(lot.apply(each))).toList();
    }
}
