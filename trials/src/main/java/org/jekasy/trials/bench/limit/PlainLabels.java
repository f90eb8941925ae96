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

/** The plainest PDF writer of labels: one thread, one label a page, ZXing's own encoder, seven lines of Helvetica, nothing read back. */
public final class PlainLabels {
    private static final int LINES = 7;
    private static final int MODULE = 11;

    private PlainLabels() {}

    /** A PDF with one page of 100 × 60 mm for each address. */
    public static byte[] pdf(List<String> addresses) throws IOException, WriterException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream(1 << 20);
        write(pdf, "%PDF-1.4\n");
        StringBuilder pages = new StringBuilder();
        for (int n = 0; n < addresses.size(); n++) {
            byte[] drawn = deflated(page(addresses.get(n)));
            int page = 4 + 2 * n;
            pages.append(page).append(" 0 R ");
            write(
                    pdf,
                    page
                            + " 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 283 170]/Resources<</Font<</F 3 0 R>>>>/Contents "
                            + (page + 1) + " 0 R>>endobj\n" + (page + 1) + " 0 obj<</Filter/FlateDecode/Length "
                            + drawn.length + ">>stream\n");
            pdf.write(drawn);
            write(pdf, "\nendstream endobj\n");
        }
        write(
                pdf,
                "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n2 0 obj<</Type/Pages/Count "
                        + addresses.size() + "/Kids[" + pages
                        + "]>>endobj\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                        + "trailer<</Root 1 0 R>>\n%%EOF\n");
        return pdf.toByteArray();
    }

    private static String page(String address) throws WriterException {
        ByteMatrix matrix = Encoder.encode(address, ErrorCorrectionLevel.M, Map.of(EncodeHintType.QR_COMPACT, true))
                .getMatrix();
        StringBuilder page = new StringBuilder(8_192).append("q .1 0 0 .1 0 0 cm\n");
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                int from = x;
                while (x < matrix.getWidth() && matrix.get(x, y) == 1) {
                    x++;
                }
                if (x > from) {
                    // in tenths of a point, scaled once a page
                    page.append(100 + from * MODULE)
                            .append(' ')
                            .append(1_500 - y * MODULE)
                            .append(' ')
                            .append((x - from) * MODULE)
                            .append(' ')
                            .append(MODULE)
                            .append(" re\n");
                }
            }
        }
        page.append("f Q BT /F 9 Tf 120 150 Td\n");
        for (int line = 0; line < LINES; line++) {
            page.append('(').append(address).append(") Tj 0 -14 Td\n");
        }
        return page.append("ET\n").toString();
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
