package org.jekasy.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ConsignmentReceived;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.Excess;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.ReceivedLine;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.Transport;
import org.jekasy.language.TransportMode;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

/** What is asked of one lot reads what belongs to it, however many there are, also by plans that were made while there were none. */
class ByTheIndexesIT {
    private static final int MANY = 600;
    private static final int FEW = 40;

    @Test
    void oneLotIsWrittenAndReadWithoutGoingThroughAll() throws Exception {
        Book book = Book.withRegister();
        String topic = Servers.topic();
        String database = Servers.database();
        Servers.send(topic, book.entries());
        try (Running service = Running.on(database, topic)) {
            service.reaches(book.last());
            // plans are made and kept
            oneByOne(book, topic, service, 5);
            long before = book.last();
            for (int n = 0; n < MANY; n++) {
                brought(book);
            }
            Servers.send(topic, book.from(before + 1));
            service.reaches(book.last());
            oneByOne(book, topic, service, FEW);
        }
        for (String table : List.of("made", "edge", "shipped_line", "consignment", "received_line", "receipt")) {
            assertThat(rowsRead(database, table))
                    .as(
                            "rows of %s that were read while %d lots came one by one, most after %d others",
                            table, FEW, MANY)
                    .isBetween((long) FEW, 20L * MANY);
        }
        assertThat(withoutTheirRoot(database))
                .as("tables that are read whole whenever an entry is corrected")
                .isEmpty();
    }

    /** Tables of facts that have no index which begins with the entry they are of. */
    private static List<String> withoutTheirRoot(String database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database, "postgres", "postgres");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("""
                        select t.relname from pg_class t
                        join pg_attribute root on root.attrelid = t.oid and root.attname = 'root'
                        join pg_attribute until on until.attrelid = t.oid and until.attname = 'until'
                        where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace
                          and not exists (select from pg_index i where i.indrelid = t.oid and i.indkey[0] = root.attnum)""")) {
            List<String> tables = new ArrayList<>();
            while (found.next()) {
                tables.add(found.getString(1));
            }
            return tables;
        }
    }

    private static void oneByOne(Book book, String topic, Running service, int lots) {
        for (int n = 0; n < lots; n++) {
            long before = book.last();
            LotId lot = brought(book);
            Servers.send(topic, book.from(before + 1));
            service.reaches(book.last());
            service.lot(lot);
            service.page("/l/" + lot);
        }
    }

    /** A lot of one harvest that goes to another cooperative's hall and arrives there. */
    private static LotId brought(Book book) {
        LotId lot = book.group(Book.KADIOLO, Book.all(book.harvest(10), 10));
        ConsignmentId consignment = ConsignmentId.parse("C-2026-" + book.last());
        Instant at = Book.DAY.atTime(18, 0).toInstant(ZoneOffset.UTC);
        book.record(
                Book.KADIOLO,
                new ConsignmentShipped(
                        consignment,
                        Book.KADIOLO,
                        Book.ZEGOUA,
                        Book.POINT,
                        Book.HALL,
                        List.of(new ShippedLine(lot, Weight.ofGrams(10_000), null, 1)),
                        new Transport(TransportMode.ROAD, "AB-1234-MD", null, null),
                        at,
                        "BL-" + consignment,
                        null));
        book.record(
                Book.ZEGOUA,
                new ConsignmentReceived(
                        consignment,
                        Book.KADIOLO,
                        Book.ZEGOUA,
                        Book.HALL,
                        List.of(new ReceivedLine(
                                lot,
                                null,
                                Weight.ofGrams(10_000),
                                Grams.ofGrams(10_000),
                                Grams.ofGrams(0),
                                null,
                                Grams.ofGrams(0),
                                Grams.ofGrams(0),
                                Excess.NONE)),
                        at.plusSeconds(3600),
                        "BR-" + consignment));
        return lot;
    }

    /** A session hands in what it counted when it ends. */
    private static long rowsRead(String database, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            await().until(() -> number(
                            statement,
                            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'")
                    == 0);
            return number(
                            statement,
                            "select sum(idx_tup_read) from pg_stat_user_indexes where relname = '" + table + "'")
                    + number(statement, "select seq_tup_read from pg_stat_user_tables where relname = '" + table + "'");
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }
}
