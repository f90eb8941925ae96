package org.jekasy.label.http;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Says every refusal as RFC 9457 problem with its code, or, to a browser that wants to show it, on the start page. */
@RestControllerAdvice
class RefusalAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalAdvice.class);

    private final StartPage page;
    private final LabelMeters meters;

    RefusalAdvice(StartPage page, LabelMeters meters) {
        this.page = page;
        this.meters = meters;
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal, WebRequest request) {
        switch (refusal.reason()) {
            case LOTS_AWAY, LOTS_UNREADABLE -> LOG.warn(refusal.getMessage());
            case QR_UNREADABLE -> LOG.error(refusal.getMessage(), refusal);
            default -> LOG.debug(refusal.getMessage());
        }
        return said(refusal, HttpStatusCode.valueOf(refusal.reason().status()), new HttpHeaders(), request);
    }

    /** What Spring refuses by itself: an unknown address, a method, a content type, a parameter. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return refusedByServer(status, headers, request);
    }

    ResponseEntity<Object> refusedByServer(HttpStatusCode status, WebRequest request) {
        return refusedByServer(status, new HttpHeaders(), request);
    }

    private ResponseEntity<Object> refusedByServer(HttpStatusCode status, HttpHeaders headers, WebRequest request) {
        String detail = "HTTP " + status.value() + ", " + path(request);
        return said(
                new Refusal(Reason.REQUEST_REFUSED, Map.of("detail", detail, "status", status.value())),
                status,
                headers,
                request);
    }

    /** More parameters than Tomcat counts, a form that is too large: it finds out when the first one is read. */
    @ExceptionHandler
    ResponseEntity<Object> unreadable(InvalidParameterException e, WebRequest request) {
        return refusedByServer(HttpStatusCode.valueOf(e.getErrorCode()), request);
    }

    /** Our own fault, or somebody who hung up while we wrote: then there is nobody to tell. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unforeseen(Exception e, WebRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            LOG.debug("the answer could not be sent", e);
            return null;
        }
        LOG.error("{}", path(request), e);
        response.reset();
        return said(new Refusal(Reason.FAULT, Map.of()), HttpStatusCode.valueOf(500), new HttpHeaders(), request);
    }

    private ResponseEntity<Object> said(
            Refusal refusal, HttpStatusCode status, HttpHeaders headers, WebRequest request) {
        meters.refused(refusal.reason());
        Locale reader = LocaleContextHolder.getLocale();
        String sentence = refusal.sentence(reader);
        if (wantsPage(request)) {
            ResponseEntity<String> shown = page.refused(status, sentence, request, reader);
            return new ResponseEntity<>(shown.getBody(), shown.getHeaders(), status);
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setProperty("code", refusal.reason().name());
        problem.setProperty("numbers", refusal.numbers());
        problem.setProperty("confirmable", false);
        return ResponseEntity.status(status)
                .headers(headers)
                .header(HttpHeaders.CONTENT_LANGUAGE, reader.getLanguage())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static boolean wantsPage(WebRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    private static String path(WebRequest request) {
        return request instanceof ServletWebRequest web
                ? Refusal.shown(
                        web.getRequest().getMethod() + " " + web.getRequest().getRequestURI())
                : "";
    }
}
