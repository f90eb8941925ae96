package org.jekasy.trials.fault;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ./ledger trials}: tries each promise, then its control, and prints what was found as one table. */
public final class Kit {
    static final List<Trial> TRIALS = List.of(
            new Killed(),
            new PowerCut(),
            new SentAgain(),
            new Races(),
            new Readers(),
            new Rebuilt(),
            new KafkaGone(),
            new CutOff(),
            new Stopped(),
            new DiskFull(),
            new Clocks(),
            new Overload(),
            new Past());

    private static final String USAGE = """
            ./ledger trials [--quick | --hours N] [--only NOM …] [--trials N] [--seed N] [--markdown FICHIER] [--list]
                --quick     le petit nombre d'essais (c'est le cas sans option)
                --hours     le grand nombre d'essais, jusqu'à N heures en tout
                --trials    tant d'essais de chaque promesse
                --seed      le même programme de pannes que la fois dont c'est la graine
                --markdown  écrit les lignes du tableau dans ce document

            --quick     the small number of trials (so too without an option)
            --hours     the large number of trials, up to N hours in all
            --trials    so many trials of each promise
            --seed      the same schedule of faults as the run whose seed it is
            --markdown  writes the rows of the table into this document
            """;

    private Kit() {}

    private record Options(
            Duration most,
            int trials,
            boolean many,
            long seed,
            @Nullable Path markdown,
            Set<String> only,
            boolean list) {}

    /** Runs what the options ask for; 0 when every promise held and every control failed, 1 when not, 2 when the options are not understood. */
    public static int run(List<String> words, PrintStream out) throws IOException {
        Options options;
        try {
            options = read(words);
        } catch (IllegalArgumentException notUnderstood) {
            out.println(notUnderstood.getMessage());
            out.print(USAGE);
            return 2;
        }
        if (options.list()) {
            TRIALS.forEach(trial -> out.println("%-12s %s".formatted(trial.name(), trial.promise())));
            return 0;
        }
        out.println("seed " + options.seed());
        long end = System.nanoTime() + options.most().toNanos();
        List<Result> results = new ArrayList<>();
        for (Trial trial : TRIALS) {
            if (!options.only().isEmpty() && !options.only().contains(trial.name())) {
                continue;
            }
            int trials = options.trials() > 0 ? options.trials() : options.many() ? trial.many() : trial.quick();
            out.println(trial.name() + ": " + trial.promise());
            Result result = Result.of(trial, trials, options.seed(), line -> out.println("  " + line));
            out.println(result.sentence());
            results.add(result);
            if (System.nanoTime() > end) {
                out.println("the time is over");
                break;
            }
        }
        String run = "%s, seed %d".formatted(LocalDate.now(ZoneOffset.UTC), options.seed());
        out.println();
        out.print(Result.HEAD);
        results.forEach(result -> out.print(result.row(run)));
        if (options.markdown() != null) {
            Document.write(options.markdown(), TRIALS, results, run + ", " + machine());
        }
        return results.stream().allMatch(Result::holds) ? 0 : 1;
    }

    private static String machine() {
        return "%d cores, %s %s, JDK %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version().feature());
    }

    private static Options read(List<String> words) {
        Deque<String> left = new ArrayDeque<>(words);
        Duration most = Duration.ofHours(1);
        int trials = 0;
        boolean many = false;
        long seed = new Random().nextLong(1_000_000);
        @Nullable Path markdown = null;
        Set<String> only = new HashSet<>();
        boolean list = false;
        while (!left.isEmpty()) {
            String word = left.pop();
            switch (word) {
                case "--quick" -> many = false;
                case "--list" -> list = true;
                case "--hours" -> {
                    most = Duration.ofSeconds((long) (3600 * Double.parseDouble(value(word, left))));
                    many = true;
                }
                case "--trials" -> trials = Integer.parseInt(value(word, left));
                case "--seed" -> seed = Long.parseLong(value(word, left));
                case "--markdown" -> markdown = Path.of(value(word, left));
                case "--only" -> {
                    only.add(known(value(word, left)));
                    while (!left.isEmpty() && !left.peek().startsWith("--")) {
                        only.add(known(left.pop()));
                    }
                }
                default -> throw new IllegalArgumentException("« " + word + " » n'est pas compris / not understood");
            }
        }
        return new Options(most, trials, many, seed, markdown, only, list);
    }

    private static String value(String option, Deque<String> left) {
        String value = left.poll();
        if (value == null) {
            throw new IllegalArgumentException(option + " : il manque une valeur / a value is missing");
        }
        return value;
    }

    private static String known(String name) {
        if (TRIALS.stream().noneMatch(trial -> trial.name().equals(name))) {
            throw new IllegalArgumentException("« " + name + " » : ./ledger trials --list");
        }
        return name;
    }
}
