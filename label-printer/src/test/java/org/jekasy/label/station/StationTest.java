package org.jekasy.label.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Status;
import com.hp.jipp.model.Types;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jekasy.label.Shelf;
import org.jekasy.label.lot.KnownLots;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.lot.Serials;
import org.jekasy.label.paper.Imprint;
import org.jekasy.label.paper.LabelOrder;
import org.jekasy.label.paper.LabelPress;
import org.jekasy.label.printer.PaperEater;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.station.PrintJob.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders on their way to printers on real sockets. */
class StationTest {
    private static final LotCode HARVEST = new LotCode(Shelf.HARVEST);

    @TempDir
    private Path folder;

    private Shelf shelf;

    @BeforeEach
    void open() throws Exception {
        shelf = new Shelf();
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @Test
    void anOrderIsSentOnceAndSaysSo() throws Exception {
        try (PaperEater eater = new PaperEater(PaperEater.READY);
                Station station = station(eater.address())) {
            PrintJob job = order(station, HARVEST, 12);
            assertThat(eater.eaten()).startsWith("^XA").contains("^PQ12");
            assertThat(until(station, job, State.SENT).note()).isNull();
            assertThat(eater.nothing()).isTrue();
            assertThat(station.seen(station.printers().getFirst())).isPresent();
        }
    }

    @Test
    void aPrinterThatIsOffKeepsItsOrdersUntilItIsOn() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Station station = station("127.0.0.1:" + port)) {
            PrintJob job = order(station, HARVEST, 1);
            await().until(() -> station.queue().job(job.id()).note() != null);
            PrintJob waits = station.queue().job(job.id());
            assertThat(waits.state()).isEqualTo(State.WAITING);
            assertThat(waits.note()).asString().contains("ne répond pas");
            try (PaperEater eater = PaperEater.at(port)) {
                assertThat(eater.eaten()).contains("^PQ1");
                until(station, job, State.SENT);
            }
        }
    }

    @Test
    void aLineThatBreaksLeavesTheOrderUnknownAndNothingIsSentAgain() throws Exception {
        try (PaperEater eater = new PaperEater(PaperEater.READY, 2_000);
                Station station = station(eater.address())) {
            PrintJob broken = order(station, HARVEST, 1);
            assertThat(until(station, broken, State.UNKNOWN).note()).asString().contains("Comptez les étiquettes");
            PrintJob next = order(station, HARVEST, 1);
            until(station, next, State.UNKNOWN);
            assertThat(eater.printouts()).isEqualTo(2);
            assertThat(station.queue().job(broken.id()).state()).isEqualTo(State.UNKNOWN);
        }
    }

    @Test
    void aLotThatMayNotBePrintedFailsAndTheNextComesOut() throws Exception {
        String voided = shelf.lot(Shelf.code(1), r -> r.replace("AVAILABLE", "VOIDED"));
        try (PaperEater eater = new PaperEater(PaperEater.READY);
                Station station = station(eater.address())) {
            PrintJob first = order(station, new LotCode(voided), 1);
            PrintJob second = order(station, HARVEST, 1);
            assertThat(until(station, first, State.FAILED).note()).asString().contains("est annulé");
            until(station, second, State.SENT);
        }
    }

    @Test
    void whatCanNotBeReadNowWaitsAndHoldsNobodyUp() throws Exception {
        String unread = shelf.answers(Shelf.code(2), 503, "");
        try (PaperEater eater = new PaperEater(PaperEater.READY);
                Station station = station(eater.address())) {
            PrintJob first = order(station, new LotCode(unread), 1);
            PrintJob second = order(station, HARVEST, 1);
            until(station, second, State.SENT);
            assertThat(station.queue().job(first.id()).state()).isEqualTo(State.WAITING);
            shelf.lot(Shelf.code(2), r -> r);
            until(station, first, State.SENT);
        }
    }

    @Test
    void cutOffAStationPrintsWhatItReadBeforeAndSaysSo() throws Exception {
        try (PaperEater eater = new PaperEater(PaperEater.READY);
                Station station = station(eater.address())) {
            PrintJob before = order(station, HARVEST, 1);
            assertThat(until(station, before, State.SENT).note()).isNull();
            shelf.close();
            PrintJob cutOff = order(station, HARVEST, 1);
            assertThat(until(station, cutOff, State.SENT).note()).asString().contains("D'après la fiche lue le");
            assertThat(eater.eaten()).isEqualTo(eater.eaten());
        }
    }

    @Test
    void whatIsPrintedAgainSaysThatItIsACopy() throws Exception {
        try (PaperEater eater = new PaperEater(PaperEater.READY);
                Station station = station(eater.address())) {
            PrintJob job = order(station, HARVEST, 3);
            assertThat(eater.eaten()).doesNotContain("copie");
            until(station, job, State.SENT);
            station.queue().again(job.id(), UUID.randomUUID(), 2);
            assertThat(eater.eaten()).contains("copie 2", "^PQ2");
        }
    }

    @Test
    void aPrinterThatTakesNoneNowIsLeftAloneForAWhile() throws Exception {
        AtomicInteger handedOver = new AtomicInteger();
        HttpServer busy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        busy.createContext("/", exchange -> {
            IppPacket question = new IppInputStream(exchange.getRequestBody()).readPacket();
            exchange.getRequestBody().readAllBytes();
            boolean job = question.getOperation().equals(Operation.printJob);
            IppPacket.Builder answer = IppPacket.response(job ? Status.serverErrorBusy : Status.successfulOk);
            if (job) {
                handedOver.incrementAndGet();
            } else {
                answer.putPrinterAttributes(
                        Types.printerState.of(com.hp.jipp.model.PrinterState.idle),
                        Types.documentFormatSupported.of("application/pdf"));
            }
            exchange.sendResponseHeaders(200, 0);
            try (IppOutputStream out = new IppOutputStream(exchange.getResponseBody())) {
                out.write(answer.build());
            }
        });
        busy.start();
        try (PaperEater eater = new PaperEater(PaperEater.READY);
                Station station = station(
                        Duration.ofHours(1),
                        StationPrinter.of(
                                "Bureau",
                                "ipp://127.0.0.1:" + busy.getAddress().getPort() + "/ipp/print",
                                null,
                                null,
                                null,
                                null),
                        StationPrinter.of("Zebra", eater.address(), null, null, null, null))) {
            PrintJob waits = order(station, HARVEST, 1);
            await().until(() -> station.queue().job(waits.id()).note() != null);
            // what other printers do does not call it either
            for (int n = 0; n < 10; n++) {
                PrintJob next = order(station, station.printers().getLast(), HARVEST, 1);
                until(station, next, State.SENT);
            }
            assertThat(station.queue().job(waits.id()).note()).asString().contains("occupée");
            assertThat(handedOver).hasValue(1);
        } finally {
            busy.stop(0);
        }
    }

    @Test
    void whatNoMemoryIsEnoughForCostsOneOrderOnly() throws Exception {
        LotCode other = new LotCode(Shelf.code(3));
        Lots read = new Lots(shelf.url());
        try (PaperEater eater = new PaperEater(PaperEater.READY);
                Station station = station(
                        Duration.ofMillis(50),
                        lot -> {
                            if (lot.equals(other)) {
                                throw new OutOfMemoryError("for the test");
                            }
                            return read.label(lot);
                        },
                        StationPrinter.of("Zebra", eater.address(), null, null, null, null))) {
            PrintJob first = order(station, other, 1);
            PrintJob second = order(station, HARVEST, 1);
            until(station, second, State.SENT);
            until(station, first, State.FAILED);
        }
    }

    @Test
    void ofAPrinterThatIsToldEveryLabelAnOrderIsSmall() {
        StationPrinter receipts = StationPrinter.of("Reçus", "127.0.0.1", "escpos", null, null, null);
        assertThat(receipts.count("500", false)).isEqualTo(500);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> receipts.count("501", false))
                .matches(refusal -> refusal.reason() == Reason.VALUE_REFUSED)
                .withMessageContaining("de 1 à 500");
        StationPrinter zebra = StationPrinter.of("Zebra", "127.0.0.1", null, null, null, null);
        assertThat(zebra.count("10000", false)).isEqualTo(10_000);
        // with numbers every label is made
        assertThat(zebra.count("2000", true)).isEqualTo(2_000);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> zebra.count("2001", true))
                .withMessageContaining("de 1 à 2");
    }

    @Test
    void whereTheLedgerIsToldEachLabelHasANumberThatTheQueueKnows() throws Exception {
        try (PaperEater eater = new PaperEater(PaperEater.READY);
                Station station = numbering("printer", eater.address())) {
            PrintJob job = order(station, HARVEST, 3);
            String printed = eater.eaten();
            PrintJob sent = until(station, job, State.SENT);
            assertThat(numbers(printed))
                    .hasSize(3)
                    .doesNotHaveDuplicates()
                    .isEqualTo(sent.fate().serials());
            assertThat(printed.split("\\^PQ1\\^XZ", -1)).hasSize(4);
            // the address the ledger hears of is the lot's
            assertThat(sent.fate().address()).endsWith("/class/mango_fresh/lot/" + Shelf.HARVEST);

            station.queue().again(job.id(), UUID.randomUUID(), 2);
            String copies = eater.eaten();
            assertThat(copies).contains("copie 2");
            assertThat(numbers(copies)).hasSize(2).doesNotContainAnyElementsOf(numbers(printed));
        }
    }

    @Test
    void whenTheLineBreaksTheQueueStillKnowsWhichNumbersMayBeOut() throws Exception {
        List<String> serials;
        try (PaperEater eater = new PaperEater(PaperEater.READY, 2_000);
                Station station = numbering("dots", eater.address())) {
            PrintJob job = order(station, HARVEST, 2);
            serials = until(station, job, State.UNKNOWN).fate().serials();
            assertThat(serials).hasSize(2);
        }
        assertThat(Files.readString(folder.resolve("jobs.jsonl"))).contains(serials);
    }

    @Test
    void aLabelWhoseNumberMakesItsCodeTooFineFailsAndNothingComesOut() throws Exception {
        // just fits without a number
        Lots read = new Lots(shelf.url());
        StationPrinter small = StationPrinter.of("Zebra", "127.0.0.1:9", null, null, "50x30", null);
        LabelPress press =
                new LabelPress(read, new Imprint(URI.create("https://id.jekasy.example/" + "a".repeat(62)), false));
        LabelOrder order = new LabelOrder(HARVEST, small.size(), Correction.M);
        assertThat(press.printout(order, small.language(), small.resolution(), 1, small.qr()))
                .isNotEmpty();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> press.printout(
                        read.label(HARVEST),
                        order,
                        small.language(),
                        small.resolution(),
                        List.of("K7QF2M9X", "9XZV2KLM"),
                        small.qr()))
                .matches(refusal -> refusal.reason() == Reason.QR_TOO_DENSE);
    }

    private Station numbering(String qr, String address) {
        return station(
                Duration.ofMillis(50),
                new Lots(shelf.url()),
                new Serials(new SecureRandom()),
                StationPrinter.of("Zebra", address, null, null, null, qr));
    }

    private static List<String> numbers(String printed) {
        return Pattern.compile(Shelf.HARVEST + "/21/([2-9A-Z]{8})\\^FS")
                .matcher(printed)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private Station station(String address) {
        return station(Duration.ofMillis(50), StationPrinter.of("Zebra", address, null, null, null, null));
    }

    private Station station(Duration pause, StationPrinter... printers) {
        return station(pause, new Lots(shelf.url()), printers);
    }

    private Station station(Duration pause, KnownLots known, StationPrinter... printers) {
        return station(pause, known, null, printers);
    }

    private Station station(Duration pause, KnownLots known, @Nullable Serials serials, StationPrinter... printers) {
        try (StationFolder station = StationFolder.take(folder)) {
            KeptLots lots = KeptLots.in(station, known, Clock.systemUTC());
            return new Station(
                            PrintQueue.in(station, Clock.systemUTC()),
                            List.of(printers),
                            new LabelPress(lots, new Imprint(URI.create("https://id.jekasy.example"), false)),
                            lots,
                            serials,
                            Clock.systemUTC(),
                            pause)
                    .start();
        }
    }

    private static PrintJob order(Station station, LotCode lot, int count) {
        return order(station, station.printers().getFirst(), lot, count);
    }

    private static PrintJob order(Station station, StationPrinter printer, LotCode lot, int count) {
        return station.queue()
                .add(PrintJob.order(
                        UUID.randomUUID(), Clock.systemUTC().instant(), printer.name(), lot, printer.size(), count));
    }

    private static PrintJob until(Station station, PrintJob job, State state) {
        return await().until(() -> station.queue().job(job.id()), now -> now.state() == state);
    }
}
