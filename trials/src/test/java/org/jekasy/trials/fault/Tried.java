package org.jekasy.trials.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A promise as every build tries it. */
final class Tried {
    private static final long SEED = Long.getLong("jekasy.trials.seed", 26131);

    private Tried() {}

    /** As often as {@code ./ledger trials --quick} tries it. */
    static void inABuild(Trial trial) {
        inABuild(trial, trial.quick());
    }

    /** Less often than {@code ./ledger trials --quick} does, so that the whole fits into an ordinary build. */
    static void inABuild(Trial trial, int trials) {
        assertThat(trials).isBetween(1, trial.quick());
        Result result = Result.of(trial, trials, SEED, line -> System.out.println(trial.name() + ": " + line));
        System.out.println(result.sentence());
        assumeTrue(result.skipped() == null, result.sentence());
        assertThat(result.problem()).as(result.sentence()).isNull();
    }
}
