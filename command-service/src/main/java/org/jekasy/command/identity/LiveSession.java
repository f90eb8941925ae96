package org.jekasy.command.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session that its member ended elsewhere, that an administrator blocked, or that is twelve hours old. */
final class LiveSession extends OncePerRequestFilter {
    private static final String SINCE = LiveSession.class.getName() + ".since";
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Members members;
    private final Clock clock;

    LiveSession(Members members, Clock clock) {
        this.members = members;
        this.clock = clock;
    }

    static void begins(HttpServletRequest request, Instant now) {
        request.getSession().setAttribute(SINCE, now);
    }

    /** Whether this session signed in within the last ten minutes, as what changes how somebody signs in asks for. */
    static boolean isFresh(HttpServletRequest request, Instant now) {
        return freshFor(request, now).isPositive();
    }

    /** What is left of these ten minutes; nothing, or less, when they are over. */
    static Duration freshFor(HttpServletRequest request, Instant now) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(SINCE) instanceof Instant since
                ? Duration.between(now, since.plus(FRESH))
                : Duration.ZERO;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(SINCE) instanceof Instant since) {
            Instant now = clock.instant();
            Authentication who = SecurityContextHolder.getContext().getAuthentication();
            boolean lives = now.isBefore(since.plus(LONGEST))
                    && who != null
                    && members.find(who.getName())
                            .filter(member -> member.admits(since, now))
                            .isPresent();
            if (!lives) {
                session.invalidate();
                SecurityContextHolder.clearContext();
            }
        }
        chain.doFilter(request, response);
    }
}
