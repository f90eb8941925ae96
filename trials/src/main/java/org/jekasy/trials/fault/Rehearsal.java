package org.jekasy.trials.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jekasy.trials.rig.ReadAhead;
import org.jekasy.trials.rig.Rig;

/** The ledger once from start to stop with nothing broken, so that the many starts of the trials find their classes read ahead and their tables made. */
final class Rehearsal {
    private static boolean tried;

    private Rehearsal() {}

    /** Once after each build, and once in a process: where it fails that is said, and the trials start more slowly. */
    static synchronized void ifDue(Voice voice) {
        try {
            if (!tried && ReadAhead.isDue()) {
                tried = true;
                voice.says("one start and stop first, to keep the programs' classes and tables for the starts to come");
                rehearse();
            }
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            voice.says("nothing is kept: " + e);
        }
    }

    private static void rehearse() throws Exception {
        try (Whole whole = Whole.wired(Rig.rehearsed(), Map.of(), Map.of())) {
            whole.pagesCatchUp(Duration.ofSeconds(60));
            // an end in good order is when a JVM writes them, one beside the other
            List<Process> ending =
                    List.of(whole.pages().process(), whole.service(0).process());
            ending.forEach(Process::destroy);
            for (Process each : ending) {
                if (!each.waitFor(90, TimeUnit.SECONDS)) {
                    throw new IOException("a service does not end");
                }
            }
            whole.rig().keep();
        }
    }
}
