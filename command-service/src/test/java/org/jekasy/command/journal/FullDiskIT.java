package org.jekasy.command.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jekasy.command.journal.JournalOracleIT.entry;
import static org.jekasy.command.journal.JournalOracleIT.positionOf;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PostgreSQL refuses what is written for a reason of its own: a full disk is told at once, what may pass is tried again. */
class FullDiskIT {
    @ParameterizedTest
    @CsvSource({
        // SQLSTATE, times it is refused, tried in all, is a full disk
        "53100, 1000, 1, true",
        "53200, 3, 4, false",
    })
    void aFullDiskIsToldAtOnceAndNotTriedAgain(String state, int refused, int tried, boolean full) {
        TestDatabase database = TestDatabase.fresh();
        // a sequence counts what is taken back too
        database.sql("create sequence tried; grant usage on sequence tried to public;"
                + " create function refuse() returns trigger language plpgsql as $$ begin if nextval('tried') <= %d then raise exception 'refused' using errcode = '%s'; end if; return null; end $$;"
                        .formatted(refused, state)
                + " create trigger refuse before insert on journal for each statement execute function refuse()");
        try (HikariDataSource pool = database.pool();
                GroupCommit writer =
                        new GroupCommit(pool, Duration.ofSeconds(30), new JournalMeters(new SimpleMeterRegistry()))) {
            var answer = writer.append(
                    new GroupCommit.Append(List.of(entry(new UUID(7, 1), 1)), List.of(Map.of("lot:1", 0L)), null));
            if (full) {
                assertThatThrownBy(answer::join)
                        .cause()
                        .isInstanceOfSatisfying(
                                JournalUnavailable.class,
                                why -> assertThat(why.isFull()).isTrue());
            } else {
                assertThat(positionOf(answer)).isEqualTo(1);
            }
        }
        assertThat(database.number("select last_value from tried")).isEqualTo(tried);
        assertThat(database.number("select count(*) from journal")).isEqualTo(full ? 0 : 1);
    }
}
