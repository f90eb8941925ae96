package org.jekasy.language;

/** A registered place: orchard, collection area, collection point, station, warehouse or port. */
public record PlaceId(String text) implements Word, Comparable<PlaceId> {
    public PlaceId {
        if (!Form.isName(text)) {
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
