package org.jekasy.language;

import java.util.regex.Pattern;

/** A freight container's number after ISO 6346: three letters, U, J or Z, six digits, check digit right. */
public record ContainerNumber(String text) implements Word, Comparable<ContainerNumber> {
    private static final Pattern FORM = Pattern.compile("[A-Z]{3}[UJZ][0-9]{7}");

    public ContainerNumber {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_ID_02, "container", text, "ISO 6346");
        }
        char expected = CheckDigits.iso6346(text.substring(0, 10));
        if (text.charAt(10) != expected) {
            throw new Malformed(RuleCode.E_ID_02, "container", text, text.substring(0, 10) + expected);
        }
    }

    public static ContainerNumber parse(String text) {
        return new ContainerNumber(text);
    }

    @Override
    public int compareTo(ContainerNumber other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
