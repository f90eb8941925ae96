package org.jekasy.language;

import java.util.regex.Pattern;

/** The number of a producer in the register; never a name. */
public record ProducerId(String text) implements Word, Comparable<ProducerId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    public ProducerId {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_FORM_01, "producer", text);
        }
    }

    public static ProducerId parse(String text) {
        return new ProducerId(text);
    }

    @Override
    public int compareTo(ProducerId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
