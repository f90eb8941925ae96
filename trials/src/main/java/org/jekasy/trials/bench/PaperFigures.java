package org.jekasy.trials.bench;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jekasy.label.lot.Label;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.paper.Imprint;
import org.jekasy.label.paper.LabelOrder;
import org.jekasy.label.paper.LabelPress;
import org.jekasy.label.paper.LabelSize;
import org.jekasy.label.paper.Pdf;
import org.jekasy.label.paper.PrinterLanguage;
import org.jekasy.label.paper.Resolution;
import org.jekasy.label.paper.SheetOrder;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.qr.QrCode;
import org.jekasy.standalone.Memory;
import org.jekasy.trials.bench.limit.PlainLabels;
import org.jekasy.trials.rig.Rig;

/** Labels as such: the records at hand, no service asked; and the command line, which asks the running query service. */
final class PaperFigures {
    private static final URI BASE = URI.create("https://id.example.org");
    private static final int CODES = 2_000;

    private final Figures figures;
    private final List<LotCode> lots;
    private final List<String> addresses;
    private final LabelPress press;

    private PaperFigures(Figures figures, List<LotCode> lots) {
        this.figures = figures;
        this.lots = lots;
        Imprint imprint = new Imprint(BASE, false);
        this.press = new LabelPress(PaperFigures::label, imprint);
        this.addresses = lots.stream().map(lot -> imprint.address(label(lot))).toList();
    }

    static void measure(Figures figures, Rig rig, List<LotCode> lots) throws Exception {
        PaperFigures measured = new PaperFigures(figures, lots);
        measured.codes();
        measured.sheets();
        measured.zpl();
        measured.commandLine(rig);
    }

    /** What a label of the season says, without asking. */
    static Label label(LotCode lot) {
        return new Label(
                lot,
                new Label.Product("mango_fresh", "Mangue fraîche", "Fresh mango"),
                new Label.Variety("KEN", "Kent"),
                "Coopérative des planteurs de Kadiolo",
                "Nimbougou",
                LocalDate.of(2026, 5, 11),
                LocalDate.of(2026, 5, 11),
                806_500,
                null,
                List.of("ORGANIC"),
                null,
                "OPEN");
    }

    private void codes() throws Exception {
        List<String> some = addresses.subList(0, Math.min(addresses.size(), figures.size(CODES, 100)));
        AtomicLong seen = new AtomicLong();
        Rounds.Figure ours = () -> micros(
                some,
                address -> seen.addAndGet(QrCode.drawn(address, Correction.M).size()));
        Rounds.Figure zxing = () -> micros(
                some,
                address -> seen.addAndGet(
                        Encoder.encode(address, ErrorCorrectionLevel.M, Map.of(EncodeHintType.QR_COMPACT, true))
                                .getMatrix()
                                .getWidth()));
        for (int warm = figures.size(3, 0); warm > 0; warm--) {
            ours.measure();
            zxing.measure();
        }
        figures.add(Row.paired(
                "labels.code",
                "un QR, masque de moindre pénalité (limite : ZXing)",
                "one QR code, mask of the lowest penalty (limit: ZXing)",
                figures.rounds().paired(ours, zxing),
                "µs",
                Goal.ratioAtMost(0.5)));
        if (seen.get() == 0) {
            throw new IllegalStateException("no code was drawn");
        }
    }

    private interface Draw {
        void one(String address) throws WriterException;
    }

    private static double micros(List<String> addresses, Draw draw) throws WriterException {
        long begin = System.nanoTime();
        for (String address : addresses) {
            draw.one(address);
        }
        return (System.nanoTime() - begin) / 1e3 / addresses.size();
    }

    private void sheets() throws Exception {
        Rounds.Figure ours = () -> {
            long begin = System.nanoTime();
            try (Pdf pdf = press.sheets(new SheetOrder(lots, 1, 1), Correction.M)) {
                pdf.writeTo(OutputStream.nullOutputStream());
                return seconds(begin, pdf.labels());
            }
        };
        Rounds.Figure plain = () -> {
            long begin = System.nanoTime();
            return seconds(begin, PlainLabels.pdf(addresses).length > 0 ? lots.size() : 0);
        };
        warm(ours);
        warm(plain);
        figures.add(Row.paired(
                "labels.sheets",
                lots.size()
                        + " étiquettes en planches PDF, relues (limite : les mêmes planches au plus simple, ZXing, un fil)",
                lots.size()
                        + " labels as sheets in PDF, read back (limit: the same sheets at their plainest, ZXing, one thread)",
                figures.rounds().paired(ours, plain),
                "s",
                Goal.ratioAtMost(0.6)));
    }

    private void zpl() throws Exception {
        Rounds.Figure ours = () -> {
            long begin = System.nanoTime();
            int made = 0;
            for (LotCode lot : lots) {
                byte[] label = press.printout(
                        new LabelOrder(lot, LabelSize.CARTON, Correction.M),
                        PrinterLanguage.ZPL,
                        new Resolution(203),
                        1,
                        LabelPress.QrBy.PRINTER);
                made += label.length > 0 ? 1 : 0;
            }
            return seconds(begin, made);
        };
        warm(ours);
        figures.add(Row.alone(
                "labels.zpl",
                lots.size() + " étiquettes en ZPL, QR dessiné par l'imprimante",
                lots.size() + " labels as ZPL, QR drawn by the printer",
                figures.rounds().median(ours),
                "s",
                Goal.atMost(0.5)));
    }

    private void warm(Rounds.Figure figure) throws Exception {
        for (int n = figures.size(3, 0); n > 0; n--) {
            figure.measure();
        }
    }

    private double seconds(long begin, int made) {
        if (made != lots.size()) {
            throw new IllegalStateException(made + " labels of " + lots.size());
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private void commandLine(Rig rig) throws Exception {
        Path list = rig.folder().resolve("lots.txt");
        Files.write(list, lots.stream().map(LotCode::toString).toList());
        List<Double> peaks = new ArrayList<>();
        figures.add(Row.alone(
                "labels.first-sheet",
                "ligne de commande, du départ à la première planche",
                "command line, from its start to the first sheet",
                figures.rounds().median(() -> run(rig, lots.getFirst().toString(), new ArrayList<>())),
                "s",
                Goal.atMost(1.5)));
        figures.add(Row.alone(
                "labels.command-line",
                "ligne de commande, " + lots.size() + " étiquettes demandées une à une",
                "command line, " + lots.size() + " labels asked for one by one",
                run(rig, "@" + list, peaks),
                "s",
                null));
        figures.add(Row.alone(
                "labels.command-line.memory",
                "… mémoire résidente au plus haut",
                "… resident memory at its highest",
                peaks.getLast(),
                "MiB",
                Goal.atMost(200)));
    }

    /** Seconds of one run; what it held at most is added in MiB. */
    private static double run(Rig rig, String what, List<Double> peaks) throws IOException, InterruptedException {
        Path sheet = rig.folder().resolve("sheet.pdf");
        Files.deleteIfExists(sheet);
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("jekasy.home", "."), "label-printer", "label-printer")
                                .toString(),
                        "sheet",
                        what,
                        "--lots-url",
                        "http://127.0.0.1:" + rig.ports().pages(),
                        "--base-url",
                        BASE.toString(),
                        "-o",
                        sheet.toString())
                .redirectErrorStream(true)
                .redirectOutput(rig.folder().resolve("sheet.log").toFile());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // what is measured here is built, maybe by a build that goes on
        command.environment().put("LEDGER_BUILD", "no");
        long begin = System.nanoTime();
        Process process = command.start();
        long peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, Memory.highest(process.toHandle()).orElse(0));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            if (System.nanoTime() - begin > TimeUnit.MINUTES.toNanos(2)) {
                process.destroyForcibly();
            }
        }
        double took = (System.nanoTime() - begin) / 1e9;
        if (process.exitValue() != 0 || !Files.exists(sheet)) {
            throw new IllegalStateException(
                    "no sheet: " + Files.readString(rig.folder().resolve("sheet.log")));
        }
        peaks.add(peak / (double) (1 << 20));
        return took;
    }
}
