package org.jekasy.standalone;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Opens the page behind a label's code, and nothing else, to the local network: reading only, by a list of what may pass. Everything else on this
 * machine stays on 127.0.0.1, so a phone can scan a label of the demonstration and can do nothing more.
 */
final class LanDoor implements AutoCloseable {
    private static final String WORD = "[A-Za-z0-9_~-]{1,64}";

    /** The addresses on labels and the page's own files. No dots, no escapes: what could climb out of these folders does not match. */
    private static final Pattern OPEN = Pattern.compile("(?:/01/" + WORD + "/10|/class/" + WORD + "/lot|/l)/" + WORD
            + "(?:/21/" + WORD + ")?|/page/" + WORD + "\\.(?:css|svg|png|ico|woff2)|/favicon\\.(?:ico|svg)");

    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9=&_.-]{0,200}");
    private static final List<String> ASKED =
            List.of("Accept", "Accept-Language", "Accept-Encoding", "If-None-Match", "If-Modified-Since", "User-Agent");
    private static final List<String> NOT_PASSED_ON =
            List.of("connection", "keep-alive", "transfer-encoding", "content-length", "upgrade", "trailer", "date");

    static {
        // one slow phone, or one that never finishes its request, must not hold the door
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        System.setProperty("jdk.httpserver.maxConnections", "200");
    }

    private final HttpServer server;
    private final HttpClient inside;
    private final ExecutorService threads;
    private final URI pages;

    private LanDoor(HttpServer server, HttpClient inside, ExecutorService threads, URI pages) {
        this.server = server;
        this.inside = inside;
        this.threads = threads;
        this.pages = pages;
    }

    /**
     * @param address where phones reach this machine
     * @param pages the query-service on this machine, for example {@code http://127.0.0.1:8080}
     */
    static LanDoor open(InetSocketAddress address, URI pages) throws IOException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient inside = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(2))
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
        LanDoor door = new LanDoor(HttpServer.create(address, 50), inside, threads, pages);
        door.server.createContext("/", door::answer);
        door.server.setExecutor(threads);
        door.server.start();
        return door;
    }

    URI address() {
        InetSocketAddress at = server.getAddress();
        return URI.create("http://" + at.getAddress().getHostAddress() + ":" + at.getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI asked = exchange.getRequestURI();
            boolean reading = exchange.getRequestMethod().equals("GET")
                    || exchange.getRequestMethod().equals("HEAD");
            String query = asked.getRawQuery();
            if (!reading
                    || !OPEN.matcher(asked.getRawPath()).matches()
                    || (query != null && !QUERY.matcher(query).matches())) {
                plain(exchange, 404, "Rien ici. / Nothing here.");
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            pages.resolve(asked.getRawPath() + (query == null ? "" : "?" + query)))
                    .timeout(Duration.ofSeconds(10))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody());
            for (String name : ASKED) {
                String value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    request.header(name, value);
                }
            }
            // who reads too much is one phone and not all
            request.header(
                    "X-Forwarded-For", exchange.getRemoteAddress().getAddress().getHostAddress());
            HttpResponse<byte[]> response;
            try {
                response = inside.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            } catch (IOException e) {
                plain(exchange, 503, "La page ne répond pas, réessayez. / The page does not answer, try again.");
                return;
            }
            Headers headers = exchange.getResponseHeaders();
            response.headers().map().forEach((name, values) -> {
                if (!NOT_PASSED_ON.contains(name) && !name.startsWith(":")) {
                    headers.put(name, values);
                }
            });
            byte[] page = response.body();
            exchange.sendResponseHeaders(response.statusCode(), page.length == 0 ? -1 : page.length);
            exchange.getResponseBody().write(page);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void plain(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        inside.shutdownNow();
        threads.shutdownNow();
    }

    /** This machine's address on the local network: the one packets to elsewhere would leave from, else the first private one. */
    static Optional<InetAddress> addressOnNetwork() throws SocketException {
        try (DatagramSocket route = new DatagramSocket()) {
            // connecting a datagram socket sends nothing; it only asks the system for the way (192.0.2.1 is nobody, RFC
            // 5737)
            route.connect(new InetSocketAddress("192.0.2.1", 9));
            InetAddress local = route.getLocalAddress();
            if (local instanceof Inet4Address && !local.isAnyLocalAddress() && !local.isLoopbackAddress()) {
                return Optional.of(local);
            }
        } catch (SocketException | java.io.UncheckedIOException e) {
            // no way out of this machine: it may still have an address
        }
        return NetworkInterface.networkInterfaces()
                .filter(LanDoor::reachable)
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && address.isSiteLocalAddress())
                .findFirst();
    }

    private static boolean reachable(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback() && !network.isPointToPoint() && !network.isVirtual();
        } catch (SocketException e) {
            return false;
        }
    }
}
