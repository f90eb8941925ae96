package org.jekasy.query.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** So many calls a minute of each who is signed in, whatever the token and the address; more are not answered, so that nobody crowds the others out. */
final class Pace extends OncePerRequestFilter {
    private final Allowance allowance;
    private final HandlerExceptionResolver answers;

    Pace(long perMinute, HandlerExceptionResolver answers) {
        this.allowance = new Allowance(perMinute, perMinute);
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getUserPrincipal() instanceof ReaderToken token
                && !allowance.takeOne(token.reader().subject())) {
            answers.resolveException(request, response, null, new TooOften());
            return;
        }
        chain.doFilter(request, response);
    }
}
