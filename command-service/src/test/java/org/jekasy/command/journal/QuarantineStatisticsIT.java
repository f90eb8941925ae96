package org.jekasy.command.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What PostgreSQL itself keeps of the texts that phones sent: nothing, also where it looked at them before that was forbidden. */
class QuarantineStatisticsIT {
    private static final String KEPT =
            "select count(*) from pg_stats where schemaname = 'identity' and tablename = 'quarantine' and attname = 'body'";

    @Test
    void whatAnalyzeHadKeptOfThemIsGone() {
        TestDatabase database = TestDatabase.empty();
        migrate(database, "012");
        database.sql("alter table identity.quarantine alter column body set statistics 100;"
                + " alter table identity.quarantine disable trigger all;"
                + " insert into identity.quarantine (subject, why, path, body, print, received_at)"
                + " select 'phone', 'revoked', '/harvests', convert_to('weighed in Nimbougou ' || n % 3, 'UTF8'), n::text, now()"
                + " from generate_series(1, 60) n;"
                + " analyze identity.quarantine");
        assertThat(database.number(KEPT)).isOne();
        migrate(database, "latest");
        assertThat(database.number(KEPT)).isZero();
    }

    private static void migrate(TestDatabase database, String to) {
        JournalDatabase.flyway(database.properties(), "identity")
                .defaultSchema("identity")
                .createSchemas(true)
                .target(to)
                .load()
                .migrate();
    }
}
