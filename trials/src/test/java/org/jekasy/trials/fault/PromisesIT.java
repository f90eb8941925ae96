package org.jekasy.trials.fault;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the ledger promises of what is recorded, each beside its control, which must fail; some at the same time, each on a ledger of its own. */
// one thread takes them from the end and the others from the beginning: what waits much stands there, what is short in
// the middle
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Execution(ExecutionMode.CONCURRENT)
@Tag("promise")
class PromisesIT {
    // its seconds are judged, as those of a full disk are, so the services of all others give way to theirs
    @Test
    @Order(0)
    void whoIsCutOffIsToldWithinFiveSecondsAndBackWithinThirty() {
        Tried.inABuild(new CutOff());
    }

    @Test
    @Order(1)
    void anAcknowledgedEntrySurvivesAKillOnce() {
        Tried.inABuild(new Killed());
    }

    @Test
    @Order(9)
    void anAcknowledgedEntrySurvivesAPowerCut() {
        Tried.inABuild(new PowerCut());
    }

    @Test
    @Order(6)
    void oneEventIdIsOneEntryHoweverOftenItIsSent() {
        Tried.inABuild(new SentAgain());
    }

    @Test
    @Order(5)
    void gramsAreConservedWhateverRaces() {
        Tried.inABuild(new Races());
    }

    @Test
    @Order(4)
    void noReaderSkipsOrDoublesAnEntry() {
        Tried.inABuild(new Readers());
    }

    @Test
    @Order(2)
    void thePagesEqualARebuildRowForRow() {
        Tried.inABuild(new Rebuilt());
    }

    @Test
    @Order(11)
    void kafkaHealsAlone() {
        Tried.inABuild(new KafkaGone());
    }

    @Test
    @Order(7)
    void aStopLosesNoCommandInFlight() {
        Tried.inABuild(new Stopped());
    }

    @Test
    @Order(10)
    void aFullDiskLosesNothing() {
        Tried.inABuild(new DiskFull());
    }

    @Test
    @Order(8)
    void clocksChangeNoOrderAndNoTotal() {
        Tried.inABuild(new Clocks());
    }

    @Test
    @Order(3)
    void aBackupOfThePastRecordsNothingUntilTold() {
        Tried.inABuild(new Past());
    }
}
