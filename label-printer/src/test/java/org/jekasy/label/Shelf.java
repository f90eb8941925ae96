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
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jekasy.label.lot.Roll;
import org.jspecify.annotations.Nullable;

/** A small real HTTP server that answers {@code GET /lots/{lot}/label} as query-service does. */
public final class Shelf implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/lots/([0-9A-Z]+)/label");
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /** The harvest of the house: 806.5 kg of Kent from Kadiolo, no GTIN. */
    public static final String HARVEST = "26092K7QF00045";

    private static final String RECORD = """
            {"lot":"%s","product":{"code":"mango_fresh","fr":"mangue fraîche","en":"fresh mango"},
             "variety":{"code":"KEN","name":"Kent"},"cooperative":"Coopérative des planteurs de Kadiolo",
             "commune":"Kadiolo","harvestedFrom":"2026-04-02","harvestedTo":"2026-04-02","weightG":806500,
             "units":null,"claims":["ORGANIC"],"gtin":null,"status":"AVAILABLE","position":1234}""";

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, AtomicInteger> paths = new ConcurrentHashMap<>();
    private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    private volatile boolean everyLot;
    private volatile List<String> newest = List.of();

    private record Answer(int status, String body) {}

    public Shelf() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        lot(HARVEST, record -> record);
    }

    /** A lot whose record is the harvest's with changes; returns its code. */
    public String lot(String lot, UnaryOperator<String> change) {
        return answers(lot, 200, change.apply(RECORD.formatted(lot)));
    }

    /** A lot that is answered with this status and body; returns its code. */
    public String answers(String lot, int status, String body) {
        answers.put(lot, new Answer(status, body));
        return lot;
    }

    /** A roll that the ledger gave out, by any serial in it; its first {@code bound} codes are on a lot, {@code voids} is a JSON list of stretches. */
    public void roll(String issuer, int first, int codes, int bound, String voids) {
        String bindings = bound == 0
                ? ""
                : new Roll(issuer, first, bound)
                        .codes().stream()
                                .map("{\"code\":\"%s\",\"lot\":\"26092K7QF00045\"}"::formatted)
                                .collect(Collectors.joining(","));
        String body = """
                {"position":12,"rolls":[{"organisation":{"id":"COOP-KAD-01","name":"Coopérative"},"issuer":"%s","firstSerial":%d,
                 "lastSerial":%d,"codes":%d,"bound":%d,"voided":0,"free":0,"voids":%s,"bindings":[%s],"issuedAt":7}],"nextSerials":[],"next":null}""".formatted(issuer, first, first + codes, codes, bound, voids, bindings);
        for (int serial = first; serial <= first + codes; serial++) {
            answers("issuer=" + issuer + "&first=" + serial, 200, body);
        }
    }

    /** From now on any code is a lot. */
    public void knowEveryLot() {
        everyLot = true;
    }

    /** The list of lots, newest first; each can be read, two hundred stand on a page. */
    public void lists(List<String> lots) {
        lots.forEach(lot -> answers.computeIfAbsent(lot, code -> new Answer(200, RECORD.formatted(code))));
        newest = List.copyOf(lots);
    }

    private Answer list(String query) {
        Matcher after = Pattern.compile("limit=200(?:&after=n(\\d+))?").matcher(query);
        if (!after.matches()) {
            return new Answer(400, "{}");
        }
        int from = after.group(1) == null ? 0 : Integer.parseInt(after.group(1));
        int to = Math.min(newest.size(), from + 200);
        String lines = newest.subList(from, to).stream()
                .map("{\"lot\":\"%s\",\"state\":\"AVAILABLE\"}"::formatted)
                .collect(Collectors.joining(","));
        String next = to < newest.size() ? ",\"next\":\"n" + to + "\"" : "";
        return new Answer(200, "{\"position\":1234,\"lots\":[" + lines + "]" + next + "}");
    }

    /** What the ledger says of a lot's labels; with {@code units} it is packed. */
    public void counted(String lot, int issued, int voided, @Nullable Integer units, @Nullable Integer shipped) {
        String packing = units == null ? "" : ",\"packing\":{\"count\":" + units + "}";
        String sent = shipped == null ? "" : ",\"unitsShipped\":" + shipped;
        answers(
                "/lots/" + lot,
                200,
                "{\"lot\":\"%s\",\"made\":{\"how\":\"PACKING\"%s},\"labels\":{\"issued\":%d,\"voided\":%d,\"serials\":0%s,\"uris\":[]}}"
                        .formatted(lot, packing, issued, voided, sent));
    }

    public int asked() {
        return asked.get();
    }

    public int askedFor(String path) {
        return paths.getOrDefault(path, new AtomicInteger()).get();
    }

    /** What callers showed, in order. */
    public List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The nth lot code of issuer K7QF on one day, with its check character. */
    public static String code(int n) {
        String body = "26092K7QF%04d".formatted(n);
        int sum = 36;
        for (int i = 0; i < body.length(); i++) {
            sum = (sum + ALPHABET.indexOf(body.charAt(i))) % 36;
            sum = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return body + ALPHABET.charAt((37 - sum) % 36);
    }

    public static List<String> codes(int count) {
        return IntStream.range(0, count).mapToObj(Shelf::code).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        paths.computeIfAbsent(exchange.getRequestURI().getPath(), _ -> new AtomicInteger())
                .incrementAndGet();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null) {
            authorizations.add(authorization);
        }
        if (exchange.getRequestURI().getPath().equals("/rolls")) {
            send(
                    exchange,
                    answers.getOrDefault(exchange.getRequestURI().getQuery(), new Answer(200, "{\"rolls\":[]}")));
            return;
        }
        if (exchange.getRequestURI().getPath().equals("/lots")) {
            send(exchange, list(exchange.getRequestURI().getQuery()));
            return;
        }
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        Answer answer = answers.getOrDefault(exchange.getRequestURI().getPath(), new Answer(404, "{}"));
        if (path.matches()) {
            String lot = path.group(1);
            answer = answers.getOrDefault(lot, everyLot ? new Answer(200, RECORD.formatted(lot)) : answer);
        }
        send(exchange, answer);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
