package org.jekasy.query.identity;

import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** So many calls a minute of each who is signed in, whatever the token and the address; more are not answered, so that nobody crowds the others out. */
final class Pace extends OncePerRequestFilter {
    private static final int REMEMBERED = 10_000;

    private final Map<String, Bucket> callers = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    });
    private final long perMinute;
    private final HandlerExceptionResolver answers;

    Pace(long perMinute, HandlerExceptionResolver answers) {
        this.perMinute = perMinute;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getUserPrincipal() instanceof ReaderToken token
                && !callers.computeIfAbsent(token.reader().subject(), fresh -> bucket())
                        .tryConsume(1)) {
            answers.resolveException(request, response, null, new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS));
            return;
        }
        chain.doFilter(request, response);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }
}
