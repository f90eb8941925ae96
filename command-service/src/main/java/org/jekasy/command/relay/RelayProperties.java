package org.jekasy.command.relay;

import java.util.HashMap;
import java.util.Map;
import org.jekasy.language.wire.RecordSeal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the copy goes: Kafka's addresses ({@code host:port,…}) and the topic. {@code sealKey}: what its records are sealed with, 32 bytes or more in
 * base64. {@code kafka}: how to sign in there and over what, in Kafka's own words ({@code security.*}, {@code sasl.*}, {@code ssl.*}); nothing else can
 * be set, as the order of the copy hangs on the rest.
 */
@ConfigurationProperties("relay")
public record RelayProperties(
        String bootstrapServers,
        String topic,
        String sealKey,
        @DefaultValue Map<String, String> kafka) {
    @ConstructorBinding
    public RelayProperties {
        for (String name : kafka.keySet()) {
            if (!name.matches("(security|sasl|ssl)\\..+")) {
                throw new IllegalArgumentException("relay.kafka." + name
                        + " : seulement security.*, sasl.* et ssl.* / only security.*, sasl.* and ssl.*");
            }
        }
        kafka = Map.copyOf(kafka);
        seal(sealKey); // no start without a key
    }

    /** A broker on this machine that asks for nothing. */
    public RelayProperties(String bootstrapServers, String topic, String sealKey) {
        this(bootstrapServers, topic, sealKey, Map.of());
    }

    RecordSeal seal() {
        return seal(sealKey);
    }

    private static RecordSeal seal(String key) {
        return RecordSeal.with(key, "relay.seal-key");
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
