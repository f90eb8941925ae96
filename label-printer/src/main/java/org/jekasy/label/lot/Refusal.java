package org.jekasy.label.lot;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** No label: the reason and the numbers of the case. Nothing was printed. */
public final class Refusal extends RuntimeException {
    private static final int LONGEST_SHOWN = 40;

    private final Reason reason;
    private final transient Map<String, Object> numbers;

    public Refusal(Reason reason, Map<String, Object> numbers) {
        super(reason + ": " + reason.sentence(Locale.FRENCH, numbers));
        this.reason = reason;
        this.numbers = Map.copyOf(numbers);
    }

    public Refusal(Reason reason, Map<String, Object> numbers, Throwable cause) {
        this(reason, numbers);
        initCause(cause);
    }

    /** {@code VALUE_REFUSED}: what was given for the field of this name, and in both languages what is taken. */
    public static Refusal value(String name, Object value, String french, String english) {
        return new Refusal(
                Reason.VALUE_REFUSED,
                Map.of("name", name, "value", value, "allowed", new Reason.Said(french, english)));
    }

    public Reason reason() {
        return reason;
    }

    /** The numbers of the case, by name, as a machine may want them. */
    public Map<String, Object> numbers() {
        return numbers.entrySet().stream()
                .filter(number -> !(number.getValue() instanceof Reason.Said))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The sentence to act on, in the reader's language: French or English. */
    public String sentence(Locale reader) {
        return reason.sentence(reader, numbers);
    }

    /** What somebody sent us, fit to be said back: one line, no control characters, 40 characters at most. */
    public static String shown(String sent) {
        String line = sent.replaceAll("\\p{C}", "·").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_SHOWN)) + "…";
    }
}
