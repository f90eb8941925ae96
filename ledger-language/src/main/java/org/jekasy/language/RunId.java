package org.jekasy.language;

import java.util.regex.Pattern;

/** One run of a process or of a packing line. */
public record RunId(String text) implements Word, Comparable<RunId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    public RunId {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_FORM_01, "run", text);
        }
    }

    public static RunId parse(String text) {
        return new RunId(text);
    }

    @Override
    public int compareTo(RunId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
