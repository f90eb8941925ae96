package org.jekasy.label.paper;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * Labels as PDF, finished and waiting on disk to be written out: a refused lot refuses the whole, and nobody gets half a
 * sheet. Pages go to a scratch file as they are drawn, so memory does not grow with the number of labels. To be closed.
 */
public final class Pdf implements AutoCloseable {
    private final PDDocument document;
    private int labels;

    private Pdf(PDDocument document) {
        this.document = document;
    }

    /** A4 sheets of labels, the first one at place {@code startAt}, counted from 1. */
    static Pdf sheets(Stream<LabelDrawing> drawings, SheetForm form, int startAt) {
        return made(pdf -> {
            Map<Face, PDFont> fonts = pdf.fonts();
            Iterator<LabelDrawing> next = drawings.iterator();
            int place = startAt - 1;
            while (next.hasNext()) {
                try (PDPageContentStream page = pdf.page(PDRectangle.A4)) {
                    for (; place < form.places() && next.hasNext(); place++) {
                        double left = form.left(place) * PdfPen.POINTS_PER_MM;
                        double top = PDRectangle.A4.getHeight() - form.top(place) * PdfPen.POINTS_PER_MM;
                        pdf.draw(next.next(), new PdfPen(page, fonts, left, top));
                    }
                }
                place = 0;
            }
        });
    }

    /** Each label on a page of its own size, as a label printer takes it. */
    static Pdf pages(Stream<LabelDrawing> drawings) {
        return made(pdf -> {
            Map<Face, PDFont> fonts = pdf.fonts();
            Iterator<LabelDrawing> next = drawings.iterator();
            while (next.hasNext()) {
                LabelDrawing drawing = next.next();
                float width = (float) (drawing.size().width() * PdfPen.POINTS_PER_MM);
                float height = (float) (drawing.size().height() * PdfPen.POINTS_PER_MM);
                try (PDPageContentStream page = pdf.page(new PDRectangle(width, height))) {
                    pdf.draw(drawing, new PdfPen(page, fonts, 0, height));
                }
            }
        });
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

    private interface Making {
        void make(Pdf pdf) throws IOException;
    }

    private static Pdf made(Making making) {
        Pdf pdf = new Pdf(new PDDocument(IOUtils.createTempFileOnlyStreamCache()));
        boolean done = false;
        try {
            making.make(pdf);
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

    private void draw(LabelDrawing drawing, Pen pen) {
        drawing.draw(pen);
        labels++;
    }

    private PDPageContentStream page(PDRectangle paper) throws IOException {
        PDPage page = new PDPage(paper);
        document.addPage(page);
        return new PDPageContentStream(document, page, AppendMode.OVERWRITE, true);
    }

    private Map<Face, PDFont> fonts() throws IOException {
        Map<Face, PDFont> fonts = new HashMap<>();
        for (Face face : Face.ALL) {
            fonts.put(face, PDType0Font.load(document, face.read(), true));
        }
        return fonts;
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
