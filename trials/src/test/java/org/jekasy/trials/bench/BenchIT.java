package org.jekasy.trials.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jekasy.language.wire.EventJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/** The bench measures what it says, on a real PostgreSQL and Kafka; how fast a machine is under test is not judged, but nobody is starved either: it runs alone. The rebuild has long tests of its own. */
@Isolated
class BenchIT {
    @TempDir
    private Path folder;

    @Test
    void aQuickRunWritesEveryRowItWasAskedFor() throws Exception {
        Path json = folder.resolve("rows.json");
        Path page = folder.resolve("performance.md");
        bench(
                "--quick",
                "--json",
                json.toString(),
                "--markdown",
                page.toString(),
                "--only",
                "commands",
                "same-lot",
                "trace",
                "recall",
                "visible",
                "page",
                "http",
                "signed-in",
                "labels");
        JsonNode rows = EventJson.mapper().readTree(Files.readAllBytes(json));
        List<String> names = new ArrayList<>();
        for (JsonNode row : rows) {
            names.add(row.path("name").stringValue());
            assertThat(row.propertyNames()).containsExactly("name", "value", "unit", "limit", "ratio", "goal", "holds");
            assertThat(row.path("value").doubleValue()).as(names.getLast()).isGreaterThanOrEqualTo(0);
            if (!row.path("limit").isNull()) {
                double value = row.path("value").doubleValue();
                double limit = row.path("limit").doubleValue();
                assertThat(limit).as(names.getLast()).isPositive();
                assertThat(row.path("ratio").doubleValue()).as(names.getLast()).isPositive();
                // one round: the ratio is that of the two figures
                assertThat(row.path("ratio").doubleValue())
                        .as(names.getLast())
                        .isBetween(value / limit * 0.99, value / limit * 1.01);
            }
        }
        assertThat(names)
                .contains(
                        "commands.1",
                        "commands.8",
                        "commands.32",
                        "commands.32.p99",
                        "commands.128",
                        "same-lot.32",
                        "trace.30",
                        "trace.3333",
                        "trace.16700",
                        "recall-set",
                        "page.32",
                        "http.32",
                        "signed-in.32",
                        "labels.code",
                        "labels.sheets",
                        "labels.zpl",
                        "labels.first-sheet",
                        "labels.command-line",
                        "labels.command-line.memory",
                        "visible.p50",
                        "visible.p99");
        assertThat(Files.readString(page))
                .contains("./ledger bench --quick")
                .contains(LocalDate.now(java.time.ZoneOffset.UTC).toString())
                .contains("single commands, 128 callers");
    }

    @Test
    void aWordItDoesNotKnowIsRefused() throws Exception {
        assertThat(Bench.run(List.of("--only", "everything"))).isEqualTo(2);
        assertThat(Bench.run(List.of("--fast"))).isEqualTo(2);
        assertThat(Bench.run(List.of("--json"))).isEqualTo(2);
    }

    /** As {@code ./ledger bench} runs it, in a process of its own; must end well, else what it said is shown. */
    private void bench(String... words) throws Exception {
        String home = System.getProperty("jekasy.home");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Daxoniq.update-checker.disabled=true",
                "-Djekasy.home=" + home,
                "-jar",
                home + "/trials/target/trials.jar",
                "bench"));
        command.addAll(List.of(words));
        Path said = folder.resolve("said");
        Process bench = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            int code = bench.waitFor();
            assertThat(code).as(Files.readString(said)).isZero();
        } finally {
            bench.destroy();
        }
    }
}
