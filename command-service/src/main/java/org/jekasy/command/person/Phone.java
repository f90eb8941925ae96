package org.jekasy.command.person;

import java.util.regex.Pattern;
import org.jekasy.language.Malformed;
import org.jekasy.language.RuleCode;

/** A telephone number as the world dials it, {@code +22376123456}; eight digits alone are of Mali. It does not print itself. */
record Phone(String text) {
    private static final Pattern MARKS = Pattern.compile("[\\s\\u00A0\\u202F./()-]");
    private static final Pattern OF_MALI = Pattern.compile("[0-9]{8}");
    private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{6,14}");

    Phone {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_FORM_01, "phone", PersonName.UNSAID, "+223 76 12 34 56");
        }
    }

    /** Reads it as people write it, with spaces, dots or dashes, and 00 for +. */
    static Phone parse(String typed) {
        String digits = MARKS.matcher(typed).replaceAll("").replaceFirst("^00", "+");
        return new Phone(OF_MALI.matcher(digits).matches() ? "+223" + digits : digits);
    }

    @Override
    public String toString() {
        return "(phone)";
    }
}
