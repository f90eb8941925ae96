package org.jekasy.language;

/** Grams of one lot going from one account to another: double entry, so a lot's accounts always sum to 0. */
public record Movement(LotId lot, Account from, Account to, Weight weight) {
    /** The same grams going back: what undoes this movement. */
    public Movement reversed() {
        return new Movement(lot, to, from, weight);
    }
}
