package org.jekasy.language;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One measured value: parameter, value, unit (UN/ECE Rec 20) and method. Never a mass of the lot itself. */
public record Measurement(
        String parameter,
        BigDecimal value,
        String unit,
        @Nullable String method) {
    private static final int MOST_DIGITS = 12;

    public Measurement {
        plain("value", value);
    }

    /**
     * A number an instrument may show: at most 12 digits before and 12 after the point, else {@link Malformed}. Written out, a number like
     * {@code 1E999999999} would fill a disk.
     */
    public static BigDecimal plain(String kind, BigDecimal number) {
        if ((long) number.precision() - number.scale() > MOST_DIGITS || number.scale() > MOST_DIGITS) {
            throw new Malformed(RuleCode.E_FORM_01, kind, number.toString());
        }
        return number;
    }
}
