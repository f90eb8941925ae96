package org.jekasy.command.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The journal's tables and its own pool of connections. */
public final class JournalDatabase {
    // A plan made once is kept: planning each time costs more than the query. It must not be the plan of an empty
    // table, hence no seqscan.
    private static final String SETTINGS = "-c plan_cache_mode=force_generic_plan -c jit=off -c enable_seqscan=off"
            + " -c statement_timeout=5s -c idle_in_transaction_session_timeout=10s"
            // who vanished without a word is given up within seconds, not hours, and his locks with him
            + " -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 -c tcp_user_timeout=10000";

    private JournalDatabase() {}

    /** Brings the tables up to date as their owner; safe to repeat. */
    static void migrate(JournalProperties journal) {
        flyway(journal, "ledger").load().migrate();
    }

    /** How the tables described in the folder {@code db/…} of this name are made and changed: as their owner, whom a database that still starts makes wait. */
    static FluentConfiguration flyway(JournalProperties journal, String folder) {
        boolean owned = journal.ownerUser() != null;
        return Flyway.configure()
                .dataSource(
                        journal.url(),
                        owned ? journal.ownerUser() : journal.user(),
                        owned ? journal.ownerPassword() : journal.password())
                .locations("classpath:db/" + folder)
                .placeholders(Map.of("application", journal.user()))
                .connectRetries(10)
                .connectRetriesInterval(1)
                .validateMigrationNaming(true);
    }

    /** Few connections: the writer and the reader each use one at a time, however many callers there are. */
    static HikariDataSource pool(JournalProperties journal) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("journal");
        config.setJdbcUrl(journal.url());
        config.setUsername(journal.user());
        config.setPassword(journal.password());
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(2);
        // Whoever comes while a round waits for a server that vanished without a word waits for that round and for a
        // connection of his own: together these are no more than the 5 s within which everybody is answered.
        config.setConnectionTimeout(2_000);
        config.setValidationTimeout(1_000);
        config.setInitializationFailTimeout(-1);
        // a PostgreSQL on a full disk goes on serving whom it knows and may take nobody new: none is sent away for its
        // age
        config.setMaxLifetime(0);
        config.setKeepaliveTime(30_000);
        config.addDataSourceProperty("options", SETTINGS);
        config.addDataSourceProperty("ApplicationName", "jekasy journal");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("socketTimeout", "3");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(config);
    }
}
