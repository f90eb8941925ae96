package org.jekasy.language;

import java.util.regex.Pattern;

/** A variety of the reference table: {@code KEN}, {@code AME} …; {@code MIX} for mixed, {@code OTH} for another. */
public record VarietyCode(String text) implements Word, Comparable<VarietyCode> {
    private static final Pattern FORM = Pattern.compile("[A-Z]{3}");

    public VarietyCode {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_FORM_01, "variety", text);
        }
    }

    public static VarietyCode parse(String text) {
        return new VarietyCode(text);
    }

    @Override
    public int compareTo(VarietyCode other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
