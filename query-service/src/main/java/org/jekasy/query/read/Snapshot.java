package org.jekasy.query.read;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** One consistent look at the pages: everything read inside belongs to the same position of the ledger. */
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
            long head =
                    sql.sql("select position from progress").query(Long.class).single();
            if (asOf != null && asOf > head) {
                throw new NotYet(asOf, head);
            }
            return page.apply(asOf == null ? head : asOf);
        });
        return Objects.requireNonNull(read);
    }
}
