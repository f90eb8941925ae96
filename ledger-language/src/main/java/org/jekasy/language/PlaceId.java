package org.jekasy.language;

import java.util.regex.Pattern;

/** A registered place: orchard, collection area, collection point, station, warehouse or port. */
public record PlaceId(String text) implements Word, Comparable<PlaceId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    public PlaceId {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_FORM_01, "place", text);
        }
    }

    public static PlaceId parse(String text) {
        return new PlaceId(text);
    }

    @Override
    public int compareTo(PlaceId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
