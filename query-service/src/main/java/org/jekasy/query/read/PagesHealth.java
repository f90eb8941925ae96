package org.jekasy.query.read;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * What {@code /actuator/health} says of the database of the pages. The follower does not notice that it is gone while it waits for the broker. Asked on
 * the follower's connections: many readers are no reason to be called ill.
 */
@Component("pages")
class PagesHealth implements HealthIndicator {
    private static final int PATIENCE_SECONDS = 2;

    private final DataSource pool;

    PagesHealth(@Qualifier("followPool") DataSource followPool) {
        this.pool = followPool;
    }

    @Override
    public Health health() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS)
                    ? Health.up().build()
                    : Health.down()
                            .withDetail("reason", "PostgreSQL does not answer")
                            .build();
        } catch (SQLException away) {
            return Health.down()
                    .withDetail("reason", String.valueOf(away.getMessage()))
                    .build();
        }
    }
}
