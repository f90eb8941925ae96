package org.jekasy.command.ledger;

import java.util.Locale;
import java.util.Map;
import org.jekasy.language.RuleCode;

/** Something improbable that a person can confirm. */
public record Warning(Reason reason, Map<String, Object> numbers) {
    public RuleCode code() {
        return reason.code();
    }

    public String sentence(Locale locale) {
        return reason.sentence(locale, numbers);
    }
}
