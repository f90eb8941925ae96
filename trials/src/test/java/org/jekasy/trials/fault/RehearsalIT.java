package org.jekasy.trials.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jekasy.trials.rig.ReadAhead;
import org.junit.jupiter.api.Test;

/** What the many starts of the promises begin with is there before them, and is made once after each build. */
class RehearsalIT {
    @Test
    void afterOneStartAndStopTheClassesAndTheLedgerAreKept() throws IOException {
        Rehearsal.ifDue(System.out::println);
        assertThat(ReadAhead.isDue()).isFalse();
    }
}
