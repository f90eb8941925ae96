package org.jekasy.label.lot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The code in large digits: {@code YYDDD} + issuer (4) + serial (4) + check character (14 in all), or, from a pre-printed
 * roll, {@code R} + issuer (4) + serial (7 digits) + check character (13). The check is ISO 7064 MOD 37,36.
 */
public record LotCode(@JsonValue String code) {
    private static final Pattern DATED = Pattern.compile("[0-9]{5}[0-9A-Z]{4}[0-9]{4}[0-9A-Z]");
    private static final Pattern ROLL = Pattern.compile("R[0-9A-Z]{4}[0-9]{7}[0-9A-Z]");
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /** Takes the exact code only; {@link #parse} forgives what people type. Refused with {@code LOT_MISTYPED}. */
    public LotCode {
        if (!wellFormed(code) || !checked(code)) {
            throw new Refusal(Reason.LOT_MISTYPED, Map.of("lot", Refusal.shown(code)));
        }
    }

    /** Reads a code as typed: small letters, spaces and hyphens between the groups are forgiven, a wrong character is not. */
    @JsonCreator
    public static LotCode parse(String typed) {
        return new LotCode(typed.replaceAll("[\\s\\u00A0\\u202F-]", "").toUpperCase(Locale.ROOT));
    }

    private static boolean wellFormed(String code) {
        return DATED.matcher(code).matches() || ROLL.matcher(code).matches();
    }

    private static boolean checked(String code) {
        int sum = 36;
        for (int i = 0; i < code.length() - 1; i++) {
            sum = (sum + ALPHABET.indexOf(code.charAt(i))) % 36;
            sum = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return (sum + ALPHABET.indexOf(code.charAt(code.length() - 1))) % 36 == 1;
    }

    @Override
    public String toString() {
        return code;
    }
}
