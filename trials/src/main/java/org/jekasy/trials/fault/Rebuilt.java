package org.jekasy.trials.fault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.wire.EventJson;
import org.jekasy.language.wire.EventType;
import org.jekasy.query.QueryService;
import org.jekasy.query.RandomBook;
import org.jekasy.standalone.FreePorts;
import org.jekasy.trials.rig.Rig;
import org.jekasy.trials.rig.Served;

/** A history of chance is read along in bits, with a kill in between; read again from the beginning it gives the same rows, table for table. */
final class Rebuilt implements Trial {
    private static final int ENTRIES = 500;

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public String promise() {
        return "the pages equal a rebuild, row for row";
    }

    @Override
    public String fault() {
        return "random histories of all words, read along in bits, the reader killed in between";
    }

    @Override
    public String withoutWhat() {
        return "with a projection that calls now()";
    }

    @Override
    public int quick() {
        return 2;
    }

    @Override
    public int many() {
        return 100;
    }

    @Override
    public Tally attempt(int trials, Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        for (int trial = 1; trial <= trials; trial++) {
            List<String> lost = history(stage.empty(), chance);
            tally.counted(lost);
            voice.says("%d/%d histories: %d tables differ".formatted(trial, trials, lost.size()));
        }
        return tally;
    }

    /** The last history again, twice from the beginning. */
    @Override
    public Tally control(Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        Rig rig = stage.left().rig();
        tally.counted(differences(
                readFromTheBeginning(rig, "clock", PagesWithAClock.class),
                readFromTheBeginning(rig, "clock_again", PagesWithAClock.class)));
        return tally;
    }

    private static List<String> history(Whole whole, Random chance) throws Exception {
        RandomBook book = RandomBook.of(chance.nextLong(1_000_000), ENTRIES);
        Rig rig = whole.rig();
        List<LedgerEntry> left = new ArrayList<>(book.entries());
        int killedAt = chance.nextInt(left.size());
        while (!left.isEmpty()) {
            int some = Math.min(left.size(), 1 + chance.nextInt(60));
            write(rig, left.subList(0, some));
            left.subList(0, some).clear();
            if (chance.nextInt(3) == 0) {
                whole.pagesCatchUp(Duration.ofSeconds(60));
            }
            if (killedAt >= 0 && left.size() <= killedAt) {
                killedAt = -1;
                whole.pages().kill();
                whole.startPages();
            }
        }
        if (!whole.pagesCatchUp(Duration.ofSeconds(90))) {
            return List.of("the pages did not come to the end of the history");
        }
        return differences(rows(rig, "pages"), readFromTheBeginning(rig, "again", QueryService.class));
    }

    /** What the pages hold that are built anew in a database of their own, table for table. */
    private static Map<String, List<String>> readFromTheBeginning(Rig rig, String database, Class<?> pages)
            throws Exception {
        Books.execute(rig, "postgres", "create database " + database + " owner pages_app");
        Served again = rig.pages(
                FreePorts.row(1), pages, Map.of("read.url", rig.postgres().url(database)), List.of());
        try (Look rebuilt = Look.at(rig, database)) {
            long end = Books.head(rig);
            Await.until(Duration.ofSeconds(90), "the rebuild", () -> rebuilt.number(Books.REACHED) == end);
        } finally {
            again.kill();
        }
        return rows(rig, database);
    }

    private static List<String> differences(Map<String, List<String>> along, Map<String, List<String>> again) {
        List<String> differ = new ArrayList<>();
        if (!along.keySet().equals(again.keySet())) {
            differ.add("tables " + along.keySet() + " and " + again.keySet());
        }
        along.forEach((table, rows) -> {
            if (!rows.equals(again.get(table))) {
                differ.add("table " + table + " differs");
            }
        });
        return differ;
    }

    private static Map<String, List<String>> rows(Rig rig, String database) throws SQLException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        try (Connection connection = rig.postgres().superuser(database);
                Statement statement = connection.createStatement()) {
            List<String> tables = read(
                    statement,
                    "select tablename from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history'"
                            + " order by 1");
            for (String table : tables) {
                rows.put(table, read(statement, "select t::text from " + table + " t order by 1"));
            }
        }
        return rows;
    }

    private static List<String> read(Statement statement, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                lines.add(row.getString(1));
            }
        }
        return lines;
    }

    /** Puts entries into the journal as they are; the relay copies them like any others. */
    private static void write(Rig rig, List<LedgerEntry> entries) throws SQLException {
        try (Connection ledger = rig.postgres().superuser("ledger");
                PreparedStatement insert = ledger.prepareStatement(
                        "insert into journal (position, event_id, type, version, occurred_at, recorded_at, organisation,"
                                + " request_hash, entry) values (?, ?, ?, ?, ?, ?, ?, '', ?)")) {
            for (LedgerEntry entry : entries) {
                EventType type = EventType.of(entry.event());
                insert.setLong(1, entry.position());
                insert.setObject(2, entry.eventId().uuid());
                insert.setString(3, type.name());
                insert.setInt(4, type.version());
                insert.setTimestamp(5, Timestamp.from(entry.occurredAt()));
                insert.setTimestamp(6, Timestamp.from(entry.recordedAt()));
                insert.setString(7, entry.by().organisation().text());
                insert.setBytes(8, EventJson.write(entry));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
