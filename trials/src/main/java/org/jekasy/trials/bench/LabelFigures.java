package org.jekasy.trials.bench;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.EncodeHintType;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.OutputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.paper.Imprint;
import org.jekasy.label.paper.LabelPress;
import org.jekasy.label.paper.Pdf;
import org.jekasy.label.paper.SheetOrder;
import org.jekasy.label.qr.Correction;
import org.jekasy.trials.rig.Rig;

/** A sheet order of the largest size beside ZXing alone on the same addresses; then the same with each lot asked for from the running query service. */
final class LabelFigures {
    private static final URI BASE = URI.create("https://id.example.org");
    private static final int PIXELS = 3;
    private static final int QUIET = 4;
    private static final int AT_ONCE = 8;

    private LabelFigures() {}

    static void measure(Figures figures, Rig rig, Loaded loaded) throws Exception {
        int count = Math.min(
                figures.size(SheetOrder.MOST_LABELS, 100), loaded.harvests().size());
        List<LotCode> lots = loaded.harvests().stream()
                .limit(count)
                .map(lot -> new LotCode(lot.text()))
                .toList();
        LabelPress press = new LabelPress(
                new Lots(URI.create("http://127.0.0.1:" + rig.ports().pages())), new Imprint(BASE, false));
        LabelPress atHand = new LabelPress(PaperFigures::label, new Imprint(BASE, false));
        for (int warm = figures.size(3, 0); warm > 0; warm--) {
            sheets(atHand, lots);
            alone(lots);
        }
        figures.add(Row.paired(
                "labels." + count,
                count + " étiquettes en PDF, chacune relue (limite : ZXing seul, écrire et lire)",
                count + " labels as PDF, each decoded (limit: ZXing alone, encode and decode)",
                figures.rounds().paired(() -> sheets(atHand, lots), () -> alone(lots)),
                "s",
                Goal.ratioAtMost(1.5)));
        sheets(press, lots.subList(0, Math.min(count, 1_000)));
        figures.add(Row.alone(
                "labels." + count + ".asked",
                "… chaque lot demandé au service de consultation",
                "… each lot asked of the query service",
                sheets(press, lots),
                "s",
                null));
        PaperFigures.measure(figures, rig, lots);
    }

    private static double sheets(LabelPress press, List<LotCode> lots) throws Exception {
        long begin = System.nanoTime();
        try (Pdf pdf = press.sheets(new SheetOrder(lots, 1, 1), Correction.M)) {
            pdf.writeTo(OutputStream.nullOutputStream());
            if (pdf.labels() != lots.size()) {
                throw new IllegalStateException(pdf.labels() + " labels of " + lots.size());
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double alone(List<LotCode> lots) {
        long begin = System.nanoTime();
        long read = lots.stream()
                .gather(Gatherers.mapConcurrent(
                        AT_ONCE, lot -> encodedAndDecoded(BASE + "/class/mango_fresh/lot/" + lot)))
                .filter(Boolean::booleanValue)
                .count();
        if (read < lots.size() * 9L / 10) {
            throw new IllegalStateException("ZXing read " + read + " of " + lots.size());
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static boolean encodedAndDecoded(String text) {
        try {
            ByteMatrix matrix = Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.QR_COMPACT, true))
                    .getMatrix();
            int side = (matrix.getWidth() + 2 * QUIET) * PIXELS;
            byte[] grey = new byte[side * side];
            Arrays.fill(grey, (byte) 0xFF);
            for (int y = 0; y < matrix.getHeight(); y++) {
                for (int x = 0; x < matrix.getWidth(); x++) {
                    for (int row = 0; matrix.get(x, y) == 1 && row < PIXELS; row++) {
                        int at = ((y + QUIET) * PIXELS + row) * side + (x + QUIET) * PIXELS;
                        Arrays.fill(grey, at, at + PIXELS, (byte) 0);
                    }
                }
            }
            return new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(
                                    new PlanarYUVLuminanceSource(grey, side, side, 0, 0, side, side, false))),
                            Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText()
                    .equals(text);
        } catch (com.google.zxing.WriterException | com.google.zxing.ReaderException e) {
            // a handful of our addresses do not read with the mask the standard asks for
            return false;
        }
    }
}
