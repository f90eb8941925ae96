package org.jekasy.trials.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jekasy.language.wire.EventJson;
import tools.jackson.databind.JsonNode;

/** The doors of one or more command services, as a device meets them: by HTTP, and with patience of its own. */
final class Doors implements AutoCloseable {
    /** What a door answered. */
    record Answer(int status, String body, long millis) {
        boolean recorded() {
            return status == 200 || status == 201;
        }

        /** It may be sent again: the service is busy or something it needs is away. */
        boolean later() {
            return status == 503 || status == 429 || status == 507;
        }

        JsonNode json() {
            return EventJson.mapper().readTree(body);
        }

        String eventId() {
            return json().path("eventId").stringValue("");
        }

        long position() {
            return json().path("position").longValue(0);
        }
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Duration patience;

    Doors(Duration patience) {
        this.patience = patience;
    }

    /** Sends one command once, as the first person of the cooperative. */
    Answer send(URI service, Cooperative.Command command) throws IOException, InterruptedException {
        return send(service, command, "1");
    }

    /** The same, as another person. */
    Answer send(URI service, Cooperative.Command command, String person) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(URI.create(service + command.path()))
                .header("Content-Type", "application/json")
                .header("Jekasy-Actor", Cooperative.NAME + "/" + person)
                .POST(HttpRequest.BodyPublishers.ofString(command.body())));
    }

    Answer get(URI service, String path) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(URI.create(service + path)).GET());
    }

    private Answer ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<String> response =
                client.send(request.timeout(patience).build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body(), (System.nanoTime() - begin) / 1_000_000);
    }

    /** Sends commands one after the other until each is recorded. */
    void record(URI service, List<Cooperative.Command> commands) throws InterruptedException {
        for (Cooperative.Command command : commands) {
            Await.until(Duration.ofSeconds(60), command.path() + " is recorded", () -> {
                Answer answer = send(service, command);
                if (!answer.recorded() && !answer.later()) {
                    throw new IllegalStateException(command.path() + ": " + answer.body());
                }
                return answer.recorded();
            });
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
