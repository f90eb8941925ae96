package org.jekasy.query.read;

import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import org.jekasy.language.PartyId;
import org.jekasy.language.wire.EventJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** One consistent look at the pages: everything read inside belongs to the same position of the ledger, and is what whoever looks may see ({@link Sight}). */
@Component
public class Snapshot {
    private final TransactionTemplate look;
    private final JdbcClient sql;

    Snapshot(HikariDataSource readPool, JdbcClient readClient) {
        JdbcTransactionManager transactions = new JdbcTransactionManager(readPool);
        // a page within a page may find that something is unknown: that spoils nothing, there is nothing to roll back
        transactions.setGlobalRollbackOnParticipationFailure(false);
        this.look = new TransactionTemplate(transactions);
        this.look.setReadOnly(true);
        this.look.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.sql = readClient;
    }

    /** The condition that a fact was in force at position {@code :at}, for a table under this name. */
    public static String inForce(String table) {
        return "%1$s.position <= :at and (%1$s.until is null or %1$s.until > :at)".formatted(table);
    }

    /** A page of the ledger as it is known now; the function is given its position. */
    public <T> T now(LongFunction<T> page) {
        return at(null, page);
    }

    /** A page of the ledger as it stood at a position (null: as known now). {@link NotYet} where that position was not read yet. */
    public <T> T at(@Nullable Long asOf, LongFunction<T> page) {
        T read = look.execute(transaction -> {
            long head = open();
            if (asOf != null && asOf > head) {
                throw new NotYet(asOf, head);
            }
            return page.apply(asOf == null ? head : asOf);
        });
        return Objects.requireNonNull(read);
    }

    // one question: how far the pages are, and from here on who looks, for the walls of the database
    private long open() {
        Sight sight = Sight.now();
        PartyId reader = sight.reader();
        if (reader == null) {
            return sql.sql("select position"
                            + (sight.seesEverything() ? ", set_config('role', 'pages_open', true)" : "")
                            + " from progress")
                    .query((row, n) -> row.getLong(1))
                    .single();
        }
        return sql.sql("""
                        select position, parties, grants,
                               set_config('jekasy.reader', :reader, true), set_config('jekasy.parties', parties::text, true),
                               set_config('jekasy.grants', grants::text, true),
                               set_config('jekasy.territory', coalesce(territory_of(:reader), ''), true)
                        from progress, reading_as(:reader) parties, granted_to(:reader) grants""")
                .param("reader", reader.text())
                .query((row, n) -> {
                    Set<PartyId> parties = new HashSet<>();
                    for (String party : (String[]) row.getArray(2).getArray()) {
                        parties.add(PartyId.parse(party));
                    }
                    Map<PartyId, Integer> grants = new HashMap<>();
                    EventJson.mapper()
                            .readTree(row.getString(3))
                            .forEachEntry((owner, steps) -> grants.put(PartyId.parse(owner), steps.asInt()));
                    sight.found(parties, grants);
                    return row.getLong(1);
                })
                .single();
    }
}
