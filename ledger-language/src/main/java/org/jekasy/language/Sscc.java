package org.jekasy.language;

import java.util.regex.Pattern;

/** The Serial Shipping Container Code of a pallet or other logistic unit, 18 digits, check digit right (GS1). */
public record Sscc(String text) implements Word, Comparable<Sscc> {
    private static final Pattern FORM = Pattern.compile("[0-9]{18}");

    public Sscc {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_ID_02, "unit", text, "18 digits");
        }
        char expected = CheckDigits.gs1(text.substring(0, 17));
        if (text.charAt(17) != expected) {
            throw new Malformed(RuleCode.E_ID_02, "unit", text, text.substring(0, 17) + expected);
        }
    }

    public static Sscc parse(String text) {
        return new Sscc(text);
    }

    @Override
    public int compareTo(Sscc other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
