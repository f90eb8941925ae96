package org.jekasy.language;

/** A signed difference of mass: whole grams, not 0. */
public record Delta(long grams) implements Comparable<Delta> {
    /** No quantity of the trade is larger: a million tonnes. Keeps every sum far from overflow. */
    public static final long MOST = 1_000_000_000_000L;

    public Delta {
        if (grams == 0 || grams > MOST || grams < -MOST) {
            throw new Malformed(RuleCode.E_MASS_01, "weightG", Long.toString(grams), "not 0");
        }
    }

    public static Delta ofGrams(long grams) {
        return new Delta(grams);
    }

    /** How much, without the sign. */
    public Weight size() {
        return new Weight(Math.abs(grams));
    }

    public boolean isLess() {
        return grams < 0;
    }

    @Override
    public int compareTo(Delta other) {
        return Long.compare(grams, other.grams);
    }

    @Override
    public String toString() {
        return grams + " g";
    }
}
