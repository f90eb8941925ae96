package org.jekasy.command.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A schema beside the journal, with its own migrations ({@code db/} and its name) and its own few connections: what stands there never waits for the ledger. */
public final class Annex implements AutoCloseable {
    // the server gives up first, and says so
    private static final Duration LONGER = Duration.ofSeconds(5);

    private final HikariDataSource pool;
    private final TransactionTemplate together;

    private Annex(HikariDataSource pool) {
        this.pool = pool;
        this.together = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    /** Brings the schema up to date as its owner and opens at most {@code connections} to it; no statement takes longer than {@code patience}. */
    public static Annex open(JournalProperties journal, String schema, int connections, Duration patience) {
        migrate(journal, schema);
        HikariConfig config = new HikariConfig();
        config.setPoolName(schema);
        config.setJdbcUrl(journal.url());
        config.setUsername(journal.user());
        config.setPassword(journal.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(2_000);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("currentSchema", schema);
        config.addDataSourceProperty(
                "options",
                "-c jit=off -c statement_timeout=" + patience.toMillis()
                        + " -c idle_in_transaction_session_timeout=10s");
        config.addDataSourceProperty("ApplicationName", "jekasy " + schema);
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty(
                "socketTimeout", Long.toString(patience.plus(LONGER).toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // a row that does not fit is not repeated in a message that may be logged
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new Annex(new HikariDataSource(config));
    }

    private static void migrate(JournalProperties journal, String schema) {
        JournalDatabase.flyway(journal, schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .load()
                .migrate();
    }

    public JdbcClient sql() {
        return JdbcClient.create(pool);
    }

    /** All of it or nothing. */
    public <T> T together(Supplier<T> work) {
        return Objects.requireNonNull(together.execute(status -> work.get()));
    }

    /** The same for work whose statements may take longer than others. */
    public <T> T together(Duration patience, Supplier<T> work) {
        return together(() -> {
            JdbcTemplate connection = new JdbcTemplate(pool);
            connection.execute("set local statement_timeout = " + patience.toMillis());
            // the pool sets it back when the connection is given back
            connection.execute((ConnectionCallback<Boolean>) given -> {
                given.setNetworkTimeout(
                        Runnable::run, (int) patience.plus(LONGER).toMillis());
                return true;
            });
            return work.get();
        });
    }

    @Override
    public void close() {
        pool.close();
    }
}
