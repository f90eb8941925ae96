package org.jekasy.language;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The code of one lot, given once and for ever. Two forms, both with an ISO/IEC 7064 MOD 37,36 check character at the end:
 * {@code YYDDD} + issuer (4) + serial (4), 14 characters; or, from a pre-printed roll, {@code R} + issuer (4) + serial (7), 13 characters.
 */
public record LotId(String text) implements Word, Comparable<LotId> {
    private static final Pattern DAY_FORM =
            Pattern.compile("[0-9]{2}(?:[0-2][0-9]{2}|3[0-5][0-9]|36[0-6])[0-9A-Z]{4}[0-9]{4}[0-9A-Z]");
    private static final Pattern ROLL_FORM = Pattern.compile("R[0-9A-Z]{4}[0-9]{7}[0-9A-Z]");

    public LotId {
        if (!DAY_FORM.matcher(text).matches() && !ROLL_FORM.matcher(text).matches()) {
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

    /** Who gave the code. */
    public IssuerCode issuer() {
        return text.startsWith("R") ? new IssuerCode(text.substring(1, 5)) : new IssuerCode(text.substring(5, 9));
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
