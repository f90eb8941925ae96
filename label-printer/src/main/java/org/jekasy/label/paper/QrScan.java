package org.jekasy.label.paper;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.qr.QrReader;

/** Reads the QR codes of a file, as a scanner would read the paper: an image with one label, or a PDF of labels or sheets. */
public final class QrScan {
    private static final int DPI = 200;
    private static final byte[] PDF_MAGIC = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private QrScan() {}

    /** What the codes say, in the order of the places on the page; refused with {@code FILE_UNREADABLE} when there is none. */
    public static List<String> read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<String> read = bytes.length >= PDF_MAGIC.length
                        && Arrays.equals(bytes, 0, PDF_MAGIC.length, PDF_MAGIC, 0, PDF_MAGIC.length)
                ? pages(bytes)
                : image(bytes);
        if (read.isEmpty()) {
            throw new Refusal(Reason.FILE_UNREADABLE, Map.of("file", file));
        }
        return read;
    }

    private static List<String> image(byte[] bytes) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
        return image == null
                ? List.of()
                : QrReader.search(grey(image), image.getWidth(), image.getHeight()).stream()
                        .toList();
    }

    private static List<String> pages(byte[] pdf) throws IOException {
        List<String> read = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFRenderer renderer = new PDFRenderer(document);
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                BufferedImage image = renderer.renderImageWithDPI(page, DPI, ImageType.GRAY);
                page(image, DPI).stream().flatMap(Optional::stream).forEach(read::add);
            }
        }
        return read;
    }

    /** The codes of a page of ours: one for each label on it, empty where it does not read. */
    static List<Optional<String>> page(BufferedImage page, double dpi) {
        return page.getHeight() > 250 / 25.4 * dpi ? places(page, dpi) : labels(Stream.of(page));
    }

    /** Of the forms a sheet may have, the one in whose places most codes are read. */
    private static List<Optional<String>> places(BufferedImage sheet, double dpi) {
        List<Optional<String>> most = List.of();
        for (SheetForm form : SheetForm.values()) {
            List<Optional<String>> read =
                    labels(IntStream.range(0, form.places()).mapToObj(place -> place(sheet, form, place, dpi / 25.4)));
            if (count(read) > count(most)) {
                most = read;
            }
            if (count(most) == most.size() && !most.isEmpty()) {
                break;
            }
        }
        return most;
    }

    private static long count(List<Optional<String>> read) {
        return read.stream().filter(Optional::isPresent).count();
    }

    private static BufferedImage place(BufferedImage sheet, SheetForm form, int place, double pixels) {
        int left = (int) (form.left(place) * pixels);
        int top = (int) (form.top(place) * pixels);
        return sheet.getSubimage(
                left,
                top,
                Math.min((int) (form.place().width() * pixels), sheet.getWidth() - left),
                Math.min((int) (form.place().height() * pixels), sheet.getHeight() - top));
    }

    /** What we drew reads at once; a place without ink has no label. */
    private static List<Optional<String>> labels(Stream<BufferedImage> places) {
        List<Optional<String>> read = new ArrayList<>();
        places.forEach(place -> {
            byte[] grey = grey(place);
            if (inked(grey)) {
                read.add(QrReader.read(grey, place.getWidth(), place.getHeight()));
            }
        });
        return read;
    }

    private static boolean inked(byte[] grey) {
        for (byte dot : grey) {
            if (dot != (byte) 0xFF) {
                return true;
            }
        }
        return false;
    }

    private static byte[] grey(BufferedImage image) {
        BufferedImage grey = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = grey.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
    }
}
