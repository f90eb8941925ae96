package org.jekasy.command.identity;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Slows down who guesses: five wrong tries a minute for a name from an address, twenty for an address, and twenty for a name wherever they come from. They come
 * back with time, so nobody is locked out for good; and who guesses from one address leaves the others their tries.
 */
final class Throttle {
    private static final int REMEMBERED = 10_000;
    private static final long FROM_AN_ADDRESS = 5;
    private static final long MOST = 20;

    private final Map<String, Bucket> tries = remembered();
    private final Map<String, Bucket> names = remembered();
    private final Map<String, Bucket> addresses = remembered();
    private final TimeMeter time;

    Throttle() {
        this(TimeMeter.SYSTEM_MILLISECONDS);
    }

    Throttle(TimeMeter time) {
        this.time = time;
    }

    /** Takes a try for this name from this address; false when there is none left at the moment. */
    boolean admits(String name, String address) {
        String place = place(address);
        // in this order: what one address may not do any more takes nothing from the name
        return of(addresses, place, MOST, time).tryConsume(1)
                && of(tries, small(name) + " " + place, FROM_AN_ADDRESS, time).tryConsume(1)
                && of(names, small(name), MOST, time).tryConsume(1);
    }

    /** The same of somebody who is known, whatever the address: others there keep their tries. */
    boolean admits(String name) {
        return of(tries, small(name), FROM_AN_ADDRESS, time).tryConsume(1);
    }

    /** It was no guess: the try does not count. */
    void welcome(String name, String address) {
        String place = place(address);
        of(addresses, place, MOST, time).addTokens(1);
        of(tries, small(name) + " " + place, FROM_AN_ADDRESS, time).addTokens(1);
        of(names, small(name), MOST, time).addTokens(1);
    }

    /** The same for a try that was taken without an address. */
    void welcome(String name) {
        of(tries, small(name), FROM_AN_ADDRESS, time).addTokens(1);
    }

    private static String small(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    // who has one address of IPv6 has its whole network of 2^64
    private static String place(String address) {
        try {
            byte[] parts =
                    InetAddress.ofLiteral(address.replaceFirst("%.*", "")).getAddress();
            return HexFormat.of().formatHex(parts, 0, Math.min(parts.length, 8));
        } catch (IllegalArgumentException other) {
            return address;
        }
    }

    static Bucket of(Map<String, Bucket> buckets, String key, long perMinute) {
        return of(buckets, key, perMinute, TimeMeter.SYSTEM_MILLISECONDS);
    }

    private static Bucket of(Map<String, Bucket> buckets, String key, long perMinute, TimeMeter time) {
        return buckets.computeIfAbsent(
                key,
                fresh -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .withCustomTimePrecision(time)
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
