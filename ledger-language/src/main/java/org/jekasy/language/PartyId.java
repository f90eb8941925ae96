package org.jekasy.language;

import java.util.regex.Pattern;

/** An organisation that acts: cooperative, union, station, exporter, importer … Up to 40 letters, digits, dot, dash, underscore. */
public record PartyId(String text) implements Word, Comparable<PartyId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    public PartyId {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_FORM_01, "organisation", text);
        }
    }

    public static PartyId parse(String text) {
        return new PartyId(text);
    }

    @Override
    public int compareTo(PartyId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
