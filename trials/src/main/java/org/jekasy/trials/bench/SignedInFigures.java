package org.jekasy.trials.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jekasy.language.PartyId;
import org.jekasy.language.wire.EventJson;
import org.jekasy.standalone.FreePorts;
import org.jekasy.trials.rig.Rig;
import org.jekasy.trials.rig.Served;

/** What it costs to prove who acts: the same commands by the same service, with a machine's token and with the word of this machine. */
final class SignedInFigures {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 32;
    private static final String DATABASE = "signed";

    // the machine of the demonstration that may record, and for whom
    private static final String MACHINE = "import-tool";
    private static final PartyId COOPERATIVE = PartyId.parse("COOP-KAD-01");

    private SignedInFigures() {}

    @SuppressWarnings("try") // a service runs while its block does
    static void measure(Figures figures, Rig rig) throws Exception {
        if (!figures.wants("signed-in")) {
            return;
        }
        Village village = new Village(COOPERATIVE, figures.size(2_000, 100), 6);
        try (OpenLedger open = OpenLedger.on(rig, DATABASE, Village.CLOCK)) {
            village.settle(open.ledger());
        }
        int port = FreePorts.row(1);
        Path identity = Files.createDirectories(rig.folder().resolve("identity"));
        try (Served commands = rig.commands(
                                port,
                                Map.of(
                                        "journal.url",
                                        rig.postgres().url(DATABASE),
                                        "relay.topic",
                                        "jekasy.signed.v1",
                                        "identity.who",
                                        "demo",
                                        // one caller stands for thirty-two
                                        "identity.calls-a-minute",
                                        "1000000000",
                                        "identity.folder",
                                        identity.toString()),
                                List.of(),
                                Map.of())
                        .awaitReady(PATIENCE);
                Wires wires = new Wires(port, CONNECTIONS)) {
            String token = "Authorization: Bearer " + token(port, identity.resolve(MACHINE + ".secret"));
            String word = "Jekasy-Actor: " + COOPERATIVE;
            Duration warm = figures.size(Duration.ofSeconds(15), Duration.ofMillis(300));
            harvests(village, wires, word, warm);
            harvests(village, wires, token, warm);
            figures.add(Row.paired(
                    "signed-in.32",
                    "commandes par HTTP avec jeton, 32 appelants (limite : sans)",
                    "commands through HTTP with a token, 32 callers (limit: without)",
                    figures.rounds()
                            .paired(
                                    () -> harvests(village, wires, token, figures.round()),
                                    () -> harvests(village, wires, word, figures.round())),
                    "/s",
                    // at most 15 % more for each
                    Goal.ratioAtLeast(0.87)));
        }
    }

    private static double harvests(Village village, Wires wires, String who, Duration time) throws Exception {
        return Callers.run(
                        CONNECTIONS,
                        time,
                        Integer.MAX_VALUE,
                        caller -> wires.of(caller)
                                .post("/harvests", who, Village.body(village.harvest()))
                                .expect(201))
                .perSecond();
    }

    private static String token(int port, Path secret) throws IOException, InterruptedException {
        String proof = MACHINE + ":" + Files.readString(secret).strip();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(proof.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=record"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("no token: HTTP " + answer.statusCode() + " " + answer.body());
            }
            return EventJson.mapper()
                    .readTree(answer.body())
                    .path("access_token")
                    .asString();
        }
    }
}
