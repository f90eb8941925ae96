package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.jekasy.command.CommandService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service, started with settings it refuses: it does not come as far as asking for a database. */
class BeforeTheStartTest {
    private static void start(String... settings) {
        String[] all = Stream.concat(
                        List.of("--server.port=0", "--management.server.port=0").stream(), Stream.of(settings))
                .toArray(String[]::new);
        CommandService.start(all).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loopback-header", "embedded", "issuer"})
    void itDoesNotListenInClearBeyondThisMachineWhoeverIsBelieved(String who) {
        assertThatThrownBy(() -> start("--journal.password=any", "--server.address=0.0.0.0", "--identity.who=" + who))
                .hasStackTraceContaining("server.address=0.0.0.0 sans TLS")
                .hasStackTraceContaining("say --insecure-lan for a trial");
    }

    @Test
    void howItIsIsNotToldBeyondThisMachine() {
        assertThatThrownBy(() -> start("--journal.password=any", "--management.server.address=0.0.0.0"))
                .hasStackTraceContaining("management.server.address=0.0.0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "--journal.password=Change-Me, journal.password (JOURNAL_PASSWORD)",
        "--journal.password=, journal.password (JOURNAL_PASSWORD)",
        "--nothing.is=given, journal.password (JOURNAL_PASSWORD)",
        "--journal.password=any --journal.owner-password=postgres, journal.owner-password (JOURNAL_OWNER_PASSWORD)",
        "--journal.password=any --relay.kafka.sasl.jaas.config=x.Login!required!password=secret;, relay.kafka.sasl.jaas.config",
        "--journal.password=any --server.ssl.key-store-password=changeit, server.ssl.key-store-password",
        "--journal.password=any --spring.ssl.bundle.jks.web.keystore.password=changeit, spring.ssl.bundle.jks.web.keystore.password"
    })
    void aSampleIsNoSecret(String given, String named) {
        assertThatThrownBy(() -> start(given.replace("!", " ").split(" (?=--)")))
                .hasStackTraceContaining(named)
                .hasStackTraceContaining("ce secret est vide ou d’exemple")
                .hasStackTraceContaining("this secret is empty or of an example");
    }
}
