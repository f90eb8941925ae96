package org.jekasy.language;

import java.util.regex.Pattern;

/** A GTIN in its 14-digit form, check digit right (GS1). */
public record Gtin(String text) implements Word, Comparable<Gtin> {
    private static final Pattern FORM = Pattern.compile("[0-9]{14}");

    public Gtin {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_ID_02, "gtin", text, "14 digits");
        }
        char expected = CheckDigits.gs1(text.substring(0, 13));
        if (text.charAt(13) != expected) {
            throw new Malformed(RuleCode.E_ID_02, "gtin", text, text.substring(0, 13) + expected);
        }
    }

    public static Gtin parse(String text) {
        return new Gtin(text);
    }

    @Override
    public int compareTo(Gtin other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
