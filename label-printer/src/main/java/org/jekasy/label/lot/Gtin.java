package org.jekasy.label.lot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A trade item number in the 14 digits a Digital Link wants; the last one is the GS1 check digit. */
public record Gtin(@JsonValue String digits) {
    private static final Pattern FORM = Pattern.compile("[0-9]{14}");

    /** Throws {@link IllegalArgumentException} when it is not 14 digits or the check digit is wrong. */
    @JsonCreator
    public Gtin {
        if (!FORM.matcher(digits).matches() || !checked(digits)) {
            throw new IllegalArgumentException("gtin " + Refusal.shown(digits));
        }
    }

    private static boolean checked(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return sum % 10 == 0;
    }

    @Override
    public String toString() {
        return digits;
    }
}
