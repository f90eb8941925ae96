package org.jekasy.language;

/**
 * The code of one lot, given once and for ever. Two forms, both with an ISO/IEC 7064 MOD 37,36 check character at the end:
 * {@code YYDDD} + issuer (4) + serial (4), 14 characters; or, from a pre-printed roll, {@code R} + issuer (4) + serial (7), 13 characters.
 */
public record LotId(String text) implements Word, Comparable<LotId> {
    public LotId {
        if (!isOfDay(text) && !Form.is("RAAAA9999999A", text)) {
            throw new Malformed(RuleCode.E_ID_01, "lot", text);
        }
        char expected = CheckDigits.mod37x36(text.substring(0, text.length() - 1));
        if (text.charAt(text.length() - 1) != expected) {
            throw new Malformed(RuleCode.E_ID_01, "lot", text, text.substring(0, text.length() - 1) + expected);
        }
    }

    // the day of the year: 000 to 366
    private static boolean isOfDay(String text) {
        return Form.is("99999AAAA9999A", text) && text.substring(2, 5).compareTo("366") <= 0;
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

    @Override
    public String toString() {
        return text;
    }
}
