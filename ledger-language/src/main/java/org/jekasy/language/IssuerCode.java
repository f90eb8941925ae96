package org.jekasy.language;

import java.util.regex.Pattern;

/** Four characters that name one writer of lot codes (a phone, an import, a roll), registered under its organisation and never given twice. */
public record IssuerCode(String text) implements Word, Comparable<IssuerCode> {
    private static final Pattern FORM = Pattern.compile("[0-9A-Z]{4}");

    public IssuerCode {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_FORM_01, "issuer", text);
        }
    }

    public static IssuerCode parse(String text) {
        return new IssuerCode(text);
    }

    @Override
    public int compareTo(IssuerCode other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
