package org.jekasy.command.identity;

import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import org.springframework.web.filter.OncePerRequestFilter;

/** So many calls a minute of each who is signed in, whatever the token and the address; more are not taken, so that nobody crowds the others out. */
final class Pace extends OncePerRequestFilter {
    private final Map<String, Bucket> callers = Throttle.remembered();
    private final long perMinute;
    private final Turnstile turnstile;

    Pace(long perMinute, Turnstile turnstile) {
        this.perMinute = perMinute;
        this.turnstile = turnstile;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Principal caller = request.getUserPrincipal();
        if (caller != null && !Throttle.of(callers, caller.getName(), perMinute).tryConsume(1)) {
            turnstile.tooManyCalls(request, response);
            return;
        }
        chain.doFilter(request, response);
    }
}
