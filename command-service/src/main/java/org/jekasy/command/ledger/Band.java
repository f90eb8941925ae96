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
}
