package org.jekasy.trials.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.LedgerEntry;
import org.jekasy.standalone.CannotStart;
import org.jekasy.standalone.Language;
import org.jekasy.trials.bench.jmh.Functions;
import org.jekasy.trials.rig.Rig;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** {@code ./ledger bench}: measures the ledger beside its limits and prints one table. */
public final class Bench {
    /** The families of rows, in the order they are measured; {@code --only} takes these words. */
    static final List<String> FAMILIES = List.of(
            "commands",
            "batch",
            "grouping",
            "same-lot",
            "trace",
            "recall",
            "page",
            "labels",
            "visible",
            "http",
            "signed-in",
            "rebuild",
            "start",
            "growth");

    private static final long ENTRIES = 5_000_000;

    private record Options(
            boolean jmh,
            boolean quick,
            Set<String> only,
            long entries,
            @Nullable Path json,
            @Nullable Path markdown,
            String asTyped) {}

    private Bench() {}

    /** Returns 0, 1 when something could not be measured, or 2 when the options are not understood. A missed goal is said in the table, not in the exit code. */
    public static int run(List<String> words) throws Exception {
        Language language = Language.of(System.getenv());
        PrintStream out = System.out;
        Options options;
        try {
            options = options(words);
        } catch (IllegalArgumentException e) {
            System.err.println(language.say(
                    "« " + e.getMessage()
                            + " » n'est pas compris. Mots : --quick, --jmh, --json FICHIER, --markdown FICHIER, "
                            + "--entries N, --only " + String.join(" ", FAMILIES),
                    "\"" + e.getMessage()
                            + "\" is not understood. Words: --quick, --jmh, --json FILE, --markdown FILE, "
                            + "--entries N, --only " + String.join(" ", FAMILIES)));
            return 2;
        }
        if (options.jmh()) {
            Collection<RunResult> done = new Runner(new OptionsBuilder()
                            .include(Functions.class.getName())
                            .build())
                    .run();
            return done.isEmpty() ? 1 : 0;
        }
        long begin = System.nanoTime();
        Figures figures = new Figures(options.quick(), options.only(), options.entries(), language, out);
        boolean whole = true;
        String host;
        List<LedgerEntry> season = List.of();
        try (Rig rig = Rig.measured()) {
            roomFor128(rig);
            host = Host.named(rig);
            out.println(host);
            out.println(Table.header(language));
            whole &= went(figures, () -> CommandFigures.measure(figures, rig));
            whole &= went(figures, () -> SignedInFigures.measure(figures, rig));
            if (figures.wants(PageFigures.FAMILIES) || figures.wants("start", "growth")) {
                Loaded loaded = Loaded.into(rig, figures);
                if (figures.wants("growth")) {
                    season = GrowthFigures.season(rig);
                }
                whole &= went(figures, () -> PageFigures.measure(figures, rig, loaded));
                whole &= went(figures, () -> StartFigures.measure(figures, rig));
            }
        }
        if (figures.wants("growth")) {
            List<LedgerEntry> shape = season;
            whole &= went(figures, () -> GrowthFigures.measure(figures, shape));
        }
        long minutes = (System.nanoTime() - begin) / 1_000_000_000 / 60;
        out.println();
        out.println(Table.header(language));
        figures.rows().forEach(row -> out.println(Table.line(row, language)));
        out.println(language.say("Terminé en " + minutes + " min.", "Done in " + minutes + " min."));
        write(options, host, figures.rows());
        return whole ? 0 : 1;
    }

    private interface Measuring {
        void go() throws Exception;
    }

    /** What fails loses its own rows and not those of the hour before. */
    private static boolean went(Figures figures, Measuring measuring) {
        try {
            measuring.go();
            return true;
        } catch (Exception failure) {
            figures.say("n'a pas abouti : " + failure, "did not work: " + failure);
            failure.printStackTrace(figures.out());
            return false;
        }
    }

    // a caller of the plain loop has a connection of its own; the ledger itself needs a handful
    private static void roomFor128(Rig rig) throws IOException, SQLException, CannotStart {
        try (Connection connection = rig.postgres().superuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set max_connections = 300");
        }
        rig.postgres().close();
        rig.startPostgres();
    }

    private static void write(Options options, String host, List<Row> rows) throws IOException {
        if (options.json() != null) {
            Files.writeString(options.json(), Table.json(rows) + "\n");
        }
        if (options.markdown() != null && !rows.isEmpty()) {
            Markdown.write(options.markdown(), options.asTyped(), LocalDate.now(ZoneOffset.UTC), host, rows);
        }
    }

    private static Options options(List<String> words) {
        Deque<String> left = new ArrayDeque<>(words);
        boolean jmh = false;
        boolean quick = false;
        Set<String> only = new LinkedHashSet<>();
        long entries = 0;
        Path json = null;
        Path markdown = null;
        while (!left.isEmpty()) {
            String word = left.pop();
            switch (word) {
                case "--jmh" -> jmh = true;
                case "--quick" -> quick = true;
                case "--json" -> json = Path.of(value(word, left));
                case "--markdown" -> markdown = Path.of(value(word, left));
                case "--entries" -> entries = Long.parseLong(value(word, left));
                case "--only" -> {
                    do {
                        String family = value(word, left);
                        if (!FAMILIES.contains(family)) {
                            throw new IllegalArgumentException(family);
                        }
                        only.add(family);
                    } while (!left.isEmpty() && !left.peek().startsWith("--"));
                }
                default -> throw new IllegalArgumentException(word);
            }
        }
        return new Options(
                jmh,
                quick,
                only,
                entries == 0 ? (quick ? 20_000 : ENTRIES) : entries,
                json,
                markdown,
                asked(quick, only, entries));
    }

    /** What decides the figures, of all that was typed. */
    private static String asked(boolean quick, Set<String> only, long entries) {
        return ((quick ? "--quick " : "")
                        + (entries == 0 ? "" : "--entries " + entries + " ")
                        + (only.isEmpty() ? "" : "--only " + String.join(" ", only)))
                .strip();
    }

    private static String value(String option, Deque<String> left) {
        String value = left.poll();
        if (value == null) {
            throw new IllegalArgumentException(option);
        }
        return value;
    }
}
