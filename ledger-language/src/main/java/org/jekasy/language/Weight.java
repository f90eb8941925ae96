package org.jekasy.language;

/** A mass that is there: whole grams, more than 0. */
public record Weight(long grams) implements Comparable<Weight> {
    /** No quantity of the trade is larger: a million tonnes. Keeps every sum far from overflow. */
    public static final long MOST = 1_000_000_000_000L;

    public Weight {
        if (grams <= 0 || grams > MOST) {
            throw new Malformed(RuleCode.E_MASS_01, "weightG", Long.toString(grams), "> 0");
        }
    }

    public static Weight ofGrams(long grams) {
        return new Weight(grams);
    }

    public Weight plus(Weight other) {
        return new Weight(grams + other.grams);
    }

    public Grams minus(Weight other) {
        return new Grams(grams - other.grams);
    }

    public Grams asGrams() {
        return new Grams(grams);
    }

    @Override
    public int compareTo(Weight other) {
        return Long.compare(grams, other.grams);
    }

    @Override
    public String toString() {
        return grams + " g";
    }
}
