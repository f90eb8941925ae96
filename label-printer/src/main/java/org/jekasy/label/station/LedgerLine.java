package org.jekasy.label.station;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jekasy.label.lot.Body;
import org.jekasy.label.lot.MachinePass;
import org.jekasy.label.lot.Reason.Said;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** How a station speaks to command-service: as the machine it is enrolled as, or where no token is asked for as {@code organisation/operator/device}. */
public final class LedgerLine {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerLine.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_SENTENCE = 400;
    private static final int LONGEST_ANSWER = 64 * 1024;
    /** How long a head, and then a body, is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String commands;
    private final MachinePass reads;
    private final MachinePass records;
    private final @Nullable String actor;
    private final String station;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    /** {@code station} is the name under which the ledger knows this station: the machine's, or the device in {@code actor}. */
    public LedgerLine(URI commands, MachinePass reads, MachinePass records, @Nullable String actor, String station) {
        this.commands = commands.toString().replaceAll("/+$", "");
        this.reads = reads;
        this.records = records;
        this.actor = actor;
        this.station = station;
    }

    /** Nothing came through; in words for the operator. */
    static final class Down extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Said said;

        Down(Said said) {
            super(said.french());
            this.said = said;
        }

        Said said() {
            return said;
        }
    }

    /** What was answered: the status and, where it is one, the JSON. */
    record Answer(int status, JsonNode body) {
        /** Whether this is the ledger's receipt: a page that answers everything, as one to pay for the line at, is none. */
        boolean takenIn() {
            return status >= 200 && status < 300 && !text("position").isEmpty();
        }

        /**
         * Whether the ledger itself refuses this for good. Of whatever else is answered the next would fare no better: the service is down or somebody else's,
         * or it is us who may not, whatever the lot.
         */
        boolean refused() {
            return switch (status) {
                case 401, 408, 429 -> false;
                // a lot that is not ours is this report's own fault
                case 403 -> text("code").equals("E-CUST-01");
                // a clock that runs ahead is right later, or set
                default ->
                    status >= 400
                            && status < 500
                            && !text("code").isEmpty()
                            && !text("code").equals("E-TIME-01");
            };
        }

        /** The ledger's sentence, else the status. */
        Said detail() {
            String line = text("detail").replaceAll("\\p{C}", " ").strip();
            String why =
                    line.isEmpty() ? "HTTP " + status : line.substring(0, Math.min(line.length(), LONGEST_SENTENCE));
            return new Said(why, why);
        }

        private String text(String field) {
            return body.path(field).asString("");
        }
    }

    String station() {
        return station;
    }

    Answer get(String path) throws Down, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(commands + path)).GET(), reads, "read");
    }

    Answer post(String path, Map<String, Object> body) throws Down, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(commands + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))),
                records,
                "record");
    }

    private Answer send(HttpRequest.Builder request, MachinePass pass, String scope) throws Down, InterruptedException {
        request.header("Accept", "application/json")
                .header("Accept-Language", "fr")
                .timeout(PATIENCE);
        try {
            if (actor != null) {
                request.header("Jekasy-Actor", actor);
            }
            pass.token(http).ifPresent(token -> request.header("Authorization", "Bearer " + token));
            HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
            String body = new String(Body.read(answer, LONGEST_ANSWER, PATIENCE), StandardCharsets.UTF_8);
            return new Answer(answer.statusCode(), read(body));
        } catch (MachinePass.Refused noPass) {
            throw new Down(new Said(
                    "Le poste n'a pas de jeton pour le registre (" + noPass.getMessage()
                            + ") : un administrateur l'inscrit comme machine avec le droit « " + scope + " ».",
                    "The station has no token for the ledger (" + noPass.getMessage()
                            + "): an administrator enrols it as a machine with the scope “" + scope + "”."));
        } catch (IOException away) {
            LOG.debug("{}", commands, away);
            String authority = URI.create(commands).getAuthority();
            throw new Down(new Said(
                    "Le service d'écriture (" + authority + ") ne répond pas.",
                    "The command service (" + authority + ") does not answer."));
        }
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException noJson) {
            // a proxy in between, or nothing at all
            return MissingNode.getInstance();
        }
    }
}
