package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says while Kafka is away, and then PostgreSQL too. */
class DoctorWithoutServersIT {
    @TempDir
    Path place;

    @Test
    void whatDoesNotAnswerIsNamedWithItsPort() throws Exception {
        try (OpenLedger ledger = OpenLedger.in(place.toRealPath().resolve("data"))) {
            kill(ledger, "Kafka");
            assertThat(doctor(ledger))
                    .contains("✗ Kafka ne répond pas sur le port "
                            + ledger.ports().kafka())
                    .contains("✗ service d'écriture sur le port "
                            + ledger.ports().commands()
                            + " : en panne → http://127.0.0.1:"
                            + ledger.ports().commands() + "/actuator/health dit pourquoi")
                    .contains("✓ étiquettes sur le port " + ledger.ports().labels() + " : en ordre");

            kill(ledger, "PostgreSQL");
            assertThat(doctor(ledger))
                    .contains("✗ PostgreSQL ne répond pas sur le port "
                            + ledger.ports().postgres())
                    .contains("→ rouvrez le registre ; voyez le dossier logs")
                    .contains("✗ service de consultation sur le port "
                            + ledger.ports().pages() + " : en panne");
        }
    }

    private static void kill(OpenLedger ledger, String name) {
        ProcessHandle process = Objects.requireNonNull(ledger.house().beside().get(name));
        process.destroyForcibly();
        process.onExit().join();
    }

    private static String doctor(OpenLedger ledger) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = new Doctor(
                        OpenLedger.BROKER,
                        Language.FRENCH,
                        new PrintStream(said, true, StandardCharsets.UTF_8),
                        Clock.systemUTC())
                .run(ledger.data(), Ports.usual());
        assertThat(code).isEqualTo(1);
        return said.toString(StandardCharsets.UTF_8);
    }
}
