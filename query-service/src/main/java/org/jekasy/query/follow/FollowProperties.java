package org.jekasy.query.follow;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jekasy.language.wire.RecordSeal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the ledger's copy is read (broker addresses and topic), and how long a reader
 * waits for an entry that is still on its way; without {@code autostart} nothing is read until somebody rebuilds. {@code sealKey}: what the relay seals
 * records with, 32 bytes or more in base64. {@code kafka}: how to sign in at the broker and over what, in Kafka's own words ({@code security.*},
 * {@code sasl.*}, {@code ssl.*}), and nothing else. */
@ConfigurationProperties("follow")
public record FollowProperties(
        String bootstrapServers,
        @DefaultValue("jekasy.ledger.v1") String topic,
        @DefaultValue("5s") Duration patience,
        @DefaultValue("true") boolean autostart,
        String sealKey,
        @DefaultValue Map<String, String> kafka) {
    public FollowProperties {
        for (String name : kafka.keySet()) {
            if (!name.matches("(security|sasl|ssl)\\..+")) {
                throw new IllegalArgumentException("follow.kafka." + name
                        + " : seulement security.*, sasl.* et ssl.* / only security.*, sasl.* and ssl.*");
            }
        }
        kafka = Map.copyOf(kafka);
        seal(sealKey); // no start without a key
    }

    RecordSeal seal() {
        return seal(sealKey);
    }

    private static RecordSeal seal(String key) {
        return RecordSeal.with(key, "follow.seal-key");
    }

    /** Our own settings of a client, with what it needs to sign in. */
    Map<String, Object> client(Map<String, Object> ours) {
        Map<String, Object> all = new HashMap<>(kafka);
        all.putAll(ours);
        return all;
    }

    /** Never the password nor the key. */
    @Override
    public String toString() {
        return topic + " at " + bootstrapServers;
    }
}
