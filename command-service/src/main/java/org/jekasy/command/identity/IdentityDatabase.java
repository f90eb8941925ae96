package org.jekasy.command.identity;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.jekasy.command.journal.JournalProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The schema {@code identity} beside the journal, with its own migrations and its own few connections: signing in never waits for the ledger. */
final class IdentityDatabase implements AutoCloseable {
    private final HikariDataSource pool;
    private final TransactionTemplate together;

    private IdentityDatabase(HikariDataSource pool) {
        this.pool = pool;
        this.together = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    static IdentityDatabase open(JournalProperties journal) {
        migrate(journal);
        HikariConfig config = new HikariConfig();
        config.setPoolName("identity");
        config.setJdbcUrl(journal.url());
        config.setUsername(journal.user());
        config.setPassword(journal.password());
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(2_000);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("currentSchema", "identity");
        config.addDataSourceProperty(
                "options", "-c jit=off -c statement_timeout=5s -c idle_in_transaction_session_timeout=10s");
        config.addDataSourceProperty("ApplicationName", "jekasy identity");
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("socketTimeout", "10");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new IdentityDatabase(new HikariDataSource(config));
    }

    private static void migrate(JournalProperties journal) {
        boolean owned = journal.ownerUser() != null;
        Flyway.configure()
                .dataSource(
                        journal.url(),
                        owned ? journal.ownerUser() : journal.user(),
                        owned ? journal.ownerPassword() : journal.password())
                .locations("classpath:db/identity")
                .defaultSchema("identity")
                .createSchemas(true)
                .placeholders(Map.of("application", journal.user()))
                .connectRetries(10)
                .connectRetriesInterval(1)
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }

    JdbcClient sql() {
        return JdbcClient.create(pool);
    }

    JdbcTemplate template() {
        return new JdbcTemplate(pool);
    }

    /** All of it or nothing. */
    <T> T together(Supplier<T> work) {
        return Objects.requireNonNull(together.execute(status -> work.get()));
    }

    @Override
    public void close() {
        pool.close();
    }
}
