package org.jekasy.trials.fault;

import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What one promise came to: the trials, and the control that must have failed. */
record Result(
        Trial trial,
        int asked,
        long seed,
        long seconds,
        @Nullable Tally tally,
        @Nullable Tally control,
        @Nullable String skipped) {

    /** Tries the promise and its control, or says why it can not be tried here. The schedule depends on the seed and the promise's name alone. */
    static Result of(Trial trial, int trials, long seed, Voice voice) {
        String impossible = trial.impossible().orElse(null);
        if (impossible != null) {
            return new Result(trial, trials, seed, 0, null, null, impossible);
        }
        Rehearsal.ifDue(voice);
        long begin = System.nanoTime();
        try (Stage stage = new Stage(voice)) {
            Tally tally = attempt(() -> trial.attempt(trials, stage, chance(trial, seed, "trial"), voice), voice);
            if (tally.brokenBy() != null) {
                stage.end();
            }
            Tally control = attempt(() -> trial.control(stage, chance(trial, seed, "control"), voice), voice);
            voice.says("control (%s): %d losses".formatted(trial.withoutWhat(), control.losses()));
            return new Result(trial, trials, seed, (System.nanoTime() - begin) / 1_000_000_000, tally, control, null);
        }
    }

    private interface Work {
        Tally done() throws Exception;
    }

    // what breaks the trial itself is no pass
    private static Tally attempt(Work work, Voice voice) {
        try {
            return work.done();
        } catch (Exception broken) {
            if (broken instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            voice.says("broken: " + broken);
            for (StackTraceElement at : broken.getStackTrace()) {
                if (at.getClassName().startsWith("org.jekasy")) {
                    voice.says("    " + at);
                }
            }
            Tally nothing = new Tally();
            nothing.broken(broken.toString());
            return nothing;
        }
    }

    private static Random chance(Trial trial, long seed, String what) {
        return new Random(seed * 31 + (trial.name() + what).hashCode());
    }

    /** Nothing was lost, enough was tried, and the control failed as it must. Not being possible here is no failure. */
    boolean holds() {
        return skipped != null || problem() == null;
    }

    /** Why the promise is not proven; null where it is. */
    @Nullable
    String problem() {
        if (tally == null || control == null) {
            return skipped;
        }
        if (tally.brokenBy() != null) {
            return "the trial broke: " + tally.brokenBy();
        }
        if (tally.losses() > 0) {
            return "lost: " + String.join("; ", tally.findings());
        }
        if (tally.tried() < asked) {
            return "too little traffic: %d of %d trials count".formatted(tally.tried(), asked);
        }
        if (control.losses() == 0) {
            return "not tested: the control did not fail (%s)"
                    .formatted(control.brokenBy() == null ? trial.withoutWhat() : control.brokenBy());
        }
        return null;
    }

    /** One line to read. */
    String sentence() {
        String problem = problem();
        if (skipped != null) {
            return "  – " + trial.name() + ": not possible here: " + skipped;
        }
        return problem == null
                ? "  ✓ %s: %d trials, 0 losses, %d s".formatted(trial.name(), asked, seconds)
                : "  ✗ %s (seed %d): %s".formatted(trial.name(), seed, problem);
    }

    /** The first lines of the table. */
    static final String HEAD = """
            | Promise | Fault | Trials | Losses | Upper bound (95 %) | Control, failed as it must | Beside it | Run |
            |---|---|---|---|---|---|---|---|
            """;

    /** One line of the table. */
    String row(String run) {
        if (tally == null || control == null) {
            return "| %s | %s | – | – | – | – | not possible here: %s | %s |%n"
                    .formatted(trial.promise(), trial.fault(), skipped, run);
        }
        String failed = control.losses() > 0
                ? "✓ %s: %d of %d".formatted(trial.withoutWhat(), control.losses(), control.tried())
                : "✗ **not tested**: %s did not fail".formatted(trial.withoutWhat());
        return "| %s | %s | %,d | %d | %s | %s | %s | %s |%n"
                .formatted(
                        trial.promise(),
                        trial.fault(),
                        tally.tried(),
                        tally.losses(),
                        tally.losses() > 0 ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * tally.upperBound()),
                        failed,
                        problem() == null ? String.join("; ", tally.notes()) : problem(),
                        run);
    }
}
