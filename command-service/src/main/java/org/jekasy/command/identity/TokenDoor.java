package org.jekasy.command.identity;

import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.web.filter.OncePerRequestFilter;

/** Before the token endpoint: who got no token has a line in the audit, and after twenty in a minute, for a client from an address, waits. */
final class TokenDoor extends OncePerRequestFilter {
    private static final long WRONG_A_MINUTE = 20;

    private final BasicAuthenticationConverter basic = new BasicAuthenticationConverter();
    // by both: whoever asks wrongly in another's name or beside him keeps nobody out
    private final Map<String, Bucket> wrong = Throttle.remembered();
    private final String path;
    private final Turnstile turnstile;

    TokenDoor(String path, Turnstile turnstile) {
        this.path = path;
        this.turnstile = turnstile;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().equals(path);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String client = client(request);
        Bucket left = Throttle.of(wrong, client + " " + request.getRemoteAddr(), WRONG_A_MINUTE);
        if (left.getAvailableTokens() == 0) {
            turnstile.tooOften(request, response);
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
            left.tryConsume(1);
            turnstile.noToken(request, client);
        }
    }

    private String client(HttpServletRequest request) {
        try {
            Authentication named = basic.convert(request);
            if (named != null) {
                return named.getName();
            }
        } catch (AuthenticationException unreadable) {
            // the endpoint says so
        }
        return Objects.requireNonNullElse(request.getParameter("client_id"), "");
    }
}
