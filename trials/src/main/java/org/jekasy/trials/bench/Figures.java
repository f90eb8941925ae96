package org.jekasy.trials.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jekasy.standalone.Language;

/**
 * The run: what was asked for, and the rows so far. {@code quick} exercises everything with small sizes and judges nothing.
 *
 * @param entries the largest journal of the growth rows
 */
record Figures(boolean quick, Set<String> only, long entries, Language language, PrintStream out, List<Row> rows) {
    Figures(boolean quick, Set<String> only, long entries, Language language, PrintStream out) {
        this(quick, Set.copyOf(only), entries, language, out, new ArrayList<>());
    }

    boolean wants(String... families) {
        return only.isEmpty() || List.of(families).stream().anyMatch(only::contains);
    }

    Rounds rounds() {
        return new Rounds(quick ? 1 : 5);
    }

    /** One value for a real run, a small one for a smoke test. */
    <T> T size(T real, T small) {
        return quick ? small : real;
    }

    Duration round() {
        return quick ? Duration.ofMillis(300) : Duration.ofMillis(1_500);
    }

    void add(Row row) {
        Row judged = quick
                ? new Row(
                        row.name(),
                        row.french(),
                        row.english(),
                        row.value(),
                        row.unit(),
                        row.limit(),
                        row.ratio(),
                        null)
                : row;
        rows.add(judged);
        out.println(Table.line(judged, language));
        out.flush();
    }

    void say(String french, String english) {
        out.println("· " + language.say(french, english));
        out.flush();
    }
}
