package org.jekasy.trials.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * The alert rules before Prometheus' own judge (promtool, of Debian's package prometheus; without it the test is left out): cases are gathered, each with
 * the figures of two minutes and those of the ten minutes after, and the alerts that must then call, no others.
 */
final class Alerts {
    private static final int BEFORE = 2;
    private static final int AFTER = 10;
    private static final String AT = "10m";

    private final Path folder;
    private final StringBuilder cases = new StringBuilder();

    Alerts(Path rules, Path folder) {
        this.folder = folder;
        cases.append("rule_files: ['%s']\nevaluation_interval: 30s\ntests:\n".formatted(rules.toAbsolutePath()));
    }

    void expect(String name, Map<String, Double> before, Map<String, Double> after, Set<String> calls) {
        begin(name);
        before.forEach((series, was) -> add(
                series,
                (text(was) + " ").repeat(BEFORE) + (text(after.getOrDefault(series, was)) + " ").repeat(AFTER)));
        end(calls);
    }

    /** Entries keep coming, and no bound of the histogram is wide enough for half of them. */
    void expectSlowWrites(String name, Map<String, Double> well, Set<String> calls) {
        begin(name);
        well.forEach((series, was) -> {
            StringBuilder values = new StringBuilder();
            boolean bucket = series.startsWith("jekasy_journal_commit_seconds_bucket");
            int step = !bucket ? 0 : series.contains("le=\"+Inf\"") ? 100 : 50;
            for (int minute = 0; minute < BEFORE + AFTER; minute++) {
                values.append(text(was + minute * step)).append(' ');
            }
            add(series, values.toString());
        });
        end(calls);
    }

    private void begin(String name) {
        cases.append("  - name: '%s'\n    interval: 1m\n    input_series:\n".formatted(name));
    }

    private void add(String series, String values) {
        cases.append(
                "      - series: '%s'\n        values: '%s'\n".formatted(series.replace("'", "''"), values.strip()));
    }

    private void end(Set<String> calls) {
        cases.append(
                "    promql_expr_test:\n      - expr: count by (name) (label_replace(ALERTS{alertstate=\"firing\"},"
                        + " \"name\", \"$1\", \"alertname\", \"(.*)\")) > bool 0\n        eval_time: " + AT
                        + "\n        exp_samples: " + (calls.isEmpty() ? "[]" : "") + "\n");
        calls.stream()
                .sorted()
                .forEach(call ->
                        cases.append("          - labels: '{name=\"%s\"}'\n            value: 1\n".formatted(call)));
    }

    private static String text(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        return Double.isInfinite(value) ? "Inf" : new BigDecimal(Double.toString(value)).toPlainString();
    }

    /** Has all cases judged. */
    void run() throws IOException, InterruptedException {
        Path file = folder.resolve("alerts-test.yml");
        Files.writeString(file, cases.toString());
        Process promtool;
        try {
            promtool = new ProcessBuilder("promtool", "test", "rules", file.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException none) {
            assumeTrue(false, "there is no promtool (Debian: prometheus)");
            return;
        }
        String said = new String(promtool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(said).isZero();
    }
}
