package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class LiveSessionTest {
    private static final Instant NOW = Instant.parse("2026-05-11T18:00:00Z");

    @Test
    void aSignInIsFreshForTenMinutes() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        assertThat(LiveSession.isFresh(request, NOW)).isFalse();
        LiveSession.begins(request, NOW);
        assertThat(LiveSession.isFresh(request, NOW.plus(Duration.ofMinutes(10).minusMillis(1))))
                .isTrue();
        assertThat(LiveSession.isFresh(request, NOW.plus(Duration.ofMinutes(10))))
                .isFalse();
    }
}
