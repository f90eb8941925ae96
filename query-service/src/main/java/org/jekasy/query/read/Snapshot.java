package org.jekasy.query.read;

import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jekasy.language.PartyId;
import org.jekasy.language.wire.EventJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One consistent look at the pages: everything read inside belongs to the same position of the ledger, and is what whoever looks may see ({@link Sight}). */
@Component
public class Snapshot {
    /** Until the end of the transaction: see {@link #walk}. */
    private static final String WALK = ByTheIndexes.SETTINGS.entrySet().stream()
            .map(setting -> ", set_config('%s', '%s', true)".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining());

    private final TransactionTemplate look;
    private final JdbcClient sql;
    private final AskedTogether<Head> heads;

    Snapshot(HikariDataSource readPool, JdbcClient readClient) {
        JdbcTransactionManager transactions = new JdbcTransactionManager(readPool);
        // a page within a page may find that something is unknown: that spoils nothing, there is nothing to roll back
        transactions.setGlobalRollbackOnParticipationFailure(false);
        this.look = new TransactionTemplate(transactions);
        // one snapshot for all of it: the connections are set so, which saves a way to the server and back each time
        this.look.setReadOnly(true);
        this.sql = readClient;
        this.heads = new AskedTogether<>(() -> sql.sql("select position, xmin::text::bigint from progress")
                .query((row, n) -> new Head(row.getLong(1), row.getLong(2)))
                .single());
    }

    /** The condition that a fact was in force at position {@code :at}, for a table under this name. */
    public static String inForce(String table) {
        return "%1$s.position <= :at and (%1$s.until is null or %1$s.until > :at)".formatted(table);
    }

    /** How far the pages are, and which transaction brought them there. The same answer twice: nothing changed in between. */
    public record Head(long position, long version) {}

    /** How far the pages are at this moment. */
    public Head head() {
        return heads.answer();
    }

    /** A page of the ledger as it is known now; the function is given its position. */
    public <T> T now(LongFunction<T> page) {
        return at(null, page);
    }

    /** A page of the ledger as it stood at a position (null: as known now). {@link NotYet} where that position was not read yet. */
    public <T> T at(@Nullable Long asOf, LongFunction<T> page) {
        return look("", asOf, page);
    }

    /**
     * The same for a page that walks from key to key, whose every question is about given lots, runs or names: planned once for all, by way of the
     * indexes. Planned anew each time, its many small questions cost more to plan than to answer; planned once without a word about the indexes, a plan
     * made while the tables were empty would read them whole for ever.
     */
    public <T> T walk(@Nullable Long asOf, LongFunction<T> page) {
        return look(WALK, asOf, page);
    }

    private <T> T look(String how, @Nullable Long asOf, LongFunction<T> page) {
        T read = look.execute(transaction -> {
            long head = open(how);
            if (asOf != null && asOf > head) {
                throw new NotYet(asOf, head);
            }
            return page.apply(asOf == null ? head : asOf);
        });
        return Objects.requireNonNull(read);
    }

    // one question: how far the pages are, and from here on who looks, for the walls of the database
    private long open(String how) {
        Sight sight = Sight.now();
        PartyId reader = sight.reader();
        if (reader == null) {
            return sql.sql("select position"
                            + (sight.seesEverything() ? ", set_config('role', 'pages_open', true)" : "")
                            + how + " from progress")
                    .query((row, n) -> row.getLong(1))
                    .single();
        }
        return sql.sql("""
                        select position, parties, grants,
                               set_config('jekasy.reader', :reader, true), set_config('jekasy.parties', parties::text, true),
                               set_config('jekasy.grants', grants::text, true),
                               set_config('jekasy.territory', coalesce(territory_of(:reader), ''), true)%s
                        from progress, reading_as(:reader) parties, granted_to(:reader) grants""".formatted(how))
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
