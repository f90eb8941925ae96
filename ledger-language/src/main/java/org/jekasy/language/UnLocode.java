package org.jekasy.language;

import java.util.regex.Pattern;

/** A UN/LOCODE without the space: {@code CIABJ}. */
public record UnLocode(String text) implements Word, Comparable<UnLocode> {
    private static final Pattern FORM = Pattern.compile("[A-Z]{2}[A-Z2-9]{3}");

    public UnLocode {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_ID_02, "locode", text);
        }
    }

    public static UnLocode parse(String text) {
        return new UnLocode(text);
    }

    @Override
    public int compareTo(UnLocode other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
