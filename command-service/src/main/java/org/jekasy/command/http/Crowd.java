package org.jekasy.command.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jekasy.language.wire.EventJson;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in no more than can be served: the rest stands in a short line, and whom even that does not hold is told at once to come later. So a crowd makes
 * nobody wait for long, and memory does not grow with it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties(CrowdProperties.class)
final class Crowd extends OncePerRequestFilter {
    private static final String RETRY_SECONDS = "2";

    private final Semaphore inside;
    private final Semaphore line;
    private final CrowdProperties crowd;

    Crowd(CrowdProperties crowd) {
        this.crowd = crowd;
        this.inside = new Semaphore(crowd.atOnce(), true);
        this.line = new Semaphore(crowd.inLine());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!comesIn()) {
            sendAway(request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            inside.release();
        }
    }

    private boolean comesIn() {
        if (inside.tryAcquire()) {
            return true;
        }
        if (!line.tryAcquire()) {
            return false;
        }
        try {
            return inside.tryAcquire(crowd.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            line.release();
        }
    }

    private static void sendAway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Locale locale = Language.of(request);
        Problem problem = Problem.of(new Rejection(Fault.CROWDED), locale, request.getRequestURI());
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage());
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        // what it sent is not read: the connection ends with this answer
        response.setHeader(HttpHeaders.CONNECTION, "close");
        response.getOutputStream().write(EventJson.mapper().writeValueAsBytes(problem));
    }
}
