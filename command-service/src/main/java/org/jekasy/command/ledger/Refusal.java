package org.jekasy.command.ledger;

import java.util.Locale;
import java.util.Map;
import org.jekasy.language.RuleCode;

/** What can not be recorded: the reason and its numbers. Nothing was recorded and nothing is lost. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Map<String, Object> numbers;

    /** Numbers are names and values in turn; the names are the words in braces of the reason's sentence. */
    public Refusal(Reason reason, Object... namesAndValues) {
        super(null, null, false, false);
        this.reason = reason;
        this.numbers = Numbers.of(namesAndValues);
    }

    public Reason reason() {
        return reason;
    }

    public RuleCode code() {
        return reason.code();
    }

    public Map<String, Object> numbers() {
        return numbers;
    }

    public String sentence(Locale locale) {
        return reason.sentence(locale, numbers);
    }

    @Override
    public String getMessage() {
        return reason.code().wire() + " " + sentence(Locale.FRENCH);
    }
}
