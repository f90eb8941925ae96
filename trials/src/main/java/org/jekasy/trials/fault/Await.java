package org.jekasy.trials.fault;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** Waits for a fact. */
final class Await {
    /** Says whether it is there yet; a connection that fails says no. */
    interface Fact {
        boolean there() throws IOException, SQLException, InterruptedException;
    }

    private Await() {}

    /** Waits until the fact is there, or says so and fails. */
    static void until(Duration patience, String what, Fact fact) throws InterruptedException {
        if (!comes(patience, fact)) {
            throw new IllegalStateException(what + ": not within " + patience.toSeconds() + " s");
        }
    }

    /** Waits until the fact is there; says whether it came in time. */
    static boolean comes(Duration patience, Fact fact) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                if (fact.there()) {
                    return true;
                }
            } catch (IOException | SQLException away) {
                // not yet
            }
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(40);
        }
    }
}
