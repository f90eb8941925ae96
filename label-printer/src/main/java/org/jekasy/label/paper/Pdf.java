package org.jekasy.label.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * Labels as PDF, finished and waiting on disk to be written out: a refused lot refuses the whole, and nobody gets half a
 * sheet. A few pages are drawn at the same time and go to a scratch file, so memory does not grow with the number of labels. To
 * be closed.
 */
public final class Pdf implements AutoCloseable {
    /** Pages that are drawn ahead, and no more. */
    private static final int AT_ONCE = 8;

    private final PDDocument document;
    private final PdfPen.Used used = new PdfPen.Used();
    private int labels;

    private Pdf(PDDocument document) {
        this.document = document;
    }

    /** What stands on one page, ready to be stored. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Page(PDRectangle paper, int labels, byte[] deflated) {}

    /**
     * A4 sheets of as many labels as there are {@code things}, the first one at place {@code startAt}, counted from 1. Each is
     * drawn on a thread of its page.
     */
    static <T> Pdf sheets(List<T> things, Function<T, ? extends Drawing> drawn, SheetForm form, int startAt) {
        int onFirst = Math.min(things.size(), form.places() - startAt + 1);
        Stream<List<T>> sheets = Stream.concat(
                Stream.of(things.subList(0, onFirst)),
                things.subList(onFirst, things.size()).stream().gather(Gatherers.windowFixed(form.places())));
        int[] place = {startAt - 1};
        return made(pdf -> sheets.map(sheet -> {
                    int first = place[0];
                    place[0] = 0;
                    return new Sheet<>(sheet, first);
                })
                .gather(Gatherers.mapConcurrent(AT_ONCE, sheet -> pdf.sheet(sheet, drawn, form))));
    }

    private record Sheet<T>(List<T> things, int first) {}

    private <T> Page sheet(Sheet<T> sheet, Function<T, ? extends Drawing> drawn, SheetForm form) {
        StringBuilder page = new StringBuilder(sheet.things.size() * 4_096);
        int place = sheet.first;
        for (T thing : sheet.things) {
            double left = form.left(place) * PdfPen.POINTS_PER_MM;
            double top = PDRectangle.A4.getHeight() - form.top(place) * PdfPen.POINTS_PER_MM;
            drawn.apply(thing).draw(new PdfPen(page, used, left, top));
            place++;
        }
        return new Page(PDRectangle.A4, sheet.things.size(), deflated(page));
    }

    /** Each label on a page of its own size, as a label printer takes it. */
    static <T> Pdf pages(List<T> things, Function<T, ? extends Drawing> drawn) {
        return made(pdf -> things.stream().gather(Gatherers.mapConcurrent(AT_ONCE, thing -> {
            Drawing drawing = drawn.apply(thing);
            float width = (float) (drawing.size().width() * PdfPen.POINTS_PER_MM);
            float height = (float) (drawing.size().height() * PdfPen.POINTS_PER_MM);
            StringBuilder page = new StringBuilder(4_096);
            drawing.draw(new PdfPen(page, pdf.used, 0, height));
            return new Page(new PDRectangle(width, height), 1, deflated(page));
        })));
    }

    /** One drawing on so many pages, as an office printer takes it. */
    static byte[] bytes(Drawing drawing, int copies) {
        return bytes(Collections.nCopies(copies, drawing), copy -> copy);
    }

    /** The same, of labels that are all others. */
    static <T> byte[] bytes(List<T> things, Function<T, ? extends Drawing> drawn) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Pdf pdf = pages(things, drawn)) {
            pdf.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public int labels() {
        return labels;
    }

    public int pages() {
        return document.getNumberOfPages();
    }

    /** Writes the file; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        document.save(out, CompressParameters.NO_COMPRESSION);
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] deflated(StringBuilder page) {
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(page.length() / 4);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, fast, 8_192)) {
            out.write(PdfPen.bytes(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    private static Pdf made(Function<Pdf, Stream<Page>> pages) {
        Pdf pdf = new Pdf(new PDDocument(IOUtils.createTempFileOnlyStreamCache()));
        boolean done = false;
        try {
            PDResources resources = new PDResources();
            List<PDType0Font> fonts = new ArrayList<>();
            for (Face face : Face.ALL) {
                PDType0Font font = PDType0Font.load(pdf.document, face.read(), true);
                fonts.add(font);
                resources.put(COSName.getPDFName(PdfPen.name(face)), font);
            }
            pages.apply(pdf).forEachOrdered(page -> pdf.add(page, resources));
            for (int face = 0; face < fonts.size(); face++) {
                PDType0Font font = fonts.get(face);
                pdf.used.of(Face.ALL.get(face)).stream().sorted().forEach(font::addToSubset);
                font.subset();
            }
            pdf.describe();
            done = true;
            return pdf;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!done) {
                pdf.close();
            }
        }
    }

    private void add(Page drawn, PDResources resources) {
        PDPage page = new PDPage(drawn.paper);
        page.setResources(resources);
        COSStream contents = document.getDocument().createCOSStream();
        contents.setItem(COSName.FILTER, COSName.FLATE_DECODE);
        try (OutputStream out = contents.createRawOutputStream()) {
            out.write(drawn.deflated);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        page.setContents(new PDStream(contents));
        document.addPage(page);
        labels += drawn.labels;
    }

    private void describe() {
        document.getDocumentInformation().setTitle(labels == 1 ? "Étiquette" : "Étiquettes (" + labels + ")");
        document.getDocumentInformation().setCreator("Jèkasy");
        document.getDocumentCatalog().setLanguage("fr");
        // a sheet printed « fitted to the page » misses the die-cut labels and shrinks the QR code
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setPrintScaling(PDViewerPreferences.PRINT_SCALING.None);
        document.getDocumentCatalog().setViewerPreferences(preferences);
    }
}
