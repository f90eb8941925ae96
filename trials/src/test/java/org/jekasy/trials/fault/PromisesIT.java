package org.jekasy.trials.fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the ledger promises of what is recorded, each beside its control, which must fail; some at the same time, each on a ledger of its own. */
@Execution(ExecutionMode.CONCURRENT)
class PromisesIT {
    @Test
    void anAcknowledgedEntrySurvivesAKillOnce() {
        Tried.inABuild(new Killed(), 8);
    }

    @Test
    void anAcknowledgedEntrySurvivesAPowerCut() {
        Tried.inABuild(new PowerCut());
    }

    @Test
    void oneEventIdIsOneEntryHoweverOftenItIsSent() {
        Tried.inABuild(new SentAgain(), 250);
    }

    @Test
    void gramsAreConservedWhateverRaces() {
        Tried.inABuild(new Races(), 1_000);
    }

    @Test
    void noReaderSkipsOrDoublesAnEntry() {
        Tried.inABuild(new Readers());
    }

    @Test
    void thePagesEqualARebuildRowForRow() {
        Tried.inABuild(new Rebuilt(), 1);
    }

    @Test
    void kafkaHealsAlone() {
        Tried.inABuild(new KafkaGone());
    }

    @Test
    void aStopLosesNoCommandInFlight() {
        Tried.inABuild(new Stopped());
    }

    @Test
    void aFullDiskLosesNothing() {
        Tried.inABuild(new DiskFull());
    }

    @Test
    void clocksChangeNoOrderAndNoTotal() {
        Tried.inABuild(new Clocks(), 3);
    }

    @Test
    void aBackupOfThePastRecordsNothingUntilTold() {
        Tried.inABuild(new Past());
    }
}
