package org.jekasy.trials.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jekasy.language.wire.EventJson;

/**
 * For controls only: a door that answers « recorded » as soon as it has the command, and hands it on afterwards, caring for no error. It stands before
 * a real command service as a service would be that answers before its commit.
 */
final class EarlyAnswer implements AutoCloseable {
    private final HttpServer door;
    private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService handingOn = Executors.newFixedThreadPool(4);
    private final Doors doors;
    private final URI service;
    private final AtomicLong position;

    private EarlyAnswer(HttpServer door, URI service, long head, Doors doors) {
        this.door = door;
        this.service = service;
        this.position = new AtomicLong(head);
        this.doors = doors;
    }

    static EarlyAnswer before(URI service, long head) throws IOException {
        HttpServer door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        EarlyAnswer early = new EarlyAnswer(door, service, head, new Doors(java.time.Duration.ofSeconds(20)));
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
            handingOn.execute(() -> handOn(command));
            byte[] answer =
                    "{\"position\":%d}".formatted(position.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
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
        }
    }

    @Override
    public void close() {
        door.stop(0);
        handingOn.shutdownNow();
        answering.shutdownNow();
        doors.close();
    }
}
