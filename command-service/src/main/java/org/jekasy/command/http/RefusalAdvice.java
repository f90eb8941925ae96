package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Objects;
import org.jekasy.command.ledger.LedgerBehind;
import org.jekasy.command.ledger.LedgerFull;
import org.jekasy.command.ledger.LedgerUnavailable;
import org.jekasy.command.ledger.Refusal;
import org.jekasy.language.Malformed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Says every failure as a {@link Problem}, in French or English. What a client sent is never answered with a 500. */
@RestControllerAdvice
class RefusalAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalAdvice.class);
    private static final String RETRY_SECONDS = "5";
    private static final String RETRY_A_MINUTE_LATER = "60";

    private final DoorMeters meters;

    RefusalAdvice(DoorMeters meters) {
        this.meters = meters;
    }

    @ExceptionHandler
    ResponseEntity<Object> rejected(Rejection rejection, HttpServletRequest sent) {
        HttpHeaders headers = new HttpHeaders();
        if (rejection.fault().status() == 401) {
            headers.set(
                    HttpHeaders.WWW_AUTHENTICATE,
                    switch (rejection.fault()) {
                        case NOT_SIGNED_IN -> "Bearer";
                        case TOO_WEAK -> "Bearer error=\"insufficient_user_authentication\"";
                        case NO_PROOF -> "DPoP error=\"invalid_dpop_proof\", algs=\"ES256\"";
                        default -> Actors.HEADER;
                    });
        }
        return problem(rejection, sent, headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal, HttpServletRequest sent) {
        Locale locale = Language.of(sent);
        return Answer.problem(Problem.of(refusal, locale, sent.getRequestURI()), locale, HttpHeaders.EMPTY);
    }

    // a value that only became impossible in a rule: the sum of two weights, the season of a day
    @ExceptionHandler
    ResponseEntity<Object> malformed(Malformed malformed, HttpServletRequest sent) {
        return problem(Rejection.of(malformed, malformed.kind()), sent, HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<Object> unavailable(LedgerUnavailable unavailable, HttpServletRequest sent) {
        LOG.warn("{} {}: {}", sent.getMethod(), sent.getRequestURI(), unavailable.getMessage());
        Rejection rejection = switch (unavailable) {
            case LedgerBehind behind -> behind(behind);
            case LedgerFull full -> new Rejection(Fault.NO_ROOM);
            case LedgerUnavailable away -> new Rejection(Fault.UNAVAILABLE);
        };
        return problem(rejection, sent, HttpHeaders.EMPTY);
    }

    private static Rejection behind(LedgerBehind behind) {
        long journal = behind.journal();
        long topic = behind.topic();
        return topic == 0
                ? new Rejection(Fault.JOURNAL_NOT_COMPARED, "journal", journal)
                : new Rejection(
                        Fault.JOURNAL_BEHIND,
                        "journal",
                        journal,
                        "topic",
                        topic,
                        "first",
                        journal + 1,
                        "missing",
                        topic - journal);
    }

    @ExceptionHandler
    ResponseEntity<Object> brokenParts(MultipartException broken, HttpServletRequest sent) {
        return problem(new Rejection(Fault.BAD_REQUEST), sent, HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<Object> broken(Exception broken, HttpServletRequest sent) {
        LOG.error("{} {} failed", sent.getMethod(), sent.getRequestURI(), broken);
        return problem(new Rejection(Fault.BROKEN), sent, HttpHeaders.EMPTY);
    }

    // what Spring itself turns away: no such address, wrong method, wrong media type …
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpServletRequest sent = ((ServletWebRequest) request).getRequest();
        Fault fault = Fault.of(status.value());
        if (fault == Fault.BROKEN) {
            return broken(failure, sent);
        }
        Rejection rejection = switch (failure) {
            case HttpRequestMethodNotSupportedException wrong ->
                new Rejection(
                        fault,
                        "method",
                        wrong.getMethod(),
                        "allowed",
                        String.join(", ", Objects.requireNonNullElse(wrong.getSupportedMethods(), new String[0])));
            case Exception other ->
                fault == Fault.TOO_LARGE ? new Rejection(fault, "most", Requests.MOST_BYTES) : new Rejection(fault);
        };
        return problem(rejection, sent, headers);
    }

    private ResponseEntity<Object> problem(Rejection rejection, HttpServletRequest sent, HttpHeaders headers) {
        meters.rejected(rejection);
        Locale locale = Language.of(sent);
        HttpHeaders all = new HttpHeaders();
        all.putAll(headers);
        if (rejection.fault().status() == 503 || rejection.fault() == Fault.NO_ROOM) {
            all.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        if (rejection.fault().status() == 429) {
            all.set(HttpHeaders.RETRY_AFTER, RETRY_A_MINUTE_LATER);
        }
        return Answer.problem(Problem.of(rejection, locale, sent.getRequestURI()), locale, all);
    }
}
