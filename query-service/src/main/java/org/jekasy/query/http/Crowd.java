package org.jekasy.query.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Lets in as many readers as can be served; a few more stand in line for a moment, the rest are told at once to come later. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties(CrowdProperties.class)
final class Crowd extends OncePerRequestFilter {
    private final Semaphore served;
    private final Semaphore line;
    private final long patienceMillis;
    private final JsonMapper json;

    Crowd(CrowdProperties crowd, JsonMapper pageMapper) {
        this.served = new Semaphore(crowd.atOnce(), true);
        this.line = new Semaphore(crowd.inLine());
        this.patienceMillis = crowd.patience().toMillis();
        this.json = pageMapper;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (served.tryAcquire() || waits()) {
            try {
                chain.doFilter(request, response);
            } finally {
                served.release();
            }
        } else {
            sendAway(request.getHeader("Accept-Language"), response);
        }
    }

    private boolean waits() {
        if (!line.tryAcquire()) {
            return false;
        }
        try {
            return served.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            line.release();
        }
    }

    private void sendAway(@Nullable String wanted, HttpServletResponse response) throws IOException {
        boolean english =
                wanted != null && wanted.strip().toLowerCase(Locale.ROOT).startsWith("en");
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                english
                        ? "Too many readers at this moment. Nothing is lost: ask again in some seconds."
                        : "Trop de lecteurs en ce moment. Rien n'est perdu : redemandez dans quelques secondes.");
        problem.setTitle(english ? "Too many readers" : "Trop de monde");
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, english ? "en" : "fr");
        response.setHeader(HttpHeaders.RETRY_AFTER, "2");
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
