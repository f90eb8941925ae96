package org.jekasy.trials.fault;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A crowd takes all the processor there is: tried while nothing else is. */
@Isolated
@Tag("promise")
class CrowdIT {
    @Test
    void aCrowdIsSentAwayQuicklyAndHalfAMinuteLaterAllIsAsBefore() {
        Tried.inABuild(new Overload());
    }
}
