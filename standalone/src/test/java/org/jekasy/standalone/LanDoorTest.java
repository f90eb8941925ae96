package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // opened before each test
class LanDoorTest {
    private final List<String> reached = new CopyOnWriteArrayList<>();
    private final HttpClient phone = HttpClient.newHttpClient();
    private HttpServer pages;
    private LanDoor door;

    @BeforeEach
    void open() throws Exception {
        pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.createContext("/", exchange -> {
            reached.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            String language = exchange.getRequestHeaders().getFirst("Accept-Language");
            byte[] body = ("page " + language).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().set("ETag", "\"7\"");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(
                    exchange.getRequestURI().getPath().contains("GONE") ? 410 : 200, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        pages.start();
        door = LanDoor.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                URI.create("http://127.0.0.1:" + pages.getAddress().getPort()));
    }

    @AfterEach
    void close() {
        door.close();
        pages.stop(0);
        phone.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/01/06151234567893/10/26092K7QF00045",
                "/01/06151234567893/10/26092K7QF00045/21/K7QF2M9X",
                "/class/MANGO-FRESH/lot/26092K7QF00045/21/K7QF2M9X",
                "/class/MANGO-FRESH/lot/26092K7QF00045",
                "/class/MANGO-FRESH/lot/26092K7QF00045?lang=en",
                "/l/26092K7QF00045",
                "/page/lot.css",
                "/favicon.ico"
            })
    void thePublicPageComesThrough(String path) throws Exception {
        HttpResponse<String> answer = ask("GET", path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("page en");
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"7\"");
        assertThat(reached).containsExactly("GET " + path);
    }

    @Test
    void thePagesStatusComesThrough() throws Exception {
        assertThat(ask("GET", "/l/GONE").statusCode()).isEqualTo(410);
        assertThat(ask("HEAD", "/l/GONE").statusCode()).isEqualTo(410);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/lots",
                "/lots/26092K7QF00045",
                "/actuator/health",
                "/stock/ORG1",
                "/01/06151234567893/10/26092K7QF00045/history",
                "/01/06151234567893/10/26092K7QF00045/21/x/history",
                "/01/06151234567893/10/../../../lots",
                "/01/06151234567893/10/%2e%2e%2f%2e%2e%2flots",
                "/01/06151234567893/10/..;/lots",
                "/class/MANGO/lot/../../../lots",
                "/page/../lots.css",
                "/page/lot.css/../../lots",
                "//lots",
                "/l/26092K7QF00045;jsessionid=1",
                "/l/x?a=%0d%0aHost:evil"
            })
    void everythingElseIsNotThere(String path) throws Exception {
        assertThat(ask("GET", path).statusCode()).isEqualTo(404);
        assertThat(reached).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void nobodyWritesFromTheNetwork(String method) throws Exception {
        assertThat(rawStatus(method + " /l/26092K7QF00045 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"))
                .contains(" 404 ");
        assertThat(reached).isEmpty();
    }

    @Test
    void anAddressAsAWholeUrlDoesNotLeadElsewhere() throws Exception {
        assertThat(rawStatus("GET http://127.0.0.1:22/lots HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 404 ");
        assertThat(rawStatus("GET http://example.org/l/26092K7QF00045 HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 200 ");
        assertThat(reached).containsExactly("GET /l/26092K7QF00045");
    }

    @Test
    void aPageThatDoesNotAnswerIsSaidSo() throws Exception {
        pages.stop(0);
        assertThat(ask("GET", "/l/26092K7QF00045").statusCode()).isEqualTo(503);
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        return phone.send(
                HttpRequest.newBuilder(URI.create(door.address() + path))
                        .header("Accept-Language", "en")
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String rawStatus(String request) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), door.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readNBytes(40), StandardCharsets.US_ASCII);
        }
    }
}
