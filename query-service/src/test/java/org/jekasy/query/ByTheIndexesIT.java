package org.jekasy.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jekasy.language.LotId;
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
                book.group(Book.KADIOLO, Book.all(book.harvest(10), 10));
            }
            Servers.send(topic, book.from(before + 1));
            service.reaches(book.last());
            oneByOne(book, topic, service, FEW);
        }
        for (String table : List.of("made", "edge")) {
            assertThat(rowsRead(database, table))
                    .as(
                            "rows of %s that were read while %d lots came one by one, most after %d others",
                            table, FEW, MANY)
                    .isBetween((long) FEW, 20L * MANY);
        }
    }

    private static void oneByOne(Book book, String topic, Running service, int lots) {
        for (int n = 0; n < lots; n++) {
            LotId lot = book.group(Book.KADIOLO, Book.all(book.harvest(10), 10));
            Servers.send(topic, book.from(book.last() - 1));
            service.reaches(book.last());
            service.lot(lot);
        }
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
