package org.jekasy.command.http;

import java.net.URI;
import java.util.Locale;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Receipt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What a request is told: an HTTP status with the receipt, the problem, or where it is kept aside. In a batch it says which request it is for. */
record Answer(
        @Nullable String eventId,
        int status,
        @Nullable Receipt receipt,
        @Nullable Problem problem,
        @Nullable Kept kept) {

    static Answer of(Outcome outcome, String eventId, Locale locale, String instance) {
        return switch (outcome) {
            case Outcome.Recorded recorded ->
                new Answer(eventId, recorded.repeated() ? 200 : 201, recorded.receipt(), null, null);
            case Outcome.Awaiting awaiting -> new Answer(eventId, 202, awaiting.receipt(), null, null);
            case Outcome.Refused refused -> of(Problem.of(refused.refusal(), locale, instance), eventId);
            case Outcome.Unconfirmed unconfirmed -> of(Problem.of(unconfirmed.warnings(), locale, instance), eventId);
            case Outcome.LeftOut leftOut -> of(new Rejection(Fault.LEFT_OUT), eventId, locale, instance);
        };
    }

    static Answer of(Rejection rejection, @Nullable String eventId, Locale locale, String instance) {
        return of(Problem.of(rejection, locale, instance), eventId);
    }

    private static Answer of(Problem problem, @Nullable String eventId) {
        return new Answer(eventId, problem.status(), null, problem, null);
    }

    static Answer of(PhoneGate.Aside aside, @Nullable String eventId, Locale locale) {
        return new Answer(eventId, 202, null, null, Kept.of(aside, locale));
    }

    /** Whether it is in the ledger now, be it waiting for a second person. */
    boolean isRecorded() {
        return receipt != null;
    }

    /** As the whole answer to one request. */
    ResponseEntity<?> alone(Locale locale) {
        if (problem != null) {
            return problem(problem, locale, HttpHeaders.EMPTY);
        }
        if (kept != null) {
            return ResponseEntity.accepted()
                    .contentType(MediaType.APPLICATION_JSON)
                    .header(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage())
                    .body(kept);
        }
        return ResponseEntity.status(status)
                .location(URI.create("/entries/"
                        + (receipt == null ? eventId : receipt.eventId().text())))
                .contentType(MediaType.APPLICATION_JSON)
                .body(receipt);
    }

    /** A problem as the whole answer. */
    static ResponseEntity<Object> problem(Problem problem, Locale locale, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage())
                .body(problem);
    }
}
