package org.jekasy.query.follow;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** What {@code /actuator/health} says of following: how far it is, and where and why it stopped. */
@Component("follower")
class FollowerHealth implements HealthIndicator {
    private final Progress progress;

    FollowerHealth(Progress progress) {
        this.progress = progress;
    }

    @Override
    public Health health() {
        Progress.Now now = progress.now();
        Health.Builder health = switch (now.state()) {
            // without the broker the pages still answer, only nothing new comes
            case STARTING, FOLLOWING, WAITING_FOR_BROKER -> Health.up();
            case WAITING_FOR_DATABASE, STOPPED -> Health.down();
        };
        health.withDetail("state", now.state()).withDetail("position", now.position());
        if (now.reason() != null) {
            health.withDetail("reason", now.reason());
        }
        if (now.at() != null) {
            health.withDetail("stoppedAt", now.at());
        }
        return health.build();
    }
}
