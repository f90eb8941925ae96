package org.jekasy.command.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jekasy.language.Malformed;
import org.jekasy.language.RuleCode;
import org.jspecify.annotations.Nullable;

/** Turned away at the door: no rule has looked at it, nothing is recorded. */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 60;

    // what a page or a log could not show: control characters and halves of a character
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private final Fault fault;
    private final @Nullable RuleCode code;
    private final transient Map<String, Object> numbers;

    /** Numbers are names and values in turn; the names are the words in braces of the fault's sentence. */
    Rejection(Fault fault, Object... namesAndValues) {
        this(fault, fault.code(), namesAndValues);
    }

    private Rejection(Fault fault, @Nullable RuleCode code, Object... namesAndValues) {
        super(null, null, false, false);
        this.fault = fault;
        this.code = code;
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = (String) namesAndValues[i];
            Object value = namesAndValues[i + 1];
            // these two are in the words of whoever sent them
            boolean foreign = name.equals("read") || name.equals("field");
            named.put(name, foreign ? shown((String) value) : value);
        }
        this.numbers = Collections.unmodifiableMap(named);
    }

    /** A value that is not what its type takes, at this field. */
    static Rejection of(Malformed malformed, String field) {
        String expected = malformed.expected();
        String read = malformed.read();
        if (malformed.code() == RuleCode.E_MASS_01) {
            return new Rejection(
                    Fault.NO_MASS,
                    malformed.code(),
                    "field",
                    field,
                    "read",
                    read,
                    "expected",
                    expected == null ? "> 0" : expected);
        }
        if (expected == null) {
            return new Rejection(Fault.WRONG_FORM, malformed.code(), "field", field, "read", read);
        }
        // the same but for the last character: only the check character is wrong
        boolean mistyped = expected.length() == read.length()
                && expected.regionMatches(0, read, 0, read.length() - 1)
                && malformed.code() != RuleCode.E_FORM_01;
        return new Rejection(
                mistyped ? Fault.MISTYPED : Fault.WRONG_FORM_EXPECTED,
                malformed.code(),
                "field",
                field,
                "read",
                read,
                "expected",
                expected);
    }

    Fault fault() {
        return fault;
    }

    @Nullable
    RuleCode code() {
        return code;
    }

    Map<String, Object> numbers() {
        return numbers;
    }

    String sentence(Locale locale) {
        return fault.sentence(locale, numbers);
    }

    /** For a log: what went wrong and where, never what was sent, which may be about a person. */
    @Override
    public String getMessage() {
        Object field = numbers.get("field");
        return field == null ? fault.toString() : fault + " " + field;
    }

    /** What was read as it may be shown: short, and nothing in it that is no text. */
    static String shown(String read) {
        String text = NOT_SHOWN.matcher(read).replaceAll("\uFFFD");
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
