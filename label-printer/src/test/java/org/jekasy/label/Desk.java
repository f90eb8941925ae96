package org.jekasy.label;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private final Set<String> shown = ConcurrentHashMap.newKeySet();
    private volatile boolean away;
    private volatile @Nullable String proof;

    public Desk() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth2/token", this::token);
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

    /** From now on a token is asked for at every door, and this machine gets one for each scope. */
    public void enrol(String machine, String secret) {
        proof = "Basic "
                + Base64.getEncoder().encodeToString((machine + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** What was shown at which door, each once: {@code POST /label-issues Bearer token-to-record}, and who said by himself who he is. */
    public Set<String> shown() {
        return Set.copyOf(shown);
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher scope = Pattern.compile("grant_type=client_credentials&scope=(read|record)")
                .matcher(form);
        boolean given = scope.matches()
                && Objects.equals(proof, exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = (given ? "{\"access_token\":\"token-to-" + scope.group(1) + "\",\"expires_in\":300}" : "{}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(given ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Whether the door is open to who asks. */
    private boolean mayEnter(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        String pass = exchange.getRequestHeaders().getFirst("Authorization");
        String actor = exchange.getRequestHeaders().getFirst("Jekasy-Actor");
        shown.add(method + " " + exchange.getRequestURI().getPath() + " " + (pass == null ? actor : pass));
        if (proof == null) {
            return true;
        }
        String needed = "Bearer token-to-" + (method.equals("GET") ? "read" : "record");
        return actor == null && needed.equals(pass);
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
        if (!away && mayEnter(exchange)) {
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
        boolean refused = !mayEnter(exchange);
        byte[] bytes = (away || refused ? "" : body).getBytes(StandardCharsets.UTF_8);
        int answered = refused ? 401 : status;
        exchange.sendResponseHeaders(away ? 503 : answered, bytes.length == 0 ? -1 : bytes.length);
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
