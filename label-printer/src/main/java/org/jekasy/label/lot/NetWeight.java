package org.jekasy.label.lot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A mass in whole grams, more than 0, printed in kilograms the French way. */
public record NetWeight(@JsonValue long grams) {
    private static final char THIN_SPACE = '\u202F';

    @JsonCreator
    public NetWeight {
        if (grams <= 0) {
            throw new IllegalArgumentException("weight " + grams + " g");
        }
    }

    /** {@code 806,5 kg}, {@code 12 480,0 kg}, {@code 0,025 kg}: one to three decimals, thin spaces in thousands. */
    public String kilograms() {
        StringBuilder text = new StringBuilder().append(grams / 1000);
        for (int at = text.length() - 3; at > 0; at -= 3) {
            text.insert(at, THIN_SPACE);
        }
        String decimals = "%03d".formatted(grams % 1000);
        int kept = decimals.endsWith("00") ? 1 : decimals.endsWith("0") ? 2 : 3;
        return text.append(',').append(decimals, 0, kept).append(" kg").toString();
    }
}
