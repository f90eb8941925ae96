package org.jekasy.label.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** How large the pages of a PDF are, in the hundredths of a millimetre of IPP. */
public record PageSize(int hundredthsWide, int hundredthsHigh) {
    /** Of its first page; they are all the same. */
    public static PageSize of(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDRectangle page = document.getPage(0).getMediaBox();
            return new PageSize(hundredths(page.getWidth()), hundredths(page.getHeight()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int hundredths(double points) {
        return Math.toIntExact(Math.round(points * 2_540 / 72));
    }
}
