package org.jekasy.trials.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Promises, each with its control, which must fail, and with a tenth of the trials of {@code ./ledger trials --quick}: as many as fit into an ordinary build.
 * Those that judge seconds are left to a quiet machine.
 */
@Execution(ExecutionMode.CONCURRENT)
class PromisesIT {
    private static final long SEED = Long.getLong("jekasy.trials.seed", 26131);

    @Test
    void anAcknowledgedEntrySurvivesAKillOnce() {
        holds(new Killed());
    }

    @Test
    void anAcknowledgedEntrySurvivesAPowerCut() {
        holds(new PowerCut());
    }

    @Test
    void oneEventIdIsOneEntryHoweverOftenItIsSent() {
        holds(new SentAgain());
    }

    @Test
    void gramsAreConservedWhateverRaces() {
        holds(new Races());
    }

    @Test
    void noReaderSkipsOrDoublesAnEntry() {
        holds(new Readers());
    }

    @Test
    void thePagesEqualARebuildRowForRow() {
        holds(new Rebuilt());
    }

    @Test
    void kafkaHealsAlone() {
        holds(new KafkaGone());
    }

    @Test
    void aStopLosesNoCommandInFlight() {
        holds(new Stopped());
    }

    @Test
    void clocksChangeNoOrderAndNoTotal() {
        holds(new Clocks());
    }

    @Test
    void aBackupOfThePastRecordsNothingUntilTold() {
        holds(new Past());
    }

    private static void holds(Trial trial) {
        Result result = Result.of(
                trial, (trial.quick() + 9) / 10, SEED, line -> System.out.println(trial.name() + ": " + line));
        System.out.println(result.sentence());
        assumeTrue(result.skipped() == null, result.sentence());
        assertThat(result.problem()).as(result.sentence()).isNull();
    }
}
