package org.jekasy.command.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jekasy.command.journal.JournalOracleIT.entry;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written stays. */
class JournalProtectionIT {
    private static final TestDatabase DATABASE = TestDatabase.withJournal();

    @BeforeAll
    static void oneEntryIsRecorded() {
        try (HikariDataSource pool = DATABASE.pool();
                GroupCommit writer =
                        new GroupCommit(pool, Duration.ofSeconds(3), new JournalMeters(new SimpleMeterRegistry()))) {
            writer.append(new GroupCommit.Append(List.of(entry(new UUID(1, 1), 1)), List.of(Map.of("lot:1", 0L)), null))
                    .join();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update journal set organisation = 'other'",
                "delete from journal",
                "truncate journal",
                "update journal_tag set tag = 'lot:2'",
                "delete from journal_tag",
                "truncate journal_tag"
            })
    void nobodyChangesOrRemovesAnEntry(String change) throws SQLException {
        try (Connection owner = DATABASE.connect()) {
            assertThatThrownBy(() -> run(owner, change)).hasMessageContaining("the journal keeps everything");
        }
        try (HikariDataSource pool = DATABASE.pool();
                Connection service = pool.getConnection()) {
            assertThatThrownBy(() -> run(service, change)).hasMessageContaining("permission denied");
        }
        assertThat(
                        DATABASE.number(
                                "select count(*) from journal j join journal_tag t using (position) where organisation = 'coop' and tag = 'lot:1'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table journal disable trigger all",
                "drop table journal",
                "drop trigger journal_keeps_everything on journal"
            })
    void theServiceCanNotSwitchTheProtectionOff(String change) throws SQLException {
        try (HikariDataSource pool = DATABASE.pool();
                Connection service = pool.getConnection()) {
            assertThatThrownBy(() -> run(service, change)).hasMessageContaining("must be owner");
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
