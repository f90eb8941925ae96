package org.jekasy.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CrowdTest {
    private final CountDownLatch served = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final FilterChain room = (request, response) -> {
        inside.incrementAndGet();
        try {
            served.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    };

    @Test
    void whoFindsTheLineFullIsToldAtOnceToComeLaterAndWhoStandsInLineIsServed() throws Exception {
        Crowd crowd = new Crowd(new CrowdProperties(2, 1, Duration.ofMinutes(1)));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<MockHttpServletResponse>> patient = new ArrayList<>();
            for (int n = 0; n < 3; n++) {
                patient.add(callers.submit(() -> knock(crowd, "/harvests")));
            }
            await().untilAsserted(() -> assertThat(inside).hasValue(2));
            await().untilAsserted(() ->
                    assertThat(knock(crowd, "/harvests").getStatus()).isEqualTo(503));

            MockHttpServletResponse sentAway = knock(crowd, "/harvests");
            assertThat(sentAway.getStatus()).isEqualTo(503);
            assertThat(sentAway.getHeader("Retry-After")).isEqualTo("2");
            assertThat(sentAway.getContentType()).isEqualTo(Problem.MEDIA_TYPE);
            assertThat(sentAway.getContentAsString()).contains("Rien n’est perdu");

            served.countDown();
            for (Future<MockHttpServletResponse> each : patient) {
                assertThat(each.get().getStatus()).isEqualTo(200);
            }
        }
        assertThat(inside).hasValue(3);
    }

    @Test
    void whoStandsInLineTooLongIsSentAway() throws Exception {
        Crowd crowd = new Crowd(new CrowdProperties(1, 1, Duration.ofMillis(1)));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = callers.submit(() -> knock(crowd, "/harvests"));
            await().untilAsserted(() -> assertThat(inside).hasValue(1));
            assertThat(knock(crowd, "/harvests").getStatus()).isEqualTo(503);
            served.countDown();
            first.get();
        }
    }

    private MockHttpServletResponse knock(Crowd crowd, String path) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        crowd.doFilter(new MockHttpServletRequest("POST", path), response, room);
        return response;
    }
}
