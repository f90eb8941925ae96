package org.jekasy.command.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Verifies the signature of a token once a minute instead of at every call: the same letters have the same signature. A token is never believed past its
 * end, nor longer than that minute after its key was withdrawn; whose it is and whether it was ended is asked each time ({@link Believed}).
 */
final class KnownTokens implements JwtDecoder {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST = 4_096;

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Jwt token, Instant until) {}

    KnownTokens(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        Instant now = clock.instant();
        Known before = known.get(token);
        if (before != null && now.isBefore(before.until)) {
            return before.token;
        }
        known.remove(token);
        Jwt decoded = decoder.decode(token);
        if (known.size() >= MOST) {
            known.clear();
        }
        Instant end = decoded.getExpiresAt();
        Instant until = now.plus(LONGEST);
        known.put(token, new Known(decoded, end != null && end.isBefore(until) ? end : until));
        return decoded;
    }
}
