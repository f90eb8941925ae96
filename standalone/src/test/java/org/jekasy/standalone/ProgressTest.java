package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void outsideATerminalEachStepIsALine() {
        Progress progress = new Progress.Bar(out, false).of(2);
        progress.begin("PostgreSQL");
        progress.begin("Kafka");
        progress.end();
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("1/2 PostgreSQL\n2/2 Kafka\n");
    }

    @Test
    void onATerminalOneLineIsRedrawnAndTakenAway() {
        Progress progress = new Progress.Bar(out, true).of(2);
        progress.begin("PostgreSQL");
        progress.begin("Kafka");
        progress.end();
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .doesNotContain("\n")
                .contains("[------------------------] PostgreSQL")
                .contains("[############------------] Kafka")
                .endsWith("\r\u001b[K");
    }
}
