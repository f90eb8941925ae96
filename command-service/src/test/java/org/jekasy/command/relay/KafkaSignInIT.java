package org.jekasy.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A real broker that lets nobody in without a password, over TLS: reached with settings alone. */
class KafkaSignInIT {
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    @Test
    void theCopyGoesOverTlsToABrokerThatAsksWhoItIs(@TempDir Path folder, @TempDir Path data) throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "broker",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storepass",
                        "of-the-test",
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        Map<String, String> asks = Map.of(
                "sasl.enabled.mechanisms",
                "PLAIN",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "listener.name.sasl_ssl.plain.sasl.jaas.config",
                PLAIN + "username=\"broker\" password=\"b-1\" user_broker=\"b-1\" user_jekasy=\"j-1\";",
                "ssl.keystore.location",
                keys.toString(),
                "ssl.keystore.password",
                "of-the-test",
                "ssl.truststore.location",
                keys.toString(),
                "ssl.truststore.password",
                "of-the-test");
        try (TestBroker broker = new TestBroker(data, asks)) {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "relay.bootstrap-servers",
                    broker.address(),
                    "relay.topic",
                    "jekasy.ledger.v1",
                    "relay.seal-key",
                    TestBroker.SEAL_KEY,
                    "relay.kafka.security.protocol",
                    "SASL_SSL",
                    "relay.kafka.sasl.mechanism",
                    "PLAIN",
                    "relay.kafka.sasl.jaas.config",
                    PLAIN + "username=\"jekasy\" password=\"j-1\";",
                    "relay.kafka.ssl.truststore.location",
                    keys.toString(),
                    "relay.kafka.ssl.truststore.password",
                    "of-the-test"));
            try (Topic topic = new Topic(bound(settings))) {
                topic.prepare();
                assertThat(topic.holdings().reached()).isZero();
            }
            assertThat(bound(settings).toString()).doesNotContain("j-1", "of-the-test", TestBroker.SEAL_KEY);

            Map<String, String> wrong = new HashMap<>(settings);
            wrong.put("relay.kafka.sasl.jaas.config", PLAIN + "username=\"jekasy\" password=\"j-2\";");
            try (Topic topic = new Topic(bound(wrong))) {
                assertThatThrownBy(topic::prepare).isInstanceOf(SaslAuthenticationException.class);
            }
            Map<String, String> trustsNobody = new HashMap<>(settings);
            trustsNobody.keySet().removeIf(name -> name.contains("truststore"));
            try (Topic topic = new Topic(bound(trustsNobody))) {
                assertThatThrownBy(topic::prepare).hasStackTraceContaining(SslAuthenticationException.class.getName());
            }
        }
    }

    @Test
    void whatTheOrderOfTheCopyHangsOnCanNotBeSet() {
        assertThatThrownBy(() -> bound(Map.of(
                        "relay.bootstrap-servers", "localhost:1",
                        "relay.topic", "t",
                        "relay.seal-key", TestBroker.SEAL_KEY,
                        "relay.kafka.acks", "0")))
                .hasStackTraceContaining("relay.kafka.acks");
    }

    @Test
    void withoutAKeyForTheSealsNothingStarts() {
        Map<String, String> without = Map.of("relay.bootstrap-servers", "localhost:1", "relay.topic", "t");
        assertThatThrownBy(() -> bound(without)).hasStackTraceContaining("relay.seal-key manque");
        Map<String, String> tooShort = new HashMap<>(without);
        tooShort.put("relay.seal-key", "c2hvcnQ=");
        assertThatThrownBy(() -> bound(tooShort)).hasStackTraceContaining("relay.seal-key n'a que 5 octets");
    }

    private static RelayProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("relay", RelayProperties.class)
                .get();
    }
}
