package org.jekasy.label.lot;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lots as query-service knows them, asked for one at a time at {@code GET {lots-url}/lots/{lot}/label}; a code of a roll is answered with its lot. */
public final class Lots implements KnownLots {
    private static final int LONGEST_RECORD = 64 * 1024;
    /** All that is said of a lot, or a page of lots. */
    private static final int LONGEST_PAGE = 1024 * 1024;
    /** With the lots of 10,000 codes. */
    private static final int LONGEST_ROLL = 2 * 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private static final int TOO_OFTEN = 429;
    private static final int NEWEST_A_PAGE = 200;

    private final URI url;
    private final MachinePass pass;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    /** {@code url} is query-service's address; throws {@link IllegalArgumentException} when it is not one of http. */
    public Lots(URI url) {
        this(url, MachinePass.NONE);
    }

    /** The same, asking as an enrolled machine. */
    public Lots(URI url, MachinePass pass) {
        this(url, pass, Duration.ofSeconds(15));
    }

    /** {@code patience} is how long a head, and then a body, is waited for. */
    Lots(URI url, MachinePass pass, Duration patience) {
        this.pass = pass;
        this.patience = patience;
        if (url.getHost() == null || !Set.of("http", "https").contains(url.getScheme())) {
            throw new IllegalArgumentException("lots-url « " + url
                    + " » : il faut une adresse comme http://127.0.0.1:8080"
                    + " / an address like http://127.0.0.1:8080 is needed");
        }
        this.url = URI.create(url.toString().replaceAll("/+$", ""));
    }

    @Override
    public Label label(LotCode lot) {
        Label label = read(lot, ask("/lots/" + lot + "/label", lot, LONGEST_RECORD));
        if (label.status().equals("VOIDED")) {
            throw new Refusal(Reason.LOT_VOIDED, Map.of("lot", lot));
        }
        if (label.weightG() == 0) {
            throw new Refusal(Reason.LOT_EMPTY, Map.of("lot", lot));
        }
        return label;
    }

    /** How many labels were printed of a lot and how many units it has; not for the code of a roll. */
    public Counted counted(LotCode lot) {
        try {
            return Counted.of(JSON.readTree(ask("/lots/" + lot, lot, LONGEST_PAGE)));
        } catch (JacksonException e) {
            throw new Refusal(Reason.LOTS_UNREADABLE, Map.of("lot", lot, "detail", Refusal.shown(cause(e))), e);
        }
    }

    /** The lots whose record may be asked for, newest first, a page of them: those after {@code next} of the page before, or the first. */
    public Newest newest(@Nullable String after) {
        String from = after == null ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
        try {
            return Newest.of(JSON.readTree(ask("/lots?limit=" + NEWEST_A_PAGE + from, "…", LONGEST_PAGE)));
        } catch (JacksonException e) {
            throw new Refusal(Reason.LOTS_UNREADABLE, Map.of("lot", "…", "detail", Refusal.shown(cause(e))), e);
        }
    }

    /** A page of lots, and what to ask with for those that follow. */
    public record Newest(List<LotCode> lots, @Nullable String next) {
        static Newest of(JsonNode page) {
            List<LotCode> lots = page.path("lots")
                    .valueStream()
                    .filter(line -> !line.path("state").asString("").equals("VOIDED"))
                    .map(line -> new LotCode(line.path("lot").asString("")))
                    .toList();
            String next = page.path("next").asString("");
            return new Newest(lots, next.isEmpty() ? null : next);
        }
    }

    /** A roll as the ledger gave it out, by a serial in it; refused with {@code ROLL_UNKNOWN} where it gave out none. */
    public Roll.Issued roll(String issuer, int serial) {
        // a wrong issuer or serial has its own sentence, and can not change the address
        Roll asked = new Roll(issuer, serial, 1);
        String name = "rouleau " + asked.issuer() + " " + asked.firstSerial();
        byte[] body = ask("/rolls?issuer=" + asked.issuer() + "&first=" + asked.firstSerial(), name, LONGEST_ROLL);
        try {
            List<Roll.Issued> rolls = JSON.readValue(body, Rolls.class).rolls();
            return Stream.ofNullable(rolls)
                    .flatMap(List::stream)
                    .filter(roll -> roll.issuer().equals(issuer) && roll.firstSerial() <= serial)
                    .findFirst()
                    .orElseThrow(() -> new Refusal(Reason.ROLL_UNKNOWN, Map.of("issuer", issuer, "first", serial)));
        } catch (JacksonException e) {
            throw new Refusal(Reason.LOTS_UNREADABLE, Map.of("lot", name, "detail", Refusal.shown(cause(e))), e);
        }
    }

    private record Rolls(@Nullable List<Roll.Issued> rolls) {}

    private record Problem(@Nullable String kind) {}

    private byte[] ask(String path, Object about, int longest) {
        try {
            long until = System.nanoTime() + patience.toNanos();
            HttpResponse<InputStream> answer = send(path);
            byte[] body = Body.read(answer, longest, patience);
            while (answer.statusCode() == TOO_OFTEN && System.nanoTime() < until) {
                // a large order goes on when calls have come back, which they do with time alone: there is nothing else
                // to wait for
                Thread.sleep(patience.dividedBy(30));
                answer = send(path);
                body = Body.read(answer, longest, patience);
            }
            int status = answer.statusCode();
            return switch (status) {
                case 200 -> body;
                case 400 -> throw new Refusal(Reason.LOT_MISTYPED, Map.of("lot", about));
                case 401, 403 ->
                    throw new Refusal(Reason.PASS_REFUSED, Map.of("address", url, "detail", "HTTP " + status));
                case 404 -> throw new Refusal(notThere(body), Map.of("lot", about));
                case 410 -> throw new Refusal(Reason.LOT_VOIDED, Map.of("lot", about));
                default ->
                    throw status == TOO_OFTEN || status >= 500
                            ? new Refusal(Reason.LOTS_AWAY, Map.of("address", url, "status", status))
                            : new Refusal(Reason.LOTS_UNREADABLE, Map.of("lot", about, "detail", "HTTP " + status));
            };
        } catch (MachinePass.Refused e) {
            throw new Refusal(Reason.PASS_REFUSED, Map.of("address", url, "detail", String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new Refusal(Reason.LOTS_AWAY, Map.of("address", url), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Reason.LOTS_AWAY, Map.of("address", url), e);
        }
    }

    private HttpResponse<InputStream> send(String path) throws IOException, InterruptedException {
        HttpRequest.Builder asked = HttpRequest.newBuilder(URI.create(url + path))
                .header("Accept", "application/json")
                .timeout(patience);
        pass.token(http).ifPresent(token -> asked.header("Authorization", "Bearer " + token));
        return http.send(asked.build(), BodyHandlers.ofInputStream());
    }

    /** What is not there: a lot, or the lot of a code from a roll. */
    private static Reason notThere(byte[] problem) {
        try {
            String kind = JSON.readValue(problem, Problem.class).kind();
            return switch (kind == null ? "" : kind) {
                case "free-code" -> Reason.CODE_FREE;
                case "void-code" -> Reason.CODE_VOID;
                default -> Reason.LOT_UNKNOWN;
            };
        } catch (JacksonException somebodyElses) {
            return Reason.LOT_UNKNOWN;
        }
    }

    private static Label read(LotCode lot, byte[] body) {
        try {
            Label label = JSON.readValue(body, Label.class);
            // a code of a roll stands for the lot it is bound to
            if (label != null && (label.lot().equals(lot) || lot.isOfRoll())) {
                return label;
            }
            String other = label == null ? "null" : "lot " + label.lot();
            throw new Refusal(Reason.LOTS_UNREADABLE, Map.of("lot", lot, "detail", other));
        } catch (JacksonException e) {
            throw new Refusal(Reason.LOTS_UNREADABLE, Map.of("lot", lot, "detail", Refusal.shown(cause(e))), e);
        }
    }

    private static String cause(JacksonException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause instanceof JacksonException j ? j.getOriginalMessage() : String.valueOf(cause.getMessage());
    }
}
