package org.jekasy.language;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One measured value: parameter, value, unit (UN/ECE Rec 20) and method. Never a mass of the lot itself. */
public record Measurement(
        String parameter,
        BigDecimal value,
        String unit,
        @Nullable String method) {}
