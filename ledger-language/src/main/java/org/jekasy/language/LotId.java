package org.jekasy.language;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The code of one lot, given once and for ever. Two forms, both with an ISO/IEC 7064 MOD 37,36 check character at the end:
 * {@code YYDDD} + issuer (4) + serial (4), 14 characters; or, from a pre-printed roll, {@code R} + issuer (4) + serial (7), 13 characters.
 */
public record LotId(String text) implements Word, Comparable<LotId> {
    /** The highest serial of a roll. */
    public static final int LAST_OF_ROLL = 9_999_999;

    private static final Pattern DAY_FORM =
            Pattern.compile("[0-9]{2}(?:[0-2][0-9]{2}|3[0-5][0-9]|36[0-6])[0-9A-Z]{4}[0-9]{4}[0-9A-Z]");
    private static final Pattern ROLL_FORM = Pattern.compile("R[0-9A-Z]{4}[0-9]{7}[0-9A-Z]");

    public LotId {
        if (!isCode(text)) {
            throw new Malformed(RuleCode.E_ID_01, "lot", text);
        }
        int last = text.length() - 1;
        char expected = CheckDigits.mod37x36(text, last);
        if (text.charAt(last) != expected) {
            throw new Malformed(RuleCode.E_ID_01, "lot", text, text.substring(0, last) + expected);
        }
    }

    public static LotId parse(String text) {
        return new LotId(text);
    }

    /** The code an issuer gives on a day (two digits of the year, day of the year): serial 0 to 9999. */
    public static LotId ofDay(java.time.LocalDate day, IssuerCode issuer, int serial) {
        String body = "%02d%03d%s%04d".formatted(day.getYear() % 100, day.getDayOfYear(), issuer.text(), serial);
        return new LotId(body + CheckDigits.mod37x36(body));
    }

    /** The code of a pre-printed roll: serial 0 to 9999999. */
    public static LotId ofRoll(IssuerCode issuer, int serial) {
        String body = "R%s%07d".formatted(issuer.text(), serial);
        return new LotId(body + CheckDigits.mod37x36(body));
    }

    /** True for a code from a pre-printed roll. */
    public boolean isOfRoll() {
        return text.startsWith("R");
    }

    /** The number on its roll, 0 to 9999999; only for a code that {@link #isOfRoll}. */
    public int rollSerial() {
        if (!isOfRoll()) {
            throw new IllegalStateException(text + " is of no roll");
        }
        return Integer.parseInt(text.substring(5, 12));
    }

    /**
     * False for a code that could be typed with two neighbours swapped, among the last four digits and the check character, and still pass. MOD 37,36 lets
     * one such swap in 270 pass; a code it lets pass is never printed on a roll.
     */
    public boolean standsSwaps() {
        char[] typed = text.toCharArray();
        for (int at = typed.length - 5; at + 1 < typed.length; at++) {
            swap(typed, at);
            String swapped = new String(typed);
            if (!swapped.equals(text) && isRight(swapped)) {
                return false;
            }
            swap(typed, at);
        }
        return true;
    }

    private static void swap(char[] typed, int at) {
        char first = typed[at];
        typed[at] = typed[at + 1];
        typed[at + 1] = first;
    }

    private static boolean isRight(String code) {
        return isCode(code)
                && code.charAt(code.length() - 1) == CheckDigits.mod37x36(code.substring(0, code.length() - 1));
    }

    private static boolean isCode(String text) {
        return DAY_FORM.matcher(text).matches() || ROLL_FORM.matcher(text).matches();
    }

    /** Who gave the code. */
    public IssuerCode issuer() {
        return isOfRoll() ? new IssuerCode(text.substring(1, 5)) : new IssuerCode(text.substring(5, 9));
    }

    @Override
    public int compareTo(LotId other) {
        return text.compareTo(other.text);
    }

    // those of a record are linked at run time and slower; lots are keys of large maps

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LotId lot && lot.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
