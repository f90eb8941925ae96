package org.jekasy.label;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real HTTP server that tells a station what is ordered and hears what became of it, as command-service does, but offers an order for ever. */
public final class Desk implements AutoCloseable {
    private final HttpServer server;
    private final ConcurrentLinkedQueue<String> orders = new ConcurrentLinkedQueue<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final List<JsonNode> reports = new CopyOnWriteArrayList<>();
    private final List<JsonNode> issues = new CopyOnWriteArrayList<>();
    private final List<JsonNode> voids = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;

    public Desk() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/label-orders", exchange -> {
            asked.incrementAndGet();
            answer(exchange, 200, "{\"orders\":[" + String.join(",", orders) + "]}");
        });
        server.createContext("/label-order-reports", exchange -> hear(exchange, reports));
        server.createContext("/label-issues", exchange -> hear(exchange, issues));
        server.createContext("/label-voids", exchange -> hear(exchange, voids));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Orders labels of the harvest, from a station or (null) from any; answers the order's id. */
    public UUID order(@Nullable String template, int count, @Nullable String station) {
        UUID id = UUID.randomUUID();
        orders.add(
                "{\"order\":\"%s\",\"lot\":\"%s\",\"template\":%s,\"count\":%d,\"station\":%s,\"orderedAt\":\"2026-04-02T12:00:00Z\",\"orderedBy\":\"7\"}"
                        .formatted(id, Shelf.HARVEST, quoted(template), count, quoted(station)));
        return id;
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    /** Something that is no order. */
    public void nonsense() {
        orders.add("{\"order\":\"x\",\"lot\":7}");
    }

    /** What is said of this order is refused by this rule. */
    public void refuses(UUID order, int status, String code) {
        refusals.put(order.toString(), status + " " + code);
    }

    /** From now on, or no more, it answers 503. */
    public void away(boolean now) {
        away = now;
    }

    /** The states that were said of an order, in their order, each time it was said. */
    public List<String> said(UUID order) {
        return about(order).stream()
                .map(report -> report.path("state").asString())
                .toList();
    }

    public List<JsonNode> about(UUID order) {
        return reports.stream()
                .filter(report -> report.path("order").asString().equals(order.toString()))
                .toList();
    }

    /** How often it was asked what is ordered. */
    public int asked() {
        return asked.get();
    }

    /** The labels that came out. */
    public List<JsonNode> issues() {
        return issues;
    }

    /** The labels that are void. */
    public List<JsonNode> voids() {
        return voids;
    }

    private void hear(HttpExchange exchange, List<JsonNode> heard) throws IOException {
        JsonNode said = new JsonMapper().readTree(exchange.getRequestBody().readAllBytes());
        String refusal = refusals.get(said.path("order").asString(""));
        if (!away) {
            heard.add(said);
        }
        if (refusal == null) {
            answer(exchange, 201, "{\"position\":1234,\"flags\":[]}");
        } else {
            answer(
                    exchange,
                    Integer.parseInt(refusal.substring(0, 3)),
                    "{\"code\":\"%s\",\"detail\":\"La commande est au poste quai-2.\"}"
                            .formatted(refusal.substring(4)));
        }
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = (away ? "" : body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(away ? 503 : status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
