package org.jekasy.command.relay;

import org.jekasy.command.journal.PostgresJournal;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the copy is kept, and how far it is behind. */
final class RelayHealth implements HealthIndicator {
    private final KafkaRelay relay;
    private final PostgresJournal journal;

    RelayHealth(KafkaRelay relay, PostgresJournal journal) {
        this.relay = relay;
        this.journal = journal;
    }

    @Override
    public Health health() {
        KafkaRelay.State state = relay.state();
        Health.Builder health = switch (state.doing()) {
            case STANDING_BY -> Health.up();
            case LEADING ->
                Health.up()
                        .withDetail("sent", state.sent())
                        .withDetail("lag", Math.max(0, journal.head() - state.sent()));
            case WAITING, HALTED -> Health.down().withDetail("sent", state.sent());
        };
        if (state.why() != null) {
            health.withDetail("why", state.why());
        }
        return health.withDetail("doing", state.doing()).build();
    }
}
