package org.jekasy.language;

import java.util.regex.Pattern;

/** Two letters of ISO 3166-1, or {@code EU} for the European Union as a market. */
public record CountryCode(String text) implements Word, Comparable<CountryCode> {
    private static final Pattern FORM = Pattern.compile("[A-Z]{2}");

    public CountryCode {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_FORM_01, "country", text);
        }
    }

    public static CountryCode parse(String text) {
        return new CountryCode(text);
    }

    @Override
    public int compareTo(CountryCode other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
