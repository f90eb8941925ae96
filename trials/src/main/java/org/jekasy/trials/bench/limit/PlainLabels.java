package org.jekasy.trials.bench.limit;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;

/** The plainest PDF writer of labels: one thread, A4 sheets of 3 × 8 as ours, ZXing's own encoder, seven lines of Helvetica, nothing read back. */
public final class PlainLabels {
    private static final int LINES = 7;
    /** Tenths of a point. */
    private static final int MODULE = 11;

    private static final int COLUMNS = 3;
    private static final int PLACES = 24;
    /** Points: 70 and 37 mm. */
    private static final int WIDE = 198;

    private static final int HIGH = 105;

    private PlainLabels() {}

    /** A PDF with one label for each address. */
    public static byte[] pdf(List<String> addresses) throws IOException, WriterException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream(1 << 20);
        write(pdf, "%PDF-1.4\n");
        StringBuilder pages = new StringBuilder();
        int sheets = (addresses.size() + PLACES - 1) / PLACES;
        for (int n = 0; n < sheets; n++) {
            byte[] drawn = deflated(page(addresses.subList(n * PLACES, Math.min(addresses.size(), (n + 1) * PLACES))));
            int page = 4 + 2 * n;
            pages.append(page).append(" 0 R ");
            write(
                    pdf,
                    page
                            + " 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents "
                            + (page + 1) + " 0 R>>endobj\n" + (page + 1) + " 0 obj<</Filter/FlateDecode/Length "
                            + drawn.length + ">>stream\n");
            pdf.write(drawn);
            write(pdf, "\nendstream endobj\n");
        }
        write(
                pdf,
                "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n2 0 obj<</Type/Pages/Count "
                        + sheets + "/Kids[" + pages
                        + "]>>endobj\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                        + "trailer<</Root 1 0 R>>\n%%EOF\n");
        return pdf.toByteArray();
    }

    private static String page(List<String> addresses) throws WriterException {
        StringBuilder page = new StringBuilder(8_192 * addresses.size());
        for (int place = 0; place < addresses.size(); place++) {
            page.append("q 1 0 0 1 ")
                    .append(place % COLUMNS * WIDE)
                    .append(' ')
                    .append(840 - (place / COLUMNS + 1) * HIGH)
                    .append(" cm\n");
            label(page, addresses.get(place));
            page.append("Q\n");
        }
        return page.toString();
    }

    private static void label(StringBuilder page, String address) throws WriterException {
        ByteMatrix matrix = Encoder.encode(address, ErrorCorrectionLevel.M, Map.of(EncodeHintType.QR_COMPACT, true))
                .getMatrix();
        page.append("q .1 0 0 .1 0 0 cm\n");
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                int from = x;
                while (x < matrix.getWidth() && matrix.get(x, y) == 1) {
                    x++;
                }
                if (x > from) {
                    // scaled once a label
                    page.append(100 + from * MODULE)
                            .append(' ')
                            .append(800 - y * MODULE)
                            .append(' ')
                            .append((x - from) * MODULE)
                            .append(' ')
                            .append(MODULE)
                            .append(" re\n");
                }
            }
        }
        page.append("f Q BT /F 4 Tf 60 92 Td\n");
        for (int line = 0; line < LINES; line++) {
            page.append('(').append(address).append(") Tj 0 -13 Td\n");
        }
        page.append("ET\n");
    }

    private static byte[] deflated(String page) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_048);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            write(out, page);
        }
        return bytes.toByteArray();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
