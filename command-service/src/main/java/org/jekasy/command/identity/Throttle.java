package org.jekasy.command.identity;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Slows down who guesses: five wrong tries a minute for a name, twenty for an address. They come back with time, so nobody is locked out for good. */
final class Throttle {
    private static final int REMEMBERED = 10_000;

    private final Map<String, Bucket> names = remembered();
    private final Map<String, Bucket> addresses = remembered();

    /** Takes a try for this name from this address; false when there is none left at the moment. */
    boolean admits(String name, String address) {
        return of(addresses, address, 20).tryConsume(1) && admits(name);
    }

    /** The same of somebody who is known, whatever the address: others there keep their tries. */
    boolean admits(String name) {
        return of(names, name.strip().toLowerCase(Locale.ROOT), 5).tryConsume(1);
    }

    /** It was no guess: the try does not count. */
    void welcome(String name, String address) {
        of(addresses, address, 20).addTokens(1);
        welcome(name);
    }

    /** The same for a try that was taken without an address. */
    void welcome(String name) {
        of(names, name.strip().toLowerCase(Locale.ROOT), 5).addTokens(1);
    }

    static Bucket of(Map<String, Bucket> buckets, String key, long perMinute) {
        return buckets.computeIfAbsent(
                key,
                fresh -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
    }

    static Map<String, Bucket> remembered() {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > REMEMBERED;
            }
        });
    }
}
