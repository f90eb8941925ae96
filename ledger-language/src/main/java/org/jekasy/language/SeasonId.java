package org.jekasy.language;

import java.util.regex.Pattern;

/** A season: {@code MG-2026} for mango, {@code KA-2026/27} for shea. */
public record SeasonId(String text) implements Word, Comparable<SeasonId> {
    private static final Pattern FORM = Pattern.compile("[A-Z]{2}-[0-9]{4}(?:/[0-9]{2})?");

    public SeasonId {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_FORM_01, "season", text);
        }
    }

    public static SeasonId parse(String text) {
        return new SeasonId(text);
    }

    @Override
    public int compareTo(SeasonId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
