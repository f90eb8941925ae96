package org.jekasy.command.person;

import java.util.regex.Pattern;
import org.jekasy.language.Malformed;
import org.jekasy.language.RuleCode;

/** What a person is called. It does not print itself: who logs it by mistake logs nothing. */
record PersonName(String text) {
    /** Stands in a refusal for what was typed: it may be a name, or a number, and the refusal may be logged. */
    static final String UNSAID = "…";

    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{M}][\\p{L}\\p{M}\\p{N} .,'’()-]{0,99}");

    PersonName {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_FORM_01, "name", UNSAID, "Awa Traoré");
        }
    }

    @Override
    public String toString() {
        return "(name)";
    }
}
