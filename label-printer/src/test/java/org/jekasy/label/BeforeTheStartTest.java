package org.jekasy.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole station, started with settings it refuses. */
class BeforeTheStartTest {
    private static ConfigurableApplicationContext start(String... settings) {
        return LabelPrinter.start(
                Stream.concat(List.of("--server.port=0", "--management.server.port=0").stream(), Stream.of(settings))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.address", "management.server.address"})
    void itDoesNotListenInClearBeyondThisMachineUnlessThatIsSaid(String name) {
        assertThatThrownBy(() -> start("--" + name + "=0.0.0.0"))
                .hasStackTraceContaining(name + "=0.0.0.0 sans TLS")
                .hasStackTraceContaining("say --insecure-lan on a network of the station's own");
        try (ConfigurableApplicationContext station = start("--" + name + "=0.0.0.0", "--insecure-lan")) {
            assertThat(station.isRunning()).isTrue();
        }
    }

    @Test
    void aSampleIsNoSecret(@TempDir Path folder) throws IOException {
        Path secret = folder.resolve("label-printer.secret");
        String[] machine = {
            "--label.tokens-url=http://127.0.0.1:1", "--label.machine=label-printer", "--label.secret-file=" + secret
        };
        for (String sample : List.of("", "  \n", "changeme\n", "secret")) {
            Files.writeString(secret, sample);
            assertThatThrownBy(() -> start(machine))
                    .as(sample)
                    .hasStackTraceContaining("label.secret-file : ce secret est vide, trop court ou d’exemple")
                    .hasStackTraceContaining("label.secret-file: this secret is empty, too short or of an example");
        }
        Files.writeString(secret, "7kq2w9-of-the-machine\n");
        try (ConfigurableApplicationContext station = start(machine)) {
            assertThat(station.isRunning()).isTrue();
        }
        assertThatThrownBy(() -> start("--spring.ssl.bundle.jks.web.keystore.password=changeit"))
                .hasStackTraceContaining("spring.ssl.bundle.jks.web.keystore.password : ce secret");
    }
}
