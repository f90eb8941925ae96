package org.jekasy.trials.bench;

/** What a figure should reach: its ratio to the limit beside it, or the figure itself. */
record Goal(Of of, boolean atLeast, double bound) {
    enum Of {
        RATIO,
        VALUE
    }

    static Goal ratioAtLeast(double bound) {
        return new Goal(Of.RATIO, true, bound);
    }

    static Goal ratioAtMost(double bound) {
        return new Goal(Of.RATIO, false, bound);
    }

    static Goal atLeast(double bound) {
        return new Goal(Of.VALUE, true, bound);
    }

    static Goal atMost(double bound) {
        return new Goal(Of.VALUE, false, bound);
    }

    boolean holds(double value, double ratio) {
        double reached = of == Of.RATIO ? ratio : value;
        return atLeast ? reached >= bound : reached <= bound;
    }

    /** For example {@code ≥ 0.35 ×} (of the limit) or {@code ≤ 10}. */
    String text() {
        return (atLeast ? "≥ " : "≤ ") + Table.number(bound) + (of == Of.RATIO ? " ×" : "");
    }
}
