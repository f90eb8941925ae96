package org.jekasy.command.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jekasy.command.ledger.Reason;
import org.jekasy.command.ledger.Refusal;
import org.jekasy.command.ledger.Warning;
import org.jekasy.language.Delta;
import org.jekasy.language.Grams;
import org.jekasy.language.RuleCode;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Why something was not recorded (RFC 9457): the rule's code, its numbers (masses in grams, their names end in G), and one sentence to act on, in the
 * reader's language. {@code confirmable}: sent again with a reason for each of its warnings, it is recorded.
 */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @Nullable RuleCode code,
        Map<String, Object> numbers,
        boolean confirmable,
        @Nullable List<Doubt> warnings) {

    /** The media type of a problem. */
    static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "https://jekasy.org/problems/";

    /** Something improbable: a reason for this code makes it a flag. */
    record Doubt(RuleCode code, String detail, Map<String, Object> numbers) {}

    static Problem of(Rejection rejection, Locale locale, String instance) {
        RuleCode code = rejection.code();
        int status = rejection.fault().status();
        return new Problem(
                code == null ? rejection.fault().type(TYPES) : TYPES + code.wire(),
                code == null ? HttpStatus.valueOf(status).getReasonPhrase() : Title.of(code, locale),
                status,
                rejection.sentence(locale),
                instance,
                code,
                rejection.numbers(),
                false,
                null);
    }

    static Problem of(Refusal refusal, Locale locale, String instance) {
        return of(refusal.reason(), refusal.sentence(locale), refusal.numbers(), locale, instance);
    }

    private static Problem of(
            Reason reason, String sentence, Map<String, Object> numbers, Locale locale, String instance) {
        RuleCode code = reason.code();
        int status = 422;
        if (code == RuleCode.E_CUST_01 || (code == RuleCode.E_AUTH_01 && !reason.isConflict())) {
            status = 403;
        } else if (reason.isConflict()) {
            status = 409;
        }
        return new Problem(
                TYPES + code.wire(),
                Title.of(code, locale),
                status,
                sentence,
                instance,
                code,
                withUnits(numbers),
                false,
                null);
    }

    static Problem of(List<Warning> warnings, Locale locale, String instance) {
        Warning first = warnings.getFirst();
        return new Problem(
                TYPES + first.code().wire(),
                Title.of(first.code(), locale),
                422,
                warnings.stream().map(warning -> warning.sentence(locale)).collect(Collectors.joining(" ")),
                instance,
                first.code(),
                withUnits(first.numbers()),
                true,
                warnings.stream()
                        .map(warning ->
                                new Doubt(warning.code(), warning.sentence(locale), withUnits(warning.numbers())))
                        .toList());
    }

    // a mass says its unit where it is written
    private static Map<String, Object> withUnits(Map<String, Object> numbers) {
        Map<String, Object> written = new LinkedHashMap<>();
        numbers.forEach((name, value) -> written.put(isMass(value) ? name + "G" : name, value));
        return written;
    }

    private static boolean isMass(Object value) {
        return value instanceof Weight || value instanceof Grams || value instanceof Delta;
    }
}
