package org.jekasy.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Two ways of asking, timed one after the other in turns, so that what else a machine does falls on both. */
public final class InTurns {
    private InTurns() {}

    /** In which share of all pairs the first takes longer, 0 to 1; each answers its own time. */
    public static double firstLonger(LongSupplier first, LongSupplier second) {
        List<Long> ofFirst = new ArrayList<>();
        List<Long> ofSecond = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            boolean asItIs = i % 2 == 0;
            long one = (asItIs ? first : second).getAsLong();
            long other = (asItIs ? second : first).getAsLong();
            // the first ones warm up
            if (i >= 10) {
                ofFirst.add(asItIs ? one : other);
                ofSecond.add(asItIs ? other : one);
            }
        }
        long longer = ofFirst.stream()
                .mapToLong(
                        each -> ofSecond.stream().filter(other -> each > other).count())
                .sum();
        return longer / (double) (ofFirst.size() * (long) ofSecond.size());
    }
}
