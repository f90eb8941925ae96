package org.jekasy.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;
import org.jekasy.language.wire.EventJson;
import tools.jackson.databind.JsonNode;

/** Knocks at a door as a client does, through the network. */
final class Knock {
    private final HttpClient client = HttpClient.newHttpClient();
    private final IntSupplier port;

    Knock(IntSupplier port) {
        this.port = port;
    }

    int port() {
        return port.getAsInt();
    }

    /** As the first person of the cooperative of Kadiolo. */
    Reply post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    Reply post(String path, byte[] body) {
        return send(to(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    Reply postAs(String actor, String path, String body) {
        return send(to(path).setHeader("Jekasy-Actor", actor).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Another person of the cooperative agrees to what waits under the receipt of this answer. */
    Reply agreeTo(Reply waiting) {
        return postAs("COOP-KAD-01/2", "/approvals", Sent.command("'approval':'" + waiting.text("eventId") + "'"));
    }

    Reply postIn(String language, String path, String body) {
        return send(to(path).setHeader("Accept-Language", language).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder to(String path) {
        return bare(path).setHeader("Jekasy-Actor", "COOP-KAD-01/1").setHeader("Content-Type", "application/json");
    }

    HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path));
    }

    Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException failure) {
            throw new AssertionError("no answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** What came back. */
    record Reply(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return EventJson.mapper().readTree(response.body());
        }

        String text(String field) {
            return json().path(field).asString("");
        }

        /** It is a problem with this status and this code (empty: of no rule), complete and typed. */
        Reply isProblem(int status, String code) {
            assertThat(status())
                    .as(new String(response.body(), StandardCharsets.UTF_8))
                    .isEqualTo(status);
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(json().path("status").asInt()).isEqualTo(status);
            assertThat(text("code")).isEqualTo(code);
            assertThat(text("type")).isEqualTo(code.isEmpty() ? "about:blank" : "https://jekasy.org/problems/" + code);
            assertThat(text("title")).isNotBlank();
            assertThat(text("detail")).isNotBlank().doesNotContainPattern("\\{[a-zA-Z]+}");
            assertThat(text("instance")).startsWith("/");
            assertThat(json().path("confirmable").isBoolean()).isTrue();
            return this;
        }

        Reply says(String sentence) {
            assertThat(text("detail")).isEqualTo(sentence);
            return this;
        }
    }
}
