package org.jekasy.standalone;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports for servers that are stopped and started again. Below those a machine hands out by itself: one of these could meanwhile belong to somebody's
 * connection, and who knocks on one can be answered by his own knock.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static int next = ThreadLocalRandom.current().nextInt(FIRST, END - 1_000);

    private FreePorts() {}

    /** The first of so many in a row that nobody uses; never the same twice before all were given. */
    public static synchronized int row(int count) {
        for (int tries = FIRST; tries < END; tries++) {
            int first = next + count < END ? next : FIRST;
            next = first + count;
            if (IntStream.range(first, first + count).noneMatch(Ports::taken)) {
                return first;
            }
        }
        throw new IllegalStateException("no " + count + " free ports in a row below " + END);
    }
}
