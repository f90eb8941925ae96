package org.jekasy.command.journal;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the journal answers, and its last position. */
final class JournalHealth implements HealthIndicator {
    private final PostgresJournal journal;

    JournalHealth(PostgresJournal journal) {
        this.journal = journal;
    }

    @Override
    public Health health() {
        try {
            return Health.up().withDetail("position", journal.head()).build();
        } catch (JournalUnavailable away) {
            return Health.down(away).build();
        }
    }
}
