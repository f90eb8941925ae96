package org.jekasy.trials.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** What PostgreSQL itself can do on this machine, without any ledger: the limit beside our figures. */
final class Plain implements AutoCloseable {
    /** As long as a recorded harvest is. */
    private static final int ENTRY = 640;

    private final String url;
    private final String user;
    private final String password;
    private final AtomicLong position = new AtomicLong();
    private final List<Connection> connections = new ArrayList<>();
    private final byte[] entry = HexFormat.of().parseHex("7b".repeat(ENTRY));

    /** Makes tables of its own in the database. */
    Plain(String url, String user, String password) throws SQLException {
        this.url = url;
        this.user = user;
        this.password = password;
        try (Statement statement = connection(0).createStatement()) {
            statement.execute("create table if not exists plain (position bigint primary key, entry bytea not null)");
            statement.execute(
                    "create table if not exists plain_journal (position bigint primary key, event_id uuid not null unique,"
                            + " type text not null, version integer not null, occurred_at timestamptz not null, recorded_at timestamptz not null,"
                            + " organisation text not null, request_hash bytea not null, entry bytea not null)");
            statement.execute(
                    "create table if not exists plain_tag (tag text not null, position bigint not null, primary key (tag, position))");
        }
    }

    private Connection connection(int caller) throws SQLException {
        while (connections.size() <= caller) {
            connections.add(DriverManager.getConnection(
                    url + "?reWriteBatchedInserts=true&prepareThreshold=1", user, password));
        }
        return connections.get(caller);
    }

    /** Each caller, on a connection of its own, inserts one row and commits it, again and again. */
    Callers.Done inserts(int callers, Duration time) throws Exception {
        connection(callers - 1);
        List<PreparedStatement> inserts = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            inserts.add(connection(caller).prepareStatement("insert into plain (position, entry) values (?, ?)"));
        }
        try {
            return Callers.run(callers, time, Integer.MAX_VALUE, caller -> {
                PreparedStatement insert = inserts.get(caller);
                insert.setLong(1, position.incrementAndGet());
                insert.setBytes(2, entry);
                insert.execute();
            });
        } finally {
            for (PreparedStatement insert : inserts) {
                insert.close();
            }
        }
    }

    /** Rows a second when one caller inserts so many rows, with the columns and tags of a journal, in one commit, again and again. */
    double batches(int rows, int tagsEach, Duration time) throws Exception {
        Connection connection = connection(0);
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                        connection.prepareStatement("insert into plain_journal values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement tag = connection.prepareStatement("insert into plain_tag values (?, ?)")) {
            Callers.Done done = Callers.run(1, time, Integer.MAX_VALUE, caller -> {
                for (int n = 0; n < rows; n++) {
                    row(insert, tag, tagsEach);
                }
                insert.executeBatch();
                tag.executeBatch();
                connection.commit();
            });
            return done.perSecond() * rows;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void row(PreparedStatement insert, PreparedStatement tag, int tagsEach) throws SQLException {
        long at = position.incrementAndGet();
        ThreadLocalRandom chance = ThreadLocalRandom.current();
        insert.setLong(1, at);
        insert.setObject(2, new UUID(at << 16 | 0x7000L, chance.nextLong()));
        insert.setString(3, "HarvestRecorded");
        insert.setInt(4, 1);
        java.time.OffsetDateTime now = java.time.OffsetDateTime.now(Village.CLOCK);
        insert.setObject(5, now);
        insert.setObject(6, now);
        insert.setString(7, "COOP-MESURE");
        insert.setBytes(8, java.util.Arrays.copyOf(entry, 32));
        insert.setBytes(9, entry);
        insert.addBatch();
        for (int n = 0; n < tagsEach; n++) {
            tag.setString(1, "lot:R" + n + "MSRE" + at);
            tag.setLong(2, at);
            tag.addBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
