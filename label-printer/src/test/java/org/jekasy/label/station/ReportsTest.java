package org.jekasy.label.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jekasy.label.Shelf;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.MachinePass;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Reason.Said;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.paper.LabelSize;
import org.jekasy.label.station.PrintJob.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the ledger hears of, at a real HTTP server in the place of command-service. */
class ReportsTest {
    private static final Instant NOON = Instant.parse("2026-04-02T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final String ADDRESS = "https://id.jekasy.example/class/mango_fresh/lot/" + Shelf.HARVEST;

    @TempDir
    private Path folder;

    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
    private final List<JsonNode> voids = new CopyOnWriteArrayList<>();
    private HttpServer ledger;
    private volatile int status = 201;
    private volatile int voidStatus = 201;
    private volatile String code = "E-REF-01";
    private volatile @Nullable String page;

    @BeforeEach
    void open() throws Exception {
        ledger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ledger.createContext("/label-issues", exchange -> {
            heard.add(new JsonMapper().readTree(exchange.getRequestBody().readAllBytes()));
            headers.add(Map.copyOf(exchange.getRequestHeaders()));
            byte[] answer = said().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        ledger.createContext("/label-voids", exchange -> {
            voids.add(new JsonMapper().readTree(exchange.getRequestBody().readAllBytes()));
            byte[] answer = said().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(voidStatus, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        ledger.start();
    }

    private String said() {
        if (page != null) {
            return page;
        }
        return status == 201
                ? "{\"position\":1234,\"flags\":[]}"
                : "{\"code\":\"" + code + "\",\"detail\":\"Le lot n'est pas à vous.\"}";
    }

    @AfterEach
    void close() {
        ledger.stop(0);
    }

    @Test
    void whatCameOutIsReportedOnceUnderTheOrdersOwnId() {
        try (PrintQueue queue = queue();
                Reports reports = reports(queue)) {
            PrintJob job = sent(queue, 12);
            await().until(() -> queue.job(job.id()).fate().reported() != null);
            assertThat(queue.due()).isEmpty();
            assertThat(reports.trouble()).isEmpty();
            assertThat(heard).hasSize(1);
            assertThat(heard.getFirst())
                    .isEqualTo(new JsonMapper().readTree("""
                                    {"eventId":"%s","occurredAt":"2026-04-02T12:00:00Z","lot":"%s","uri":"%s","confirmed":[{"code":"W-TIME-03","reason":"Poste coupé du registre."}],"count":12,"serials":[],"printer":"Zebra"}""".formatted(job.id(), Shelf.HARVEST, ADDRESS)));
            assertThat(headers.getFirst().get("Jekasy-actor")).containsExactly("COOP-KAD-01/op-1/poste");
        }
    }

    @Test
    void whatWasScannedFromARollIsReportedForTheLotItIsBoundTo() {
        try (PrintQueue queue = queue();
                Reports reports = reports(queue)) {
            PrintJob job =
                    PrintJob.order(UUID.randomUUID(), NOON, "Zebra", new LotCode("RK7QF00010003"), LabelSize.CRATE, 1);
            queue.add(job);
            change(queue, job, j -> j.leaving(NOON, ADDRESS));
            change(queue, job, j -> j.sent(NOON, null, null));
            await().until(() -> queue.due().isEmpty());
            assertThat(heard.getFirst().path("lot").asString()).isEqualTo(Shelf.HARVEST);
            assertThat(reports.trouble()).isEmpty();
        }
    }

    @Test
    void whatCanNotBeSentIsKeptThroughARestartAndSentWhenTheLineIsBack() {
        status = 503;
        PrintJob first;
        try (PrintQueue queue = queue();
                Reports reports = reports(queue)) {
            first = sent(queue, 3);
            await().until(() -> reports.trouble().isPresent());
            assertThat(queue.due()).extracting(PrintJob::id).containsExactly(first.id());
        }
        try (PrintQueue queue = queue();
                Reports reports = reports(queue)) {
            PrintJob second = sent(queue, 4);
            await().until(() -> reports.trouble().isPresent());
            status = 201;
            await().until(() -> queue.due().isEmpty());
            await().until(() -> reports.trouble().isEmpty());
            assertThat(heard)
                    .extracting(body -> body.path("eventId").asString())
                    .startsWith(first.id().toString())
                    .endsWith(second.id().toString());
        }
    }

    @Test
    void whoMayNotRecordAtAllKeepsWhatIsDue() {
        status = 403;
        code = "E-AUTH-02";
        try (PrintQueue queue = queue();
                Reports reports = reports(queue)) {
            PrintJob job = sent(queue, 3);
            await().until(() -> reports.trouble().isPresent());
            assertThat(queue.job(job.id()).fate().reported()).isNull();
        }
    }

    /** A page to pay for the line at, a proxy, an address where there is no ledger. */
    @ParameterizedTest
    @CsvSource({
        "200, <html>",
        "200, {}",
        "302, ''",
        "404, <html>",
        "404, '{\"status\":404,\"code\":null,\"detail\":\"Cette adresse n’existe pas.\"}'",
        "400, '{\"status\":400,\"code\":null,\"detail\":\"Qui agit est dit par le jeton.\"}'",
        "407, ''",
        "409, ''"
    })
    void whatIsNotTheLedgersOwnAnswerIsWaitedOut(int answered, String body) {
        status = answered;
        page = body;
        try (PrintQueue queue = queue();
                Reports reports = reports(queue)) {
            PrintJob job = sent(queue, 3);
            await().until(() -> reports.trouble().isPresent());
            assertThat(queue.job(job.id()).fate().reported()).isNull();
            status = 201;
            page = null;
            await().until(() -> queue.due().isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({"422, E-FORM-01", "404, E-REF-01", "409, E-ID-01", "403, E-CUST-01"})
    void whatTheLedgerRefusesIsShownAndNotSentAgain(int answered, String rule) {
        status = answered;
        code = rule;
        try (PrintQueue queue = queue();
                Reports reports = reports(queue)) {
            PrintJob job = sent(queue, 3);
            await().until(() -> queue.job(job.id()).fate().reported() != null);
            assertThat(queue.job(job.id()).fate().reported()).asString().contains("Le lot n'est pas à vous.");
            assertThat(queue.due()).isEmpty();
            assertThat(reports.trouble()).isEmpty();
        }
    }

    @Test
    void ofAnUnknownOrderOnlyWhatSomebodyFoundIsReported() {
        try (PrintQueue queue = queue();
                Reports reports = reports(queue)) {
            PrintJob job = leaving(queue, 12);
            change(queue, job, j -> j.to(State.UNKNOWN, NOON, null));
            PrintJob marker = sent(queue, 1);
            await().until(() -> queue.job(marker.id()).fate().reported() != null);
            assertThat(queue.job(job.id()).fate().reported()).isNull();
            queue.again(job.id(), UUID.randomUUID(), 5);
            await().until(() -> queue.job(job.id()).fate().reported() != null);
            assertThat(heard.getLast().path("count").intValue()).isEqualTo(7);
            assertThat(reports.trouble()).isEmpty();
        }
    }

    @Test
    void theNumbersOfLabelsAreReportedWithThemAndNotKeptLonger() {
        List<String> serials = List.of("K7QF2M9X", "9XZV2KLM", "4TRN8WQC");
        try (PrintQueue queue = queue();
                Reports reports = reports(queue)) {
            PrintJob job = leaving(queue, serials);
            assertThat(queue.job(job.id()).fate().serials()).isEqualTo(serials);
            change(queue, job, j -> j.sent(NOON, null, null));
            await().until(() -> queue.job(job.id()).fate().reported() != null);
            assertThat(heard.getFirst().path("count").intValue()).isEqualTo(3);
            assertThat(heard.getFirst().path("uri").asString()).isEqualTo(ADDRESS);
            assertThat(heard.getFirst().path("serials"))
                    .extracting(JsonNode::asString)
                    .isEqualTo(serials);
            assertThat(queue.job(job.id()).fate().serials()).isEmpty();
            assertThat(voids).isEmpty();
            assertThat(reports.trouble()).isEmpty();
        }
    }

    @Test
    void ofNumberedLabelsThatWereNotFoundNobodyCanSayWhichSoAllAreIssuedAndSoManyVoid() {
        voidStatus = 503;
        try (PrintQueue queue = queue();
                Reports reports = reports(queue)) {
            PrintJob job = leaving(queue, List.of("K7QF2M9X", "9XZV2KLM", "4TRN8WQC"));
            change(queue, job, j -> j.to(State.UNKNOWN, NOON, null));
            queue.again(job.id(), UUID.randomUUID(), 2);
            await().until(() -> reports.trouble().isPresent() && voids.size() > 1);
            assertThat(queue.due()).hasSize(1);
            voidStatus = 201;
            await().until(() -> queue.due().isEmpty());
            assertThat(heard).allSatisfy(issue -> {
                assertThat(issue.path("eventId").asString()).isEqualTo(job.id().toString());
                assertThat(issue.path("count").intValue()).isEqualTo(3);
                assertThat(issue.path("serials").size()).isEqualTo(3);
            });
            assertThat(voids.stream()
                            .map(entry -> entry.path("eventId").asString())
                            .distinct())
                    .hasSize(1)
                    .doesNotContain(job.id().toString());
            assertThat(voids.getLast().path("count").intValue()).isEqualTo(2);
            assertThat(voids.getLast().path("serials").size()).isZero();
            assertThat(voids.getLast().path("lot").asString()).isEqualTo(Shelf.HARVEST);
        }
    }

    @Test
    void aLabelThatWasTakenBackIsVoidInTheLedgerAfterItsIssueAlsoAfterARestart() {
        status = 503;
        VoidedLabel torn = torn("9XZV2KLM");
        try (PrintQueue queue = queue();
                Voids taken = voids(queue);
                Reports reports = reports(queue, taken)) {
            PrintJob job = leaving(queue, List.of("K7QF2M9X", "9XZV2KLM"));
            change(queue, job, j -> j.sent(NOON, null, null));
            taken.add(torn);
            taken.add(torn);
            await().until(() -> reports.trouble().isPresent() && !heard.isEmpty());
            assertThat(voids).isEmpty();
        }
        status = 201;
        try (PrintQueue queue = queue();
                Voids taken = voids(queue);
                Reports reports = reports(queue, taken)) {
            await().until(() -> taken.due().isEmpty());
            assertThat(reports.trouble()).isEmpty();
            assertThat(taken.all())
                    .hasSize(1)
                    .allSatisfy(label -> assertThat(label.reported()).isEqualTo(new PrintJob.Reported(NOON, null)));
            assertThat(voids).hasSize(1);
            assertThat(voids.getFirst()).isEqualTo(new JsonMapper().readTree("""
                            {"eventId":"%s","occurredAt":"2026-04-02T12:00:00Z","lot":"%s","count":1,"serials":["9XZV2KLM"],"reason":"déchirée","confirmed":[{"code":"W-TIME-03","reason":"Poste coupé du registre."}]}""".formatted(torn.id(), Shelf.HARVEST)));
        }
    }

    @Test
    void aLabelThatMayStillComeOutIsNotVoidedBeforeItIsIssued() {
        try (PrintQueue queue = queue();
                Voids taken = voids(queue);
                Reports reports = reports(queue, taken)) {
            PrintJob unknown = leaving(queue, List.of("K7QF2M9X"));
            change(queue, unknown, j -> j.to(State.UNKNOWN, NOON, null));
            taken.add(torn("K7QF2M9X"));
            taken.add(torn("4TRN8WQC"));
            await().until(() -> taken.due().size() == 1);
            assertThat(taken.due().getFirst().serial()).isEqualTo("K7QF2M9X");
            queue.cameOut(unknown.id());
            await().until(() -> taken.due().isEmpty());
            assertThat(heard).hasSize(1);
            assertThat(reports.trouble()).isEmpty();
        }
    }

    @Test
    void aLabelWhoseIssueTheLedgerRefusedIsToldAllTheSame() {
        status = 422;
        try (PrintQueue queue = queue();
                Voids taken = voids(queue);
                Reports reports = reports(queue, taken)) {
            PrintJob job = leaving(queue, List.of("K7QF2M9X"));
            change(queue, job, j -> j.sent(NOON, null, null));
            await().until(() -> queue.due().isEmpty());
            status = 201;
            taken.add(torn("K7QF2M9X"));
            await().until(() -> taken.due().isEmpty());
            assertThat(voids).hasSize(1);
            assertThat(reports.trouble()).isEmpty();
        }
    }

    @Test
    void aFormIsGoodForOneLabelAndALabelIsTakenBackOnce() {
        try (PrintQueue queue = queue();
                Voids taken = voids(queue)) {
            VoidedLabel torn = torn("K7QF2M9X");
            taken.add(torn);
            VoidedLabel other = new VoidedLabel(torn.id(), NOON, torn.lot(), "4TRN8WQC", "déchirée", null);
            assertThatThrownBy(() -> taken.add(other))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.VALUE_REFUSED));
            taken.add(torn("K7QF2M9X"));
            assertThat(taken.all()).containsExactly(torn);
            taken.reported(torn, new PrintJob.Reported(NOON, new Said("non", "no")));
            taken.add(torn("K7QF2M9X"));
            assertThat(taken.all()).hasSize(2);
        }
    }

    @Test
    void aVoidThatTheLedgerRefusesIsShownWithItsSentenceAndNotSentAgain() {
        status = 422;
        voidStatus = 422;
        try (PrintQueue queue = queue();
                Voids taken = voids(queue);
                Reports reports = reports(queue, taken)) {
            taken.add(torn("K7QF2M9X"));
            await().until(() -> taken.due().isEmpty());
            assertThat(taken.all().getFirst().reported()).asString().contains("Le lot n'est pas à vous.");
            assertThat(voids).hasSize(1);
            assertThat(reports.trouble()).isEmpty();
        }
    }

    @Test
    void aLineOfTheFileThatIsNoneIsLeftOutAndOldOnesAreForgotten() throws Exception {
        try (PrintQueue queue = queue();
                Voids taken = voids(queue)) {
            for (int n = 0; n < 4 * Voids.KEPT; n++) {
                VoidedLabel label = torn("K7QF%04d".formatted(n));
                taken.add(label);
                taken.reported(label, new PrintJob.Reported(NOON, null));
            }
            taken.add(torn("4TRN8WQC"));
            assertThat(taken.all()).hasSizeLessThan(4 * Voids.KEPT);
        }
        Files.writeString(folder.resolve("voids.jsonl"), "{\"id\":7}\n", StandardOpenOption.APPEND);
        try (PrintQueue queue = queue();
                Voids taken = voids(queue)) {
            assertThat(taken.due()).extracting(VoidedLabel::serial).containsExactly("4TRN8WQC");
        }
    }

    private static PrintJob leaving(PrintQueue queue, List<String> serials) {
        PrintJob job = PrintJob.order(
                UUID.randomUUID(), NOON, "Zebra", new LotCode(Shelf.HARVEST), LabelSize.CRATE, serials.size());
        queue.add(job);
        change(queue, job, j -> j.leaving(NOON, ADDRESS, serials));
        return job;
    }

    private PrintQueue queue() {
        try (StationFolder station = StationFolder.take(folder)) {
            return PrintQueue.in(station, CLOCK);
        }
    }

    private Voids voids(PrintQueue queue) {
        try (StationFolder station = StationFolder.take(folder)) {
            return Voids.in(station, queue);
        }
    }

    private static VoidedLabel torn(String serial) {
        return new VoidedLabel(UUID.randomUUID(), NOON, new LotCode(Shelf.HARVEST), serial, "déchirée", null);
    }

    private Reports reports(PrintQueue queue) {
        return reports(queue, voids(queue));
    }

    private Reports reports(PrintQueue queue, Voids taken) {
        return new Reports(
                queue,
                taken,
                new LedgerLine(
                        URI.create("http://127.0.0.1:" + ledger.getAddress().getPort() + "/"),
                        MachinePass.NONE,
                        MachinePass.NONE,
                        "COOP-KAD-01/op-1/poste",
                        "poste"),
                CLOCK,
                Duration.ofMillis(50));
    }

    private static PrintJob leaving(PrintQueue queue, int count) {
        PrintJob job =
                PrintJob.order(UUID.randomUUID(), NOON, "Zebra", new LotCode(Shelf.HARVEST), LabelSize.CRATE, count);
        queue.add(job);
        change(queue, job, j -> j.leaving(NOON, ADDRESS));
        return job;
    }

    private static PrintJob sent(PrintQueue queue, int count) {
        PrintJob job = leaving(queue, count);
        change(queue, job, j -> j.sent(NOON, null, null));
        return job;
    }

    private static void change(PrintQueue queue, PrintJob job, java.util.function.UnaryOperator<PrintJob> to) {
        assertThat(queue.change(job.id(), Set.of(State.WAITING, State.SENDING), to))
                .isPresent();
    }
}
