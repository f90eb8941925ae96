package org.jekasy.trials.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.standalone.Language;
import org.jekasy.trials.rig.Rig;
import org.jspecify.annotations.Nullable;

/** {@code ./ledger bench}: measures the ledger beside its limits and prints one table. */
public final class Bench {
    /** The families of rows, in the order they are measured; {@code --only} takes these words. */
    static final List<String> FAMILIES = List.of();

    private static final long ENTRIES = 5_000_000;

    private record Options(
            boolean quick,
            Set<String> only,
            long entries,
            @Nullable Path json,
            @Nullable Path markdown,
            String asTyped) {}

    private Bench() {}

    /** Returns 0, or 2 when the options are not understood. A missed goal is said in the table, not in the exit code. */
    public static int run(List<String> words) throws Exception {
        Language language = Language.of(System.getenv());
        PrintStream out = System.out;
        Options options;
        try {
            options = options(words);
        } catch (IllegalArgumentException e) {
            System.err.println(language.say(
                    "« " + e.getMessage() + " » n'est pas compris. Mots : --quick, --json FICHIER, --markdown FICHIER, "
                            + "--entries N, --only " + String.join(" ", FAMILIES),
                    "\"" + e.getMessage() + "\" is not understood. Words: --quick, --json FILE, --markdown FILE, "
                            + "--entries N, --only " + String.join(" ", FAMILIES)));
            return 2;
        }
        long begin = System.nanoTime();
        Figures figures = new Figures(options.quick(), options.only(), options.entries(), language, out);
        String host;
        try (Rig rig = Rig.open()) {
            host = Host.named(rig);
            out.println(host);
            out.println(Table.header(language));
        }
        long minutes = (System.nanoTime() - begin) / 1_000_000_000 / 60;
        out.println();
        out.println(Table.header(language));
        figures.rows().forEach(row -> out.println(Table.line(row, language)));
        out.println(language.say("Terminé en " + minutes + " min.", "Done in " + minutes + " min."));
        write(options, host, figures.rows());
        return 0;
    }

    private static void write(Options options, String host, List<Row> rows) throws IOException {
        if (options.json() != null) {
            Files.writeString(options.json(), Table.json(rows) + "\n");
        }
        if (options.markdown() != null) {
            Markdown.write(
                    options.markdown(),
                    "./ledger bench " + options.asTyped(),
                    LocalDate.now(ZoneOffset.UTC),
                    host,
                    rows);
        }
    }

    private static Options options(List<String> words) {
        Deque<String> left = new ArrayDeque<>(words);
        boolean quick = false;
        Set<String> only = new LinkedHashSet<>();
        long entries = 0;
        Path json = null;
        Path markdown = null;
        while (!left.isEmpty()) {
            String word = left.pop();
            switch (word) {
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
                quick,
                only,
                entries == 0 ? (quick ? 20_000 : ENTRIES) : entries,
                json,
                markdown,
                String.join(" ", words));
    }

    private static String value(String option, Deque<String> left) {
        String value = left.poll();
        if (value == null) {
            throw new IllegalArgumentException(option);
        }
        return value;
    }
}
