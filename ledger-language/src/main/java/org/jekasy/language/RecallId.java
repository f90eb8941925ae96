package org.jekasy.language;

import java.util.regex.Pattern;

/** A recall, as its opener numbers it. */
public record RecallId(String text) implements Word, Comparable<RecallId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    public RecallId {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_FORM_01, "recall", text);
        }
    }

    public static RecallId parse(String text) {
        return new RecallId(text);
    }

    @Override
    public int compareTo(RecallId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
