package org.jekasy.label.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.util.Matrix;
import org.jekasy.label.qr.QrCode;

/** Draws in vectors on a page of a PDF, with real text in embedded fonts. */
final class PdfPen implements Pen {
    static final double POINTS_PER_MM = 72 / 25.4;

    private final PDPageContentStream page;
    private final Map<Face, PDFont> fonts;
    private final double left;
    private final double top;

    /** {@code left} and {@code top} are the label's upper left corner in points, counted as PDF does, from the page's foot. */
    PdfPen(PDPageContentStream page, Map<Face, PDFont> fonts, double left, double top) {
        this.page = page;
        this.fonts = fonts;
        this.left = left;
        this.top = top;
    }

    @Override
    public double module(double widest) {
        return widest;
    }

    @Override
    public void text(String text, Face face, double size, double x, double baseline, Ink ink) {
        try {
            page.setNonStrokingColor(
                    switch (ink) {
                        case BLACK -> 0f;
                        case WHITE -> 1f;
                    });
            page.beginText();
            page.setFont(fonts.get(face), (float) (size * POINTS_PER_MM));
            page.newLineAtOffset(x(x), y(baseline));
            page.showText(text);
            page.endText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void box(double x, double y, double width, double height) {
        try {
            page.setNonStrokingColor(0f);
            page.addRect(x(x), y(y + height), (float) (width * POINTS_PER_MM), (float) (height * POINTS_PER_MM));
            page.fill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void code(QrCode code, double x, double y, double module) {
        float side = (float) (module * POINTS_PER_MM);
        try {
            page.saveGraphicsState();
            page.setNonStrokingColor(0f);
            // one module is one unit: small whole numbers, and one path, so that no viewer shows seams between the rows
            page.transform(new Matrix(side, 0, 0, -side, x(x), y(y)));
            for (QrCode.Bar bar : code.bars()) {
                page.addRect(bar.x(), bar.y(), bar.length(), 1);
            }
            page.fill();
            page.restoreGraphicsState();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private float x(double mm) {
        return (float) (left + mm * POINTS_PER_MM);
    }

    private float y(double mm) {
        return (float) (top - mm * POINTS_PER_MM);
    }
}
