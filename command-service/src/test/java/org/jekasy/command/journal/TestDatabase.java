package org.jekasy.command.journal;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL, as safe as in production. */
public final class TestDatabase {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final EmbeddedPostgres server;
    private final String name;

    private TestDatabase(EmbeddedPostgres server, String name) {
        this.server = server;
        this.name = name;
    }

    private static final class Shared {
        static final EmbeddedPostgres SERVER = safe(EmbeddedPostgres.builder());
    }

    /** Starts a server with everything on that this library switches off, but for what is named. */
    static EmbeddedPostgres safe(EmbeddedPostgres.Builder builder, String... off) {
        try {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                builder.setServerConfig(setting, List.of(off).contains(setting) ? "off" : "on");
            }
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A database without tables, and the role the service runs as. */
    public static TestDatabase empty() {
        return empty("encoding 'UTF8' template template0");
    }

    static TestDatabase empty(String how) {
        TestDatabase created = new TestDatabase(Shared.SERVER, "ledger" + NUMBER.incrementAndGet());
        TestDatabase all = new TestDatabase(Shared.SERVER, "postgres");
        all.sql(
                "do $$ begin if not exists (select from pg_roles where rolname = 'ledger_app') then create role ledger_app login; end if; end $$");
        all.sql("create database " + created.name + " " + how);
        return created;
    }

    private static final class Emptied {
        static final TestDatabase DATABASE = fresh();
    }

    /** The database most tests take turns in, with an empty journal. */
    public static TestDatabase withJournal() {
        TestDatabase database = Emptied.DATABASE;
        database.number("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");
        // only the owner can, and only with the protection off
        database.sql("alter table journal disable trigger all; alter table journal_tag disable trigger all;"
                + " truncate journal, journal_tag;"
                + " alter table journal enable trigger all; alter table journal_tag enable trigger all");
        return database;
    }

    /** A database of its own with an empty journal: for tests that spoil it. */
    static TestDatabase fresh() {
        TestDatabase database = empty();
        JournalDatabase.migrate(database.properties());
        return database;
    }

    /** With the journal's tables, and a word that it is not behind its copy. */
    public void comparedWithItsCopy() {
        JournalDatabase.migrate(properties());
        sql(
                "insert into copy_compared (system, timeline, position)"
                        + " select system_identifier, substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8), 0 from pg_control_system()");
    }

    public JournalProperties properties() {
        return new JournalProperties(
                "jdbc:postgresql://localhost:" + server.getPort() + "/" + name, "ledger_app", "", "postgres", "");
    }

    public HikariDataSource pool() {
        return JournalDatabase.pool(properties());
    }

    public String name() {
        return name;
    }

    /** As the owner of the cluster. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(server.getJdbcUrl("postgres", name));
    }

    public void sql(String statement) {
        try (Connection connection = connect();
                Statement execute = connection.createStatement()) {
            execute.execute(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public long number(String query) {
        try (Connection connection = connect();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** False: cuts every connection to this database and lets nobody in. */
    public void allowConnections(boolean allowed) {
        TestDatabase all = new TestDatabase(server, "postgres");
        all.sql("alter database " + name + " allow_connections " + allowed);
        if (!allowed) {
            all.number("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '" + name + "'");
        }
    }
}
