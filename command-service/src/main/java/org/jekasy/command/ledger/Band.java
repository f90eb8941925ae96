package org.jekasy.command.ledger;

import java.math.BigDecimal;
import org.jekasy.language.ProductCode;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code validation_ranges.csv}: outside the hard limits is impossible, outside the warning limits unusual. Limits are null where the
 * table has none; {@code aboveHardMin} says that the hard minimum itself is already impossible. Product null: any.
 */
public record Band(
        String rule,
        @Nullable ProductCode product,
        String field,
        String uom,
        @Nullable BigDecimal hardMin,
        boolean aboveHardMin,
        @Nullable BigDecimal warnMin,
        @Nullable BigDecimal typicalMax,
        @Nullable BigDecimal warnMax,
        @Nullable BigDecimal hardMax,
        OnWarn onWarn) {
    /** What a value is to a band. */
    public enum Fit {
        USUAL,
        UNUSUAL,
        IMPOSSIBLE
    }

    /** What an unusual value asks for. */
    public enum OnWarn {
        CONFIRM,
        ALERT,
        HOLD,
        DOWNGRADE,
        UNGRADED,
        DISCREPANCY
    }

    public Fit of(BigDecimal value) {
        if (hardMin != null && (value.compareTo(hardMin) < 0 || (aboveHardMin && value.compareTo(hardMin) == 0))) {
            return Fit.IMPOSSIBLE;
        }
        if (hardMax != null && value.compareTo(hardMax) > 0) {
            return Fit.IMPOSSIBLE;
        }
        if ((warnMin != null && value.compareTo(warnMin) < 0) || isTooMuch(value)) {
            return Fit.UNUSUAL;
        }
        return Fit.USUAL;
    }

    /** True above the upper warning limit: too moist, too hot, too late. */
    public boolean isTooMuch(BigDecimal value) {
        return warnMax != null && value.compareTo(warnMax) > 0;
    }

    /** The same band, with this much more asked for at least. */
    Band withMore(BigDecimal more) {
        BigDecimal least = warnMin == null ? more : warnMin.add(more);
        return new Band(rule, product, field, uom, hardMin, aboveHardMin, least, typicalMax, warnMax, hardMax, onWarn);
    }

    /** Refuses what is impossible and warns of what is unusual. True when it is unusual. */
    boolean admit(BigDecimal value, Situation situation) {
        boolean unusual = possible(value) == Fit.UNUSUAL;
        if (unusual) {
            warnUnusual(value, warnMin, warnMax, situation);
        }
        return unusual;
    }

    /** As {@link #of}; impossible is refused. */
    Fit possible(BigDecimal value) {
        Fit fit = of(value);
        if (fit == Fit.IMPOSSIBLE) {
            throw new Refusal(
                    Reason.OUT_OF_RANGE,
                    "field",
                    field,
                    "value",
                    value,
                    "uom",
                    uom,
                    "min",
                    limit(hardMin),
                    "max",
                    limit(hardMax));
        }
        return fit;
    }

    /** Warns that a value lies outside these limits, which may be narrower than the table's. */
    void warnUnusual(BigDecimal value, @Nullable BigDecimal min, @Nullable BigDecimal max, Situation situation) {
        situation.warn(
                Reason.UNUSUAL, "field", field, "value", value, "uom", uom, "min", limit(min), "max", limit(max));
    }

    /** Output over input in percent, for a band of yields. */
    void admitYield(String process, long outputGrams, long inputGrams, Situation situation) {
        BigDecimal percent = BigDecimal.valueOf(outputGrams)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(inputGrams), 3, java.math.RoundingMode.HALF_UP);
        switch (of(percent)) {
            case USUAL -> {}
            case UNUSUAL ->
                situation.warn(
                        Reason.UNUSUAL_YIELD,
                        "yield",
                        percent,
                        "process",
                        process,
                        "min",
                        limit(warnMin),
                        "max",
                        limit(warnMax));
            case IMPOSSIBLE ->
                throw new Refusal(
                        Reason.YIELD_IMPOSSIBLE,
                        "yield",
                        percent,
                        "process",
                        process,
                        "min",
                        limit(hardMin),
                        "max",
                        limit(hardMax));
        }
    }

    private static Object limit(@Nullable BigDecimal limit) {
        return limit == null ? "–" : limit;
    }
}
