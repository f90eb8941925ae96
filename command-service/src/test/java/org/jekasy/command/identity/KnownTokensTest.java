package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class KnownTokensTest {
    private static final Instant NOON = Instant.parse("2026-05-11T12:00:00Z");

    private Instant now = NOON;
    private int verified;
    private boolean keyIsThere = true;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private final KnownTokens tokens = new KnownTokens(this::verify, clock);

    private Jwt verify(String token) {
        verified++;
        Instant end = NOON.plus(token.equals("short") ? Duration.ofSeconds(20) : Duration.ofMinutes(15));
        if (!keyIsThere || !now.isBefore(end)) {
            throw new BadJwtException(token);
        }
        return Jwt.withTokenValue(token)
                .header("alg", "ES256")
                .subject(token)
                .expiresAt(end)
                .build();
    }

    @Test
    void theSameTokenIsVerifiedOnceAMinuteAndEachTokenForItself() {
        for (int second = 0; second < 60; second++) {
            now = NOON.plusSeconds(second);
            assertThat(tokens.decode("one").getSubject()).isEqualTo("one");
        }
        assertThat(tokens.decode("two").getSubject()).isEqualTo("two");
        assertThat(verified).isEqualTo(2);

        now = NOON.plusSeconds(60);
        tokens.decode("one");
        assertThat(verified).isEqualTo(3);
    }

    @Test
    void aTokenIsNotBelievedPastItsEnd() {
        tokens.decode("short");
        now = NOON.plusSeconds(20);
        assertThatThrownBy(() -> tokens.decode("short")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void aKeyThatWasWithdrawnIsBelievedAMinuteLongerAtMost() {
        tokens.decode("one");
        keyIsThere = false;
        now = NOON.plusSeconds(59);
        tokens.decode("one");
        now = NOON.plusSeconds(60);
        assertThatThrownBy(() -> tokens.decode("one")).isInstanceOf(BadJwtException.class);
    }
}
