package org.jekasy.language;

import java.util.regex.Pattern;

/** A consignment: what one party sends to another under one dispatch note. */
public record ConsignmentId(String text) implements Word, Comparable<ConsignmentId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    public ConsignmentId {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_FORM_01, "consignment", text);
        }
    }

    public static ConsignmentId parse(String text) {
        return new ConsignmentId(text);
    }

    @Override
    public int compareTo(ConsignmentId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
