package org.jekasy.query.follow;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the ledger's copy is read (broker addresses and topic), and how long a reader
 * waits for an entry that is still on its way; without {@code autostart} nothing is read until somebody rebuilds. */
@ConfigurationProperties("follow")
public record FollowProperties(
        String bootstrapServers,
        @DefaultValue("jekasy.ledger.v1") String topic,
        @DefaultValue("5s") Duration patience,
        @DefaultValue("true") boolean autostart) {}
