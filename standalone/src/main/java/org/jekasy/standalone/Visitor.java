package org.jekasy.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody on this machine who knows the three addresses and nothing else: everything he learns, he learns over HTTP. */
final class Visitor implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A weighing book of a whole season is one request. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String pages;
    private final String commands;
    private final String labels;
    private final Language language;

    Visitor(Ports ports, Language language) {
        this.pages = "http://127.0.0.1:" + ports.pages();
        this.commands = "http://127.0.0.1:" + ports.commands();
        this.labels = "http://127.0.0.1:" + ports.labels();
        this.language = language;
    }

    /** A page as JSON, for example {@code /lots?limit=1}. */
    JsonNode page(String path) throws IOException, InterruptedException, NotAsExpected {
        return read("GET " + path, ask(URI.create(pages + path), "application/json"));
    }

    /** A page as it is answered, whatever its status. */
    HttpResponse<byte[]> answer(String path) throws IOException, InterruptedException {
        return ask(URI.create(pages + path), "application/json");
    }

    /** Opens an address as a telephone does that has just read it from a label. */
    HttpResponse<byte[]> open(URI address) throws IOException, InterruptedException {
        return ask(address, "text/html");
    }

    /** What label-printer draws, for example {@code /labels/26092K7QF00045.png}. */
    byte[] drawn(String path) throws IOException, InterruptedException, NotAsExpected {
        HttpResponse<byte[]> response = ask(URI.create(labels + path), "*/*");
        if (response.statusCode() != 200) {
            throw wrong("GET " + path, response);
        }
        return response.body();
    }

    /** Hands something to command-service in the name of {@code actor} (organisation, operator, device) and returns its answer. */
    JsonNode send(String path, String actor, String type, byte[] body)
            throws IOException, InterruptedException, NotAsExpected {
        HttpRequest request = HttpRequest.newBuilder(URI.create(commands + path))
                .timeout(PATIENCE)
                .header("Content-Type", type)
                .header("Accept", "application/json")
                .header("Accept-Language", tongue())
                .header("Jekasy-Actor", actor)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return read("POST " + path, client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    }

    static String parameter(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    static JsonNode json(byte[] body) {
        return JSON.readTree(body);
    }

    private HttpResponse<byte[]> ask(URI address, String accept) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Accept", accept)
                        .header("Accept-Language", tongue())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private String tongue() {
        return language.say("fr", "en");
    }

    private static JsonNode read(String asked, HttpResponse<byte[]> response) throws NotAsExpected {
        if (response.statusCode() != 200) {
            throw wrong(asked, response);
        }
        try {
            return json(response.body());
        } catch (JacksonException e) {
            throw new NotAsExpected(asked, "JSON", String.valueOf(e.getMessage()));
        }
    }

    // a problem says in its detail what to do; without one, its status has to do
    private static NotAsExpected wrong(String asked, HttpResponse<byte[]> response) {
        String found = "HTTP " + response.statusCode();
        try {
            String detail = json(response.body()).path("detail").stringValue("");
            found = detail.isEmpty() ? found : found + " « " + detail + " »";
        } catch (JacksonException e) {
            // not a problem of ours
        }
        return new NotAsExpected(asked, "HTTP 200", found);
    }

    @Override
    public void close() {
        client.close();
    }
}
