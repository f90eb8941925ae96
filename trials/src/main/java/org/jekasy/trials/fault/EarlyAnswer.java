package org.jekasy.trials.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jekasy.language.wire.EventJson;

/**
 * For controls only: a door that answers « recorded » as soon as it has the command, and hands it on afterwards, caring for no error. It stands before
 * a real command service as a service would be that answers before its commit. It knows no position, and answers 0.
 */
final class EarlyAnswer implements AutoCloseable {
    private final HttpServer door;
    private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService handingOn = Executors.newFixedThreadPool(4);
    private final AtomicInteger waiting = new AtomicInteger();
    private final Doors doors;
    private final URI service;

    private EarlyAnswer(HttpServer door, URI service, Doors doors) {
        this.door = door;
        this.service = service;
        this.doors = doors;
    }

    static EarlyAnswer before(URI service) throws IOException {
        HttpServer door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        EarlyAnswer early = new EarlyAnswer(door, service, new Doors(Duration.ofSeconds(20)));
        door.createContext("/", early::take);
        door.setExecutor(early.answering);
        door.start();
        return early;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getAddress().getPort());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            UUID eventId = UUID.fromString(
                    EventJson.mapper().readTree(body).path("eventId").stringValue());
            Cooperative.Command command =
                    new Cooperative.Command(exchange.getRequestURI().getPath(), eventId, body);
            waiting.incrementAndGet();
            handingOn.execute(() -> handOn(command));
            byte[] answer = "{\"position\":0}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private void handOn(Cooperative.Command command) {
        try {
            doors.send(service, command);
        } catch (IOException swallowed) {
            // this is what is wrong with it
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** Waits until everything was handed on, whatever became of it: what is missing then was swallowed. */
    void handsOnEverything() throws InterruptedException {
        Await.until(Duration.ofMinutes(3), "everything is handed on", () -> waiting.get() == 0);
    }

    @Override
    public void close() {
        door.stop(0);
        handingOn.shutdownNow();
        answering.shutdownNow();
        doors.close();
    }
}
