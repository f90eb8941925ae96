package org.jekasy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jekasy.command.journal.JournalProperties;
import org.jekasy.command.journal.TestDatabase;
import org.jekasy.command.relay.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two command services that start at the same moment on an empty database, as a machine that comes back starts them: each a process of its own. */
class TwoAtOnceIT {
    private static final int IMPORTERS = 3;

    @Test
    void bothStartAndTogetherRecordEachEntryOnce(@TempDir Path folder) throws Exception {
        TestDatabase database = TestDatabase.empty();
        List<Process> services = new ArrayList<>();
        try (TestBroker broker = new TestBroker(folder);
                HttpClient client = HttpClient.newHttpClient()) {
            List<Integer> ports = List.of(freePort(), freePort());
            for (int port : ports) {
                services.add(start(database, broker.address(), port, folder.resolve(port + ".log")));
            }
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            for (int n = 0; n < IMPORTERS; n++) {
                for (int port : ports) {
                    HttpRequest request = importer(port, n, now);
                    // until it has started and the relay that leads has compared the journal with its copy
                    await().atMost(Duration.ofSeconds(60))
                            .ignoreExceptionsInstanceOf(IOException.class)
                            .untilAsserted(() -> {
                                HttpResponse<String> answer =
                                        client.send(request, HttpResponse.BodyHandlers.ofString());
                                assertThat(answer.statusCode())
                                        .as(answer.body())
                                        .isIn(200, 201);
                            });
                }
            }
            assertThat(services).allMatch(Process::isAlive);
            assertThat(database.number("select count(*) from journal")).isEqualTo(IMPORTERS);
            assertThat(database.number("select max(position) from journal")).isEqualTo(IMPORTERS);
        } finally {
            for (Process service : services) {
                service.destroyForcibly().waitFor();
            }
        }
    }

    private static HttpRequest importer(int port, int n, Instant now) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/organisations"))
                .header("Content-Type", "application/json")
                .header("Jekasy-Actor", "IMP-MRS-0" + n + "/op1/dev1")
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"eventId":"0198a000-0000-7000-8000-0000000000a%d","organisation":"IMP-MRS-0%d","kind":"IMPORTER",
                         "country":"FR","name":"Importateur de Marseille","occurredAt":"%s"}""".formatted(n, n, now)))
                .build();
    }

    private static Process start(TestDatabase database, String broker, int port, Path log) throws IOException {
        JournalProperties journal = database.properties();
        Files.createFile(log);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommandService.class.getName(),
                        "--server.port=" + port,
                        "--management.server.port=0",
                        "--journal.url=" + journal.url(),
                        "--journal.user=" + journal.user(),
                        "--journal.password=any",
                        "--journal.owner-user=" + journal.ownerUser(),
                        "--journal.owner-password=any",
                        "--relay.seal-key=" + TestBroker.SEAL_KEY,
                        "--relay.bootstrap-servers=" + broker)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Below those a machine hands out by itself: one of these could be somebody's connection by the time the service opens it. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 20_000);
            try (ServerSocket free = new ServerSocket(port)) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // another, then
            }
        }
    }
}
