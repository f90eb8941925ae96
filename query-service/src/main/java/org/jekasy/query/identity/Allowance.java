package org.jekasy.query.identity;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each caller may ask for: so much at once, and so much more each minute, a little at a time. The callers who asked last are remembered. */
public final class Allowance {
    private static final int REMEMBERED = 10_000;

    private final Map<String, Bucket> callers = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    });
    private final long atOnce;
    private final long aMinute;

    public Allowance(long atOnce, long aMinute) {
        this.atOnce = atOnce;
        this.aMinute = aMinute;
    }

    /** Takes one from what this caller has left; false where nothing is. */
    public boolean takeOne(String caller) {
        return callers.computeIfAbsent(caller, fresh -> bucket()).tryConsume(1);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(atOnce).refillGreedy(aMinute, Duration.ofMinutes(1)))
                .build();
    }
}
