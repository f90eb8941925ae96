package org.jekasy.trials.bench;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table. {@code limit} is what the machine itself did in the same rounds, {@code ratio} the median of the rounds' ratios; both unset where
 * a figure has no limit beside it.
 */
record Row(
        String name,
        String french,
        String english,
        double value,
        String unit,
        @Nullable Double limit,
        @Nullable Double ratio,
        @Nullable Goal goal) {

    static Row alone(String name, String french, String english, double value, String unit, @Nullable Goal goal) {
        return new Row(name, french, english, value, unit, null, null, goal);
    }

    static Row paired(
            String name, String french, String english, Rounds.Paired paired, String unit, @Nullable Goal goal) {
        return new Row(name, french, english, paired.value(), unit, paired.limit(), paired.ratio(), goal);
    }

    /** Unset where nothing is asked of the figure. */
    @Nullable
    Boolean holds() {
        return goal == null ? null : goal.holds(value, ratio == null ? Double.NaN : ratio);
    }
}
