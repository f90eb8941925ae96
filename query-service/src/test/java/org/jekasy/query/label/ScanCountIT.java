package org.jekasy.query.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.query.Servers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Scans on their way into their table. */
class ScanCountIT {
    private static final LotId LOT = LotId.ofRoll(IssuerCode.parse("K7QF"), 1);
    private static final Instant NOON = Instant.parse("2026-06-03T12:00:00Z");

    private static PGSimpleDataSource pages;

    @BeforeAll
    static void theTable() throws Exception {
        pages = new PGSimpleDataSource();
        pages.setUrl(Servers.database());
        pages.setUser("postgres");
        pages.setPassword("postgres");
        try (var file = ScanCountIT.class.getResourceAsStream("/db/pages/V016__label_scan.sql")) {
            String made = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            JdbcClient.create(pages)
                    .sql(made.substring(made.indexOf("create table"), made.indexOf("alter table")))
                    .update();
        }
    }

    @BeforeEach
    void empty() {
        JdbcClient.create(pages).sql("delete from label_scan").update();
    }

    private static List<String> rows() {
        return JdbcClient.create(pages)
                .sql("select serial || ' ' || first_day || ' ' || last_day || ' ' || scans from label_scan order by 1")
                .query(String.class)
                .list();
    }

    private static Clock day(int n) {
        return Clock.fixed(NOON.plusSeconds(n * 86_400L), ZoneOffset.UTC);
    }

    @Test
    void whatWaitsIsWrittenBeforeTheServiceEndsAndAddedToWhatWasThere() {
        try (ScanCount first = new ScanCount(pages, day(0))) {
            first.count(LOT, "A");
            first.count(LOT, "A");
            first.count(LOT, "B");
        }
        assertThat(rows()).containsExactly("A 2026-06-03 2026-06-03 2", "B 2026-06-03 2026-06-03 1");
        try (ScanCount later = new ScanCount(pages, day(2))) {
            later.count(LOT, "A");
        }
        try (ScanCount between = new ScanCount(pages, day(1))) {
            between.count(LOT, "A");
        }
        assertThat(rows()).containsExactly("A 2026-06-03 2026-06-05 4", "B 2026-06-03 2026-06-03 1");
    }

    @Test
    void whileTheDatabaseIsAwayScansWaitAndAreCountedOnce() {
        AtomicInteger failures = new AtomicInteger();
        DataSource away = new DelegatingDataSource(pages) {
            @Override
            public Connection getConnection() throws SQLException {
                if (failures.getAndIncrement() == 0) {
                    throw new SQLException("away");
                }
                return super.getConnection();
            }
        };
        try (ScanCount count = new ScanCount(away, day(0))) {
            count.count(LOT, "A");
            count.count(LOT, "A");
            await().untilAsserted(() -> assertThat(rows()).containsExactly("A 2026-06-03 2026-06-03 2"));
        }
        assertThat(failures).hasValueGreaterThan(1);
        assertThat(rows()).containsExactly("A 2026-06-03 2026-06-03 2");
    }

    @Test
    void noMoreLabelsWaitThanThereIsRoomFor() {
        DataSource away = new DelegatingDataSource(pages) {
            private int asked;

            @Override
            public Connection getConnection() throws SQLException {
                // until it is closed
                if (asked++ == 0) {
                    throw new SQLException("away");
                }
                return super.getConnection();
            }
        };
        ScanCount count = new ScanCount(away, day(0));
        for (int n = 0; n < ScanCount.MOST + 5; n++) {
            count.count(LOT, "S" + n);
        }
        count.count(LOT, "S0");
        count.close();
        assertThat(rows().size()).isLessThanOrEqualTo(ScanCount.MOST);
    }
}
