package org.jekasy.language;

/** A mass that may be nothing (a remainder, a loss, a waste): whole grams, 0 or more. */
public record Grams(long grams) implements Comparable<Grams> {
    /** No quantity of the trade is larger: a million tonnes. Keeps every sum far from overflow. */
    public static final long MOST = 1_000_000_000_000L;

    public Grams {
        if (grams < 0 || grams > MOST) {
            throw new Malformed(RuleCode.E_MASS_01, "weightG", Long.toString(grams), ">= 0");
        }
    }

    public static final Grams NONE = new Grams(0);

    public static Grams ofGrams(long grams) {
        return new Grams(grams);
    }

    public Grams plus(Grams other) {
        return new Grams(grams + other.grams);
    }

    public Grams plus(Weight other) {
        return new Grams(grams + other.grams());
    }

    public boolean isNone() {
        return grams == 0;
    }

    @Override
    public int compareTo(Grams other) {
        return Long.compare(grams, other.grams);
    }

    @Override
    public String toString() {
        return grams + " g";
    }
}
