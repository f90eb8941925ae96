package org.jekasy.label.lot;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** With what the label station shows that it may read: nothing, or a token that it gets as an enrolled machine and keeps while it is good. */
public interface MachinePass {
    /** How long a head, and then a body, is waited for. */
    Duration PATIENCE = Duration.ofSeconds(15);

    /** Where nobody asks for a token. */
    MachinePass NONE = _ -> Optional.empty();

    /** The token to show now. */
    Optional<String> token(HttpClient http) throws IOException, InterruptedException;

    /** There is no token for this machine: it is not enrolled, or its secret is not in place or not live. */
    final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    /** The machine's own token for {@code read} or {@code record}; {@code secretFile} is read each time one is asked for, so that a new secret needs no restart. */
    static MachinePass of(URI tokens, String machine, Path secretFile, String scope, Clock clock) {
        URI address = URI.create(tokens.toString().replaceAll("/+$", "") + "/oauth2/token");
        return new MachinePass() {
            private String token = "";
            private Instant until = Instant.MIN;

            @Override
            public synchronized Optional<String> token(HttpClient http) throws IOException, InterruptedException {
                if (clock.instant().isBefore(until)) {
                    return Optional.of(token);
                }
                HttpResponse<InputStream> answer = http.send(asked(), BodyHandlers.ofInputStream());
                byte[] body = Body.read(answer, 64 * 1024, PATIENCE);
                if (answer.statusCode() != 200) {
                    throw answer.statusCode() >= 500
                            ? new IOException("HTTP " + answer.statusCode())
                            : new Refused(machine + ": HTTP " + answer.statusCode());
                }
                try {
                    JsonNode given = JsonMapper.shared().readTree(body);
                    token = given.path("access_token").asString();
                    // a new one well before the old one ends
                    until = clock.instant()
                            .plus(Duration.ofSeconds(given.path("expires_in").asLong(0))
                                    .dividedBy(2));
                } catch (JacksonException unreadable) {
                    throw new IOException(unreadable);
                }
                return Optional.of(token);
            }

            private HttpRequest asked() throws IOException {
                String secret;
                try {
                    secret = Files.readString(secretFile).strip();
                } catch (NoSuchFileException missing) {
                    throw new Refused(secretFile + " ?");
                }
                String proof =
                        Base64.getEncoder().encodeToString((machine + ":" + secret).getBytes(StandardCharsets.UTF_8));
                return HttpRequest.newBuilder(address)
                        .header("Authorization", "Basic " + proof)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=" + scope))
                        .build();
            }
        };
    }
}
