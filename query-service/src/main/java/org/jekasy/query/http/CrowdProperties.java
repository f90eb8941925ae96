package org.jekasy.query.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many readers are served at once, how many more may stand in line, and how long one stands there before being sent away. Who did not sign in opens
 * {@code strangerAtOnce} pages one after the other from one address, and then {@code strangerAMinute} a minute.
 */
@ConfigurationProperties("crowd")
record CrowdProperties(
        @DefaultValue("64") int atOnce,
        @DefaultValue("128") int inLine,
        @DefaultValue("1s") Duration patience,
        @DefaultValue("60") long strangerAtOnce,
        @DefaultValue("30") long strangerAMinute) {
    CrowdProperties {
        if (strangerAtOnce < 1 || strangerAMinute < 1) {
            throw new IllegalArgumentException("crowd.stranger-at-once=" + strangerAtOnce + ", crowd.stranger-a-minute="
                    + strangerAMinute + " : au moins 1 / at least 1");
        }
    }
}
