package org.jekasy.trials.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A promise as every build tries it. */
final class Tried {
    private static final long SEED = Long.getLong("jekasy.trials.seed", 26131);

    private Tried() {}

    /** As often as {@code ./ledger trials --quick} tries it. */
    static void inABuild(Trial trial) {
        Result result = Result.of(trial, trial.quick(), SEED, line -> System.out.println(trial.name() + ": " + line));
        System.out.println(result.sentence());
        assumeTrue(result.skipped() == null, result.sentence());
        assertThat(result.problem()).as(result.sentence()).isNull();
    }
}
