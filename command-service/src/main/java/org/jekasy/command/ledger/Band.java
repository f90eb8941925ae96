package org.jekasy.command.ledger;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code validation_ranges.csv}: outside the hard limits is impossible, outside the warning limits unusual. Limits are null where the
 * table has none; {@code aboveHardMin} says that the hard minimum itself is already impossible.
 */
public record Band(
        String rule,
        String field,
        String uom,
        @Nullable BigDecimal hardMin,
        boolean aboveHardMin,
        @Nullable BigDecimal warnMin,
        @Nullable BigDecimal typicalMax,
        @Nullable BigDecimal warnMax,
        @Nullable BigDecimal hardMax) {
    /** What a value is to a band. */
    public enum Fit {
        USUAL,
        UNUSUAL,
        IMPOSSIBLE
    }

    public Fit of(BigDecimal value) {
        if (hardMin != null && (value.compareTo(hardMin) < 0 || (aboveHardMin && value.compareTo(hardMin) == 0))) {
            return Fit.IMPOSSIBLE;
        }
        if (hardMax != null && value.compareTo(hardMax) > 0) {
            return Fit.IMPOSSIBLE;
        }
        if ((warnMin != null && value.compareTo(warnMin) < 0) || (warnMax != null && value.compareTo(warnMax) > 0)) {
            return Fit.UNUSUAL;
        }
        return Fit.USUAL;
    }
}
