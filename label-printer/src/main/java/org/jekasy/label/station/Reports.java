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
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jekasy.label.lot.Body;
import org.jekasy.label.lot.MachinePass;
import org.jekasy.label.lot.Reason.Said;
import org.jekasy.label.station.PrintJob.Reported;
import org.jekasy.label.station.PrintJob.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the ledger which labels came out: {@code POST {commands-url}/label-issues}, one for each order, whose id is the entry's, so that one sent
 * twice is one. What can not be sent now stays due, in the queue's file, and is sent when the line is back.
 */
public final class Reports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_SENTENCE = 400;
    private static final int LONGEST_ANSWER = 64 * 1024;
    /** How long a head, and then a body, is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final PrintQueue queue;
    private final URI address;
    private final MachinePass pass;
    private final @Nullable String actor;
    private final Clock clock;
    private final Duration pause;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final Thread worker;
    private volatile boolean closing;
    private volatile @Nullable Said trouble;

    /** {@code actor} is said where no token is asked for: {@code organisation/operator/device}. */
    public Reports(PrintQueue queue, URI commands, MachinePass pass, @Nullable String actor, Clock clock) {
        this(queue, commands, pass, actor, clock, Duration.ofSeconds(20));
    }

    /** {@code pause} is how long nothing is tried after a failure, or with nothing to send. */
    Reports(PrintQueue queue, URI commands, MachinePass pass, @Nullable String actor, Clock clock, Duration pause) {
        this.queue = queue;
        this.address = URI.create(commands.toString().replaceAll("/+$", "") + "/label-issues");
        this.pass = pass;
        this.actor = actor;
        this.clock = clock;
        this.pause = pause;
        queue.reporting();
        worker = Thread.ofVirtual().name("reports").start(this::work);
    }

    /** Why nothing gets through; empty while it does. */
    public Optional<Said> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void work() {
        while (!closing) {
            try {
                int heard = queue.rung();
                turn();
                queue.await(heard, pause);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** A fault, as a disk that is full, costs this turn and not the reports. */
    private void turn() throws InterruptedException {
        try {
            all();
        } catch (RuntimeException | Error e) {
            trouble(String.valueOf(e.getMessage()));
            LOG.error("reports", e);
        }
    }

    /** Sends what is due, the oldest first, until it does not get through. */
    private void all() throws InterruptedException {
        for (PrintJob job : queue.due()) {
            if (closing || !send(job)) {
                return;
            }
        }
        trouble = null;
    }

    /** False when the line is down. */
    private boolean send(PrintJob job) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Accept-Language", "fr")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body(job))));
        try {
            if (actor != null) {
                request.header("Jekasy-Actor", actor);
            }
            pass.token(http).ifPresent(token -> request.header("Authorization", "Bearer " + token));
            HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
            String body = new String(Body.read(answer, LONGEST_ANSWER, PATIENCE), StandardCharsets.UTF_8);
            int status = answer.statusCode();
            if (takenIn(status, body)) {
                told(job, null);
                return true;
            }
            if (refused(status, body)) {
                told(job, said(detail(body, status)));
                return true;
            }
            trouble(detail(body, status));
            return false;
        } catch (MachinePass.Refused noPass) {
            trouble = new Said(
                    "Le poste n'a pas de jeton pour écrire (" + noPass.getMessage()
                            + ") : un administrateur l'inscrit comme machine avec le droit « record ».",
                    "The station has no token to record with (" + noPass.getMessage()
                            + "): an administrator enrols it as a machine with the scope “record”.");
            return false;
        } catch (IOException away) {
            LOG.debug("{}", address, away);
            trouble = new Said(
                    "Le service d'écriture (" + address.getAuthority() + ") ne répond pas.",
                    "The command service (" + address.getAuthority() + ") does not answer.");
            return false;
        }
    }

    /** Whether this is the ledger's receipt: a page that answers everything, as one to pay for the line at, is none. */
    private static boolean takenIn(int status, String receipt) {
        return status >= 200 && status < 300 && !read(receipt, "position").isEmpty();
    }

    /**
     * Whether the ledger itself refuses this report for good. Of whatever else is answered the next report would fare no better: the service
     * is down or somebody else's, or it is us who may not, whatever the lot.
     */
    private static boolean refused(int status, String problem) {
        String code = read(problem, "code");
        return switch (status) {
            case 401, 408, 429 -> false;
            // a lot that is not ours is this report's own fault
            case 403 -> code.equals("E-CUST-01");
            default -> status >= 400 && status < 500 && !code.isEmpty();
        };
    }

    private static Map<String, Object> body(PrintJob job) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("eventId", job.id().toString());
        body.put("occurredAt", job.since().toString());
        // what was scanned may be a code of a roll: the lot is the one that the labels lead to
        String address = String.valueOf(job.fate().address());
        body.put("lot", address.substring(address.lastIndexOf('/') + 1));
        body.put("uri", address);
        body.put("count", job.out());
        body.put("serials", List.of());
        body.put("printer", job.printer());
        return body;
    }

    private void told(PrintJob job, @Nullable Said refusal) {
        queue.change(job.id(), Set.of(State.values()), j -> j.reported(new Reported(clock.instant(), refusal)));
    }

    private void trouble(String why) {
        LOG.debug("{}", why);
        trouble = said(why);
    }

    private static Said said(String why) {
        return new Said(why, why);
    }

    private static String detail(String problem, int status) {
        String detail = read(problem, "detail");
        if (detail.isBlank()) {
            return "HTTP " + status;
        }
        String line = detail.replaceAll("\\p{C}", " ").strip();
        return line.substring(0, Math.min(line.length(), LONGEST_SENTENCE));
    }

    private static String read(String problem, String field) {
        try {
            return JSON.readTree(problem).path(field).asString("");
        } catch (JacksonException noProblem) {
            // a proxy in between, or nothing at all
            return "";
        }
    }

    @Override
    public void close() {
        closing = true;
        queue.wake();
        worker.interrupt();
    }
}
