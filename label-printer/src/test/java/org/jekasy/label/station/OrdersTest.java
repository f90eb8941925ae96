package org.jekasy.label.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jekasy.label.Desk;
import org.jekasy.label.Shelf;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.lot.MachinePass;
import org.jekasy.label.paper.Imprint;
import org.jekasy.label.paper.LabelPress;
import org.jekasy.label.printer.PaperEater;
import org.jekasy.label.station.PrintJob.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Labels ordered elsewhere, from the ledger to a printer on a real socket and back. */
class OrdersTest {
    private static final Duration PAUSE = Duration.ofMillis(30);

    @TempDir
    private Path folder;

    private Shelf shelf;
    private Desk desk;
    private PaperEater eater;

    @BeforeEach
    void open() throws Exception {
        shelf = new Shelf();
        desk = new Desk();
        eater = new PaperEater(PaperEater.READY);
    }

    @AfterEach
    void close() throws IOException {
        eater.close();
        desk.close();
        shelf.close();
    }

    /** A station that asks and reports. */
    private record Post(StationFolder folder, Station station, Reports reports, Orders orders)
            implements AutoCloseable {
        @Override
        public void close() {
            orders.close();
            reports.close();
            station.close();
            station.queue().close();
            folder.close();
        }

        PrintJob job(UUID id) {
            return station.queue().job(id);
        }

        State state(UUID id) {
            return station.queue().has(id) ? job(id).state() : State.WAITING;
        }
    }

    private Post post(StationPrinter... printers) {
        return post("quai-1", printers);
    }

    private Post post(String name, StationPrinter... printers) {
        return post(
                name,
                new LedgerLine(desk.url(), MachinePass.NONE, MachinePass.NONE, "COOP-KAD-01/op-1/" + name, name),
                printers);
    }

    private Post post(String name, LedgerLine line, StationPrinter... printers) {
        StationFolder held = StationFolder.take(folder.resolve(name));
        Clock clock = Clock.systemUTC();
        KeptLots lots = KeptLots.in(held, new Lots(shelf.url()), clock);
        LabelPress press = new LabelPress(lots, new Imprint(URI.create("https://id.jekasy.example"), false));
        PrintQueue queue = PrintQueue.in(held, clock);
        Station station = new Station(queue, List.of(printers), press, lots, null, clock, PAUSE).start();
        return new Post(
                held,
                station,
                new Reports(queue, Voids.in(held, queue), line, clock, PAUSE),
                new Orders(station, line, clock, PAUSE));
    }

    private StationPrinter zebra() {
        return StationPrinter.of("Zebra", eater.address(), "zpl", null, "100x50", null);
    }

    @Test
    void whatWasOrderedIsTakenPrintedAndReportedOnce() throws Exception {
        UUID order = desk.order("100x50", 12, "quai-1");
        try (Post post = post(zebra())) {
            assertThat(eater.eaten()).contains("^PQ12");
            await().until(() -> desk.said(order).contains("SENT"));
            await().until(() -> !desk.issues().isEmpty());
            PrintJob job = post.job(order);
            assertThat(job.state()).isEqualTo(State.SENT);
            assertThat(job.ordered()).isNotNull();
            assertThat(job.ordered().by()).isEqualTo("7");
            await().until(() -> post.station().queue().unreported().isEmpty());
            assertThat(desk.said(order)).containsExactly("TAKEN", "SENT");
            assertThat(desk.about(order))
                    .extracting(report -> report.path("eventId").asString())
                    .doesNotHaveDuplicates()
                    .doesNotContain(order.toString());
            assertThat(desk.issues())
                    .hasSize(1)
                    .allSatisfy(issue ->
                            assertThat(issue.path("eventId").asString()).isNotEqualTo(order.toString()));
        }
        // the ledger of this test offers it for ever: a station that starts anew does not take it again
        try (Post again = post(zebra())) {
            UUID next = desk.order(null, 1, "quai-1");
            await().until(() -> again.state(next) == State.SENT);
            assertThat(eater.eaten()).contains("^PQ1^");
            assertThat(eater.nothing()).isTrue();
            assertThat(again.state(order)).isEqualTo(State.SENT);
        }
    }

    /** The machine's own line to the ledger, as the settings of an enrolled station make it. */
    private LedgerLine enrolled(Path secret) {
        return new LedgerLine(desk.url(), pass(secret, "read"), pass(secret, "record"), null, "quai-1");
    }

    private MachinePass pass(Path secret, String scope) {
        return MachinePass.of(desk.url(), "quai-1", secret, scope, Clock.systemUTC());
    }

    @Test
    void anEnrolledMachineShowsAtEachDoorTheTokenOfItsScope() throws Exception {
        desk.enrol("quai-1", "secret-of-the-dock");
        UUID order = desk.order("100x50", 12, "quai-1");
        Path secret = Files.writeString(folder.resolve("quai-1.secret"), "secret-of-the-dock\n");
        try (Post post = post("quai-1", enrolled(secret), zebra())) {
            assertThat(eater.eaten()).contains("^PQ12");
            await().until(() -> post.state(order) == State.SENT
                    && post.station().queue().unreported().isEmpty());
            assertThat(desk.said(order)).containsExactly("TAKEN", "SENT");
            assertThat(desk.issues()).hasSize(1);
            assertThat(desk.shown())
                    .containsExactlyInAnyOrder(
                            "GET /label-orders Bearer token-to-read",
                            "POST /label-order-reports Bearer token-to-record",
                            "POST /label-issues Bearer token-to-record");
        }
    }

    @Test
    void aMachineThatIsNotEnrolledPrintsNothingAndSaysSo() throws Exception {
        desk.enrol("quai-1", "secret-of-the-dock");
        UUID order = desk.order("100x50", 12, "quai-1");
        Path secret = Files.writeString(folder.resolve("quai-1.secret"), "another");
        try (Post post = post("quai-1", enrolled(secret), zebra())) {
            await().until(() -> post.orders().trouble().isPresent());
            assertThat(post.orders().trouble()).asString().contains("quai-1: HTTP 401", "« read »");
            assertThat(post.station().queue().has(order)).isFalse();
            assertThat(desk.shown()).isEmpty();
        }
    }

    @Test
    void nothingIsPrintedBeforeTheLedgerGaveItToThisStation() {
        UUID order = desk.order(null, 12, null);
        desk.refuses(order, 403, "E-CUST-01");
        try (Post post = post(zebra())) {
            await().until(() -> post.state(order) == State.CANCELLED);
            assertThat(post.job(order).ordered()).asString().contains("quai-2");
            assertThat(desk.said(order)).containsExactly("TAKEN");
            assertThat(eater.printouts()).isZero();
        }
    }

    @Test
    void aClockThatRunsAheadKeepsTheOrderUntilItIsRight() {
        UUID order = desk.order(null, 12, "quai-1");
        desk.refuses(order, 422, "E-TIME-01");
        try (Post post = post(zebra())) {
            await().until(() -> post.reports().trouble().isPresent());
            assertThat(post.state(order)).isEqualTo(State.WAITING);
            assertThat(eater.printouts()).isZero();
        }
    }

    @Test
    void cutOffAfterItTookAnOrderAStationPrintsItAndReportsLater() throws Exception {
        int port = freePort();
        StationPrinter zebra = StationPrinter.of("Zebra", "127.0.0.1:" + port, "zpl", null, "100x50", null);
        UUID order = desk.order("100x50", 12, "quai-1");
        try (Post post = post(zebra)) {
            await().until(() -> desk.said(order).equals(List.of("TAKEN")));
            desk.away(true);
            await().until(() -> post.orders().trouble().isPresent());
            try (PaperEater switchedOn = PaperEater.at(port)) {
                assertThat(switchedOn.eaten()).contains("^PQ12");
                await().until(() -> post.state(order) == State.SENT);
            }
            await().until(() -> post.reports().trouble().isPresent());
            assertThat(post.station().queue().unreported()).hasSize(1);
        }
        desk.away(false);
        try (Post again = post(zebra)) {
            await().until(() -> again.station().queue().unreported().isEmpty());
            await().until(() -> again.orders().trouble().isEmpty());
            assertThat(again.state(order)).isEqualTo(State.SENT);
        }
        // what was on its way when the station stopped may come twice, under one id
        assertThat(desk.said(order)).containsOnly("TAKEN", "SENT").startsWith("TAKEN");
        assertThat(ids(desk.about(order))).hasSize(2);
        assertThat(ids(desk.issues())).hasSize(1);
    }

    private static Set<String> ids(List<JsonNode> said) {
        return said.stream().map(entry -> entry.path("eventId").asString()).collect(Collectors.toSet());
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void whatIsUnknownIsReportedAndSoIsWhatSomebodyFound() throws Exception {
        UUID order = desk.order("100x50", 12, "quai-1");
        try (PaperEater torn = new PaperEater(PaperEater.READY, 40);
                Post post = post(StationPrinter.of("Zebra", torn.address(), "zpl", null, "100x50", null))) {
            await().until(() -> desk.said(order).contains("UNKNOWN"));
            assertThat(desk.said(order)).containsExactly("TAKEN", "UNKNOWN");
            assertThat(desk.about(order).getLast().path("reason").asString()).isNotBlank();
            post.station().queue().again(order, UUID.randomUUID(), 5);
            await().until(() -> desk.said(order).contains("PRINTED"));
            assertThat(desk.about(order).getLast().path("printed").intValue()).isEqualTo(7);
            assertThat(desk.about(order).getLast().path("reason").asString()).endsWith(": 5");
        }
    }

    @Test
    void anOrderGoesToThePrinterWhoseLabelsAreAskedFor() throws Exception {
        try (PaperEater small = new PaperEater(PaperEater.READY);
                Post post = post(zebra(), StationPrinter.of("TSC", small.address(), "zpl", null, "50x30", null))) {
            UUID order = desk.order("50x30", 2, "quai-1");
            assertThat(small.eaten()).contains("^LL240", "^PQ2");
            assertThat(post.job(order).printer()).isEqualTo("TSC");
            assertThat(eater.nothing()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"105x148", "1x1"})
    void anOrderThisStationAloneShouldPrintAndCanNotFails(String template) {
        desk.nonsense();
        UUID order = desk.order(template, 2, "quai-1");
        try (Post post = post(zebra())) {
            await().until(() -> desk.said(order).equals(List.of("TAKEN", "FAILED")));
            assertThat(desk.about(order).getLast().path("reason").asString()).contains(template, "100x50");
            assertThat(desk.about(order).getLast().path("printed").intValue()).isZero();
            assertThat(post.job(order).note()).asString().contains("Aucune imprimante");
        }
    }

    @Test
    void whatAnyStationMayPrintIsLeftWhereNoPrinterHasIt() {
        UUID order = desk.order("105x148", 2, null);
        try (Post post = post(zebra())) {
            await().until(() -> post.orders().left().isPresent());
            assertThat(post.orders().left()).asString().contains("laissées à un autre poste : 1", "105x148");
            assertThat(post.station().queue().has(order)).isFalse();
            assertThat(desk.said(order)).isEmpty();
        }
    }

    @Test
    void whatIsCancelledHereIsCancelledInTheLedger() throws IOException {
        try (PaperEater empty = PaperEater.noPaper();
                Post post = post(StationPrinter.of("Zebra", empty.address(), "zpl", null, "100x50", null))) {
            UUID order = desk.order(null, 3, "quai-1");
            await().until(() -> desk.said(order).contains("TAKEN"));
            post.station().queue().cancel(order);
            await().until(() -> desk.said(order).equals(List.of("TAKEN", "CANCELLED")));
            assertThat(empty.printouts()).isZero();
        }
    }
}
