package org.jekasy.season;

import java.time.Instant;
import org.jekasy.command.ledger.Request;
import org.jspecify.annotations.Nullable;

/**
 * One request of a season: when it reaches the ledger, in which order among those of the same moment, and what it must get: null for recorded (with
 * or without flags), {@code repeated}, {@code waiting} for a second person, or the code of the rule that refuses it.
 */
public record Told(
        Instant arrives,
        int number,
        Request request,
        @Nullable String expect) implements Comparable<Told> {
    /** What a request that was told before must get. */
    public static final String REPEATED = "repeated";

    /** What a request must get that needs a second person. */
    public static final String WAITING = "waiting";

    @Override
    public int compareTo(Told other) {
        int byTime = arrives.compareTo(other.arrives);
        return byTime == 0 ? Integer.compare(number, other.number) : byTime;
    }
}
