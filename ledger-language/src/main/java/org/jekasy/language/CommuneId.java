package org.jekasy.language;

import java.util.regex.Pattern;

/** A commune (or its cercle or region) of the reference table of places: {@code ml.sikasso.kadiolo.zegoua}. */
public record CommuneId(String text) implements Word, Comparable<CommuneId> {
    private static final Pattern FORM = Pattern.compile("ml(?:\\.[a-z0-9-]{1,40}){1,3}");

    public CommuneId {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_FORM_01, "commune", text);
        }
    }

    public static CommuneId parse(String text) {
        return new CommuneId(text);
    }

    @Override
    public int compareTo(CommuneId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
