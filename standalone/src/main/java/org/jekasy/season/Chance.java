package org.jekasy.season;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Chance from a seed: the same seed gives the same season on every machine. Each part of a season draws from a stream of its own. */
final class Chance {
    private final long seed;
    private final Random random;

    Chance(long seed) {
        this.seed = seed;
        // the first draws of near seeds are near each other
        this.random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
    }

    /** A stream of its own: drawing more from it changes nothing elsewhere. */
    Chance of(String what) {
        return new Chance(seed * 31 + what.hashCode());
    }

    /** A whole number, both ends possible. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** True so many times in a thousand. */
    boolean perMille(int times) {
        return random.nextInt(1000) < times;
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** An index, each as often as its weight says. */
    int weighted(int... weights) {
        int left = 0;
        for (int weight : weights) {
            left += weight;
        }
        left = random.nextInt(left);
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** A log-normal whole number: half of them are below the median, most within a factor of e^σ of it. */
    long logNormal(long median, double sigma) {
        // strict: the same bits on every processor
        return Math.round(median * StrictMath.exp(sigma * random.nextGaussian()));
    }

    /** A UUID of version 7 for something that happened then. */
    UUID uuid(long epochMillis) {
        long high = (epochMillis & 0xFFFF_FFFF_FFFFL) << 16 | 0x7000 | (random.nextInt() & 0xFFF);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
