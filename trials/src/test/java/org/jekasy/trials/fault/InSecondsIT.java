package org.jekasy.trials.fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What the ledger promises within seconds: tried while nothing else is, since somebody else's work would be judged too. */
@Isolated
class InSecondsIT {
    @Test
    void whoIsCutOffIsToldWithinFiveSecondsAndBackWithinThirty() {
        Tried.inABuild(new CutOff());
    }

    @Test
    void aCrowdIsSentAwayQuicklyAndHalfAMinuteLaterAllIsAsBefore() {
        Tried.inABuild(new Overload());
    }
}
