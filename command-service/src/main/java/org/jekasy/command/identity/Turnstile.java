package org.jekasy.command.identity;

import io.github.bucket4j.Bucket;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jekasy.command.http.Doorkeeper;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers whoever is not let in, in the form of every other problem, and keeps a line of it. */
final class Turnstile implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final long LINES_A_MINUTE = 60;

    private final Bucket lines = Bucket.builder()
            .addLimit(limit -> limit.capacity(LINES_A_MINUTE).refillGreedy(LINES_A_MINUTE, Duration.ofMinutes(1)))
            .build();
    private final HandlerExceptionResolver answers;
    private final Audit audit;

    Turnstile(HandlerExceptionResolver answers, Audit audit) {
        this.answers = answers;
        this.audit = audit;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why) {
        switch (why) {
            case Believed.NotAMember _ -> {
                keep(Audit.What.TOKEN_REFUSED, request, "not a member");
                answer(request, response, Doorkeeper.notAMember());
            }
            case Believed.TooWeak _ -> {
                keep(Audit.What.TOKEN_REFUSED, request, "signed in too weakly");
                answer(request, response, Doorkeeper.tooWeak());
            }
            case Believed.Unavailable _ -> answer(request, response, Doorkeeper.unavailable());
            case OAuth2AuthenticationException bound
            when isAboutTheProof(request, bound) -> {
                keep(Audit.What.TOKEN_REFUSED, request, "no good proof of its key");
                answer(
                        request,
                        response,
                        Doorkeeper.noProof(request.getRequestURL().toString()));
            }
            case AuthenticationException _ -> {
                // a call without any token is no attempt worth a line
                if (request.getHeader("Authorization") != null) {
                    keep(Audit.What.TOKEN_REFUSED, request, why instanceof Believed.Ended ? "ended" : "not valid");
                }
                answer(request, response, Doorkeeper.notSignedIn());
            }
        }
    }

    // the header DPoP is bad, doubled or missing
    private static boolean isAboutTheProof(HttpServletRequest request, OAuth2AuthenticationException why) {
        String error = why.getError().getErrorCode();
        return error.equals(OAuth2ErrorCodes.INVALID_DPOP_PROOF)
                || (error.equals(OAuth2ErrorCodes.INVALID_REQUEST)
                        && String.valueOf(request.getHeader("Authorization")).startsWith("DPoP"));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) {
        if (denied instanceof CsrfException) {
            answer(request, response, Doorkeeper.stalePage());
            return;
        }
        keep(Audit.What.NOT_ALLOWED, request, request.getMethod() + " " + request.getRequestURI());
        boolean over = request.getUserPrincipal() instanceof Caller caller
                && caller.member().kind() == Member.Kind.PHONE;
        answer(request, response, over ? Doorkeeper.notAMember() : Doorkeeper.notAllowed());
    }

    /** No token was made for whoever says to be this client. */
    void noToken(HttpServletRequest request, String client) {
        keep(Audit.What.TOKEN_REFUSED, request, "not made for " + client);
    }

    void tooManyCalls(HttpServletRequest request, HttpServletResponse response) {
        answer(request, response, Doorkeeper.tooManyCalls());
    }

    void tooOften(HttpServletRequest request, HttpServletResponse response) {
        answer(request, response, Doorkeeper.tooOften());
    }

    private void keep(Audit.What what, HttpServletRequest request, String detail) {
        // a flood of bad tokens must not become a flood of rows
        if (!lines.tryConsume(1)) {
            return;
        }
        Member member = request.getUserPrincipal() instanceof Caller caller ? caller.member() : null;
        try {
            audit.add(what, member, request.getRemoteAddr(), detail.substring(0, Math.min(200, detail.length())));
        } catch (DataAccessException away) {
            // turned away all the same
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, RuntimeException why) {
        if (answers.resolveException(request, response, (@Nullable Object) null, why) == null) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
