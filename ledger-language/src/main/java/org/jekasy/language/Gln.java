package org.jekasy.language;

import java.util.regex.Pattern;

/** A Global Location Number, 13 digits, check digit right (GS1). */
public record Gln(String text) implements Word, Comparable<Gln> {
    private static final Pattern FORM = Pattern.compile("[0-9]{13}");

    public Gln {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_ID_02, "gln", text, "13 digits");
        }
        char expected = CheckDigits.gs1(text.substring(0, 12));
        if (text.charAt(12) != expected) {
            throw new Malformed(RuleCode.E_ID_02, "gln", text, text.substring(0, 12) + expected);
        }
    }

    public static Gln parse(String text) {
        return new Gln(text);
    }

    @Override
    public int compareTo(Gln other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
