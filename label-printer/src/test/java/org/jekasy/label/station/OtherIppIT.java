package org.jekasy.label.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jekasy.label.Desk;
import org.jekasy.label.Shelf;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.lot.MachinePass;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.paper.Imprint;
import org.jekasy.label.paper.LabelPress;
import org.jekasy.label.paper.QrScan;
import org.jekasy.label.qr.QrReader;
import org.jekasy.label.station.PrintJob.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders at the printer CUPS tries its own programs with: one that reads PDF, and one that takes dots only. */
class OtherIppIT {
    private static final String ADDRESS = "https://id.jekasy.example/class/mango_fresh/lot/" + Shelf.HARVEST;

    @TempDir
    private Path folder;

    @Test
    void labelsComeOutAsPagesAndAsDotsAndThePrinterSaysSo() throws Exception {
        Path pdf = Files.createDirectory(folder.resolve("pdf"));
        Path dots = Files.createDirectory(folder.resolve("dots"));
        int pdfPort = freePort();
        int dotsPort = freePort();
        Process office = printer(pdfPort, pdf, "application/pdf,image/pwg-raster");
        Process small = printer(dotsPort, dots, "image/pwg-raster");
        try (Shelf shelf = new Shelf();
                StationFolder held = StationFolder.take(folder.resolve("station"));
                PrintQueue queue = PrintQueue.in(held, Clock.systemUTC());
                Station station = station(shelf, held, queue, pdfPort, dotsPort)) {
            ready(station, office, small);
            List<PrintJob> jobs = station.printers().stream()
                    .map(printer -> queue.add(PrintJob.order(
                            UUID.randomUUID(),
                            Clock.systemUTC().instant(),
                            printer.name(),
                            new LotCode(Shelf.HARVEST),
                            printer.size(),
                            2)))
                    .toList();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(jobs)
                            .allSatisfy(job ->
                                    assertThat(queue.job(job.id()).state()).isEqualTo(State.PRINTED)));
            assertThat(QrScan.read(spooled(pdf, ".pdf"))).containsExactly(ADDRESS, ADDRESS);
            assertThat(pages(Files.readAllBytes(spooled(dots, ".pwg")))).containsExactly(ADDRESS, ADDRESS);
        } finally {
            office.destroy();
            small.destroy();
        }
    }

    @Test
    void whatThePrinterCompletedIsPrintedInTheLedgerToo() throws Exception {
        Path pdf = Files.createDirectory(folder.resolve("pdf"));
        int port = freePort();
        Process office = printer(port, pdf, "application/pdf,image/pwg-raster");
        try (Shelf shelf = new Shelf();
                Desk desk = new Desk();
                StationFolder held = StationFolder.take(folder.resolve("station"));
                PrintQueue queue = PrintQueue.in(held, Clock.systemUTC());
                Station station = station(shelf, held, queue, port, port)) {
            ready(station, office);
            LedgerLine line =
                    new LedgerLine(desk.url(), MachinePass.NONE, MachinePass.NONE, "COOP-KAD-01/op-1/quai-1", "quai-1");
            UUID order = desk.order(null, 2, "quai-1");
            try (Reports _ = new Reports(queue, Voids.in(held, queue), line, Clock.systemUTC(), Duration.ofMillis(50));
                    Orders _ = new Orders(station, line, Clock.systemUTC(), Duration.ofMillis(50))) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> desk.said(order).contains("PRINTED"));
                await().until(() -> queue.unreported().isEmpty());
                // sent is said of it where the printer takes its time
                assertThat(desk.said(order))
                        .startsWith("TAKEN")
                        .endsWith("PRINTED")
                        .doesNotContain("UNKNOWN");
                assertThat(desk.about(order).getLast().path("printed").intValue())
                        .isEqualTo(2);
                assertThat(desk.issues())
                        .singleElement()
                        .satisfies(issue ->
                                assertThat(issue.path("count").intValue()).isEqualTo(2));
            }
        } finally {
            office.destroy();
        }
    }

    private static Station station(Shelf shelf, StationFolder held, PrintQueue queue, int pdfPort, int dotsPort) {
        KeptLots lots = KeptLots.in(held, new Lots(shelf.url()), Clock.systemUTC());
        return new Station(
                        queue,
                        List.of(
                                StationPrinter.of(
                                        "Bureau", "ipp://127.0.0.1:" + pdfPort + "/ipp/print", null, null, null, null),
                                StationPrinter.of(
                                        "Points",
                                        "ipp://127.0.0.1:" + dotsPort + "/ipp/print",
                                        null,
                                        null,
                                        null,
                                        null)),
                        new LabelPress(lots, new Imprint(URI.create("https://id.jekasy.example"), false)),
                        lots,
                        null,
                        Clock.systemUTC(),
                        Duration.ofMillis(200))
                .start();
    }

    /** Takes what a page prints: 1 to 256 equal rows at a time, each of runs and of dots as they are. */
    private static List<String> pages(byte[] raster) {
        ByteBuffer in = ByteBuffer.wrap(raster);
        byte[] magic = new byte[4];
        in.get(magic);
        assertThat(new String(magic, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("RaS2");
        List<String> read = new ArrayList<>();
        while (in.hasRemaining()) {
            int header = in.position();
            int width = in.getInt(header + 372);
            int height = in.getInt(header + 376);
            in.position(header + 1_796);
            byte[] page = new byte[width * height];
            int row = 0;
            while (row < height) {
                int times = (in.get() & 0xFF) + 1;
                int at = row * width;
                while (at < (row + 1) * width) {
                    int told = in.get() & 0xFF;
                    if (told < 128) {
                        java.util.Arrays.fill(page, at, at + told + 1, in.get());
                        at += told + 1;
                    } else {
                        in.get(page, at, 257 - told);
                        at += 257 - told;
                    }
                }
                for (int again = 1; again < times; again++) {
                    System.arraycopy(page, row * width, page, (row + again) * width, width);
                }
                row += times;
            }
            read.add(QrReader.read(page, width, height).orElse("–"));
        }
        return read;
    }

    /** What the printer keeps of a job, as it came in. */
    private static Path spooled(Path folder, String kind) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(kind))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Process printer(int port, Path spool, String formats) {
        try {
            return new ProcessBuilder(
                            "ippeveprinter",
                            "-p",
                            Integer.toString(port),
                            "-d",
                            spool.toString(),
                            "-k",
                            // else it acts as if every page took its time
                            "-c",
                            "/bin/true",
                            "-f",
                            formats,
                            "-r",
                            "off",
                            "-n",
                            "localhost",
                            "Essai " + port)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "ippeveprinter is needed for this test (Debian package cups-ipp-utils)");
            throw new IllegalStateException(e);
        }
    }

    private static void ready(Station station, Process... printers) throws InterruptedException {
        for (StationPrinter printer : station.printers()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> listens(printer) || ended(printers));
        }
        for (Process printer : printers) {
            assumeTrue(
                    !printer.waitFor(0, TimeUnit.SECONDS),
                    "ippeveprinter ended at once: it wants dbus-daemon and avahi-daemon running");
        }
    }

    private static boolean ended(Process... printers) {
        return Stream.of(printers).anyMatch(printer -> !printer.isAlive());
    }

    private static boolean listens(StationPrinter printer) {
        try {
            return !printer.printer().state().isEmpty();
        } catch (Refusal notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
