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

    /** The code of a roll: issuer of four digits or capitals, serial 0 to 9999999. */
    static LotCode ofRoll(String issuer, int serial) {
        String body = "R%s%07d".formatted(issuer, serial);
        return new LotCode(body + ALPHABET.charAt((37 - carry(body)) % 36));
    }

    /** True for a code from a pre-printed roll. */
    public boolean isOfRoll() {
        return code.startsWith("R");
    }

    /** Whose roll it is from; only for a code that {@link #isOfRoll}. */
    public String rollIssuer() {
        return code.substring(1, 5);
    }

    /** The number on its roll; only for a code that {@link #isOfRoll}. */
    public int rollSerial() {
        return Integer.parseInt(code.substring(5, 12));
    }

    /**
     * False for a code that could be typed with two neighbours swapped, among the last four digits and the check character, and still pass: the ledger gives
     * out no such code on a roll, and we print none.
     */
    boolean standsSwaps() {
        for (int at = code.length() - 5; at + 1 < code.length(); at++) {
            String swapped = code.substring(0, at) + code.charAt(at + 1) + code.charAt(at) + code.substring(at + 2);
            if (!swapped.equals(code) && wellFormed(swapped) && checked(swapped)) {
                return false;
            }
        }
        return true;
    }

    private static boolean wellFormed(String code) {
        return DATED.matcher(code).matches() || ROLL.matcher(code).matches();
    }

    private static boolean checked(String code) {
        int last = code.length() - 1;
        return (carry(code.substring(0, last)) + ALPHABET.indexOf(code.charAt(last))) % 36 == 1;
    }

    private static int carry(String body) {
        int sum = 36;
        for (int i = 0; i < body.length(); i++) {
            sum = (sum + ALPHABET.indexOf(body.charAt(i))) % 36;
            sum = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return sum;
    }

    @Override
    public String toString() {
        return code;
    }
}
