package org.jekasy.label.paper;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;

/**
 * Pages as dots, for printers that read no PDF (PWG 5102.4): a header a page, then its rows in grey, equal rows told once, equal dots told once.
 */
public final class PwgRaster {
    private static final int DPI = 300;
    private static final int HEADER = 1_796;
    /** 18 in the registry of the format: grey, 0 is black. */
    private static final int GREY = 18;

    private PwgRaster() {}

    /** The pages of a PDF of ours at 300 dots an inch, each read back before the next is made. Refused with {@code QR_UNREADABLE}. */
    public static byte[] of(byte[] pdf) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFRenderer renderer = new PDFRenderer(document);
            out.writeBytes("RaS2".getBytes(StandardCharsets.US_ASCII));
            int pages = document.getNumberOfPages();
            for (int page = 0; page < pages; page++) {
                BufferedImage image = renderer.renderImageWithDPI(page, DPI, ImageType.GRAY);
                readBack(image, page + 1);
                out.writeBytes(header(image.getWidth(), image.getHeight(), pages));
                rows(out, image);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Each label of a page has one code, which reads. */
    static void readBack(BufferedImage page, int number) {
        List<Optional<String>> codes = QrScan.page(page, DPI);
        if (codes.isEmpty() || codes.contains(Optional.<String>empty())) {
            throw new Refusal(Reason.QR_UNREADABLE, Map.of("lot", "(page " + number + ")", "read", "–"));
        }
    }

    /** Numbers are big-endian; what is not set is 0, which means « as usual ». */
    private static byte[] header(int width, int height, int pages) {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.put(0, "PwgRaster".getBytes(StandardCharsets.US_ASCII));
        header.putInt(276, DPI).putInt(280, DPI);
        header.putInt(340, 1);
        header.putInt(352, points(width)).putInt(356, points(height));
        header.putInt(372, width).putInt(376, height);
        // bits a colour, bits a dot, bytes a row, dots one after the other, their colours
        header.putInt(384, 8).putInt(388, 8).putInt(392, width).putInt(396, 0).putInt(400, GREY);
        header.putInt(420, 1);
        header.putInt(452, pages).putInt(456, 1).putInt(460, 1);
        return header.array();
    }

    private static int points(int dots) {
        return Math.toIntExact(Math.round(dots * 72.0 / DPI));
    }

    private static void rows(ByteArrayOutputStream out, BufferedImage image) {
        byte[] grey = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int width = image.getWidth();
        int row = 0;
        while (row < image.getHeight()) {
            int same = 1;
            while (same < 256 && row + same < image.getHeight() && equal(grey, width, row, row + same)) {
                same++;
            }
            out.write(same - 1);
            row(out, grey, row * width, (row + 1) * width);
            row += same;
        }
    }

    private static boolean equal(byte[] grey, int width, int a, int b) {
        return Arrays.equals(grey, a * width, (a + 1) * width, grey, b * width, (b + 1) * width);
    }

    /** 0 to 127: the next dot 1 to 128 times; 129 to 255: the next 128 to 2 dots as they are. */
    private static void row(ByteArrayOutputStream out, byte[] grey, int from, int to) {
        int at = from;
        while (at < to) {
            int run = run(grey, at, to);
            if (run > 1 || at + 1 == to) {
                out.write(run - 1);
                out.write(grey[at]);
                at += run;
                continue;
            }
            int end = at + 1;
            while (end < to && end - at < 128 && run(grey, end, to) == 1) {
                end++;
            }
            if (end - at == 1) {
                out.write(0);
            } else {
                out.write(257 - (end - at));
            }
            out.write(grey, at, end - at);
            at = end;
        }
    }

    private static int run(byte[] grey, int at, int to) {
        int run = 1;
        while (run < 128 && at + run < to && grey[at + run] == grey[at]) {
            run++;
        }
        return run;
    }
}
