package org.jekasy.query.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The address that a proof of a key (RFC 9449) has to be made for: under the configured origin, whatever name the caller called us by ({@code Host}). Behind
 * this filter a request with a proof reads as if it had come there, so that the {@code htu} of the proof is compared with that.
 */
final class ProvenAddress extends OncePerRequestFilter {
    private final Supplier<String> origin;

    private ProvenAddress(Supplier<String> origin) {
        this.origin = origin;
    }

    /** Under {@code identity.origin}, else this machine and the port the service listens on. */
    static ProvenAddress of(@Nullable URI said, Environment settings) {
        if (said == null) {
            String here = (Transport.isTls(settings) ? "https" : "http") + "://127.0.0.1:";
            // with server.port=0 it is known once the service listens
            return new ProvenAddress(() -> here + settings.getProperty("local.server.port"));
        }
        String origin = origin(said);
        return new ProvenAddress(() -> origin);
    }

    // without path, and without the port that goes without saying
    private static String origin(URI address) {
        if (address.getScheme() == null || address.getHost() == null) {
            throw new IllegalStateException(
                    "identity.origin=" + address
                            + " n’est pas une adresse comme https://lots.example.ml / is not an address such as https://lots.example.ml");
        }
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int port = address.getPort();
        boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + port);
    }

    /** Whether the caller comes with a proof, or would have to. */
    static boolean isAsked(HttpServletRequest request) {
        return request.getHeader("DPoP") != null
                || Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), "")
                        .regionMatches(true, 0, "DPoP ", 0, 5);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isAsked(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public StringBuffer getRequestURL() {
                        return new StringBuffer(origin.get()).append(getRequestURI());
                    }
                },
                response);
    }
}
