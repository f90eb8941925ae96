package org.jekasy.label.paper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jekasy.label.qr.QrCode;

/**
 * Draws in vectors, with real text: writes what a page says in the language of PDF. Text is glyph numbers of the whole font,
 * which a PDF keeps when it leaves the unused glyphs out; {@link Used} remembers which are used. Pages can be written at the same
 * time.
 */
final class PdfPen implements Pen {
    static final double POINTS_PER_MM = 72 / 25.4;

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final StringBuilder page;
    private final Used used;
    private final double left;
    private final double top;

    /** The signs that stand in a document, by face. */
    static final class Used {
        private final Map<Face, Set<Integer>> signs = new ConcurrentHashMap<>();

        Used() {
            for (Face face : Face.ALL) {
                signs.put(face, ConcurrentHashMap.newKeySet());
            }
        }

        Set<Integer> of(Face face) {
            return signs.getOrDefault(face, Set.of());
        }
    }

    /** {@code left} and {@code top} are the label's upper left corner in points, counted as PDF does, from the page's foot. */
    PdfPen(StringBuilder page, Used used, double left, double top) {
        this.page = page;
        this.used = used;
        this.left = left;
        this.top = top;
    }

    /** How a page calls the face. */
    static String name(Face face) {
        return "F" + Face.ALL.indexOf(face);
    }

    /** What was drawn, as bytes. */
    static byte[] bytes(StringBuilder page) {
        return page.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public double module(double widest) {
        return widest;
    }

    @Override
    public void text(String text, Face face, double size, double x, double baseline, Ink ink) {
        page.append(
                switch (ink) {
                    case BLACK -> "BT /";
                    case WHITE -> "1 g BT /";
                });
        page.append(name(face)).append(' ');
        number(size * POINTS_PER_MM).append("Tf ");
        x(x).append(' ');
        y(baseline).append(" Td <");
        Set<Integer> signs = used.of(face);
        text.codePoints().forEach(sign -> {
            signs.add(sign);
            int glyph = face.glyphId(sign);
            for (int shift = 12; shift >= 0; shift -= 4) {
                page.append(HEX[(glyph >> shift) & 0xF]);
            }
        });
        page.append(
                switch (ink) {
                    case BLACK -> "> Tj ET\n";
                    case WHITE -> "> Tj ET 0 g\n";
                });
    }

    @Override
    public void box(double x, double y, double width, double height) {
        x(x).append(' ');
        y(y + height).append(' ');
        number(width * POINTS_PER_MM);
        number(height * POINTS_PER_MM).append("re f\n");
    }

    @Override
    public void code(QrCode code, double x, double y, double module) {
        double side = module * POINTS_PER_MM;
        // one module is one unit: small whole numbers, and one path, so that no viewer shows seams between the rows
        page.append("q ");
        number(side).append("0 0 ");
        number(-side);
        x(x).append(' ');
        y(y).append(" cm\n");
        List<QrCode.Bar> bars = code.bars();
        for (QrCode.Bar bar : bars) {
            page.append(bar.x())
                    .append(' ')
                    .append(bar.y())
                    .append(' ')
                    .append(bar.length())
                    .append(" 1 re\n");
        }
        page.append("f Q\n");
    }

    private StringBuilder x(double mm) {
        return decimal(left + mm * POINTS_PER_MM);
    }

    private StringBuilder y(double mm) {
        return decimal(top - mm * POINTS_PER_MM);
    }

    private StringBuilder number(double value) {
        return decimal(value).append(' ');
    }

    /** With four decimals: some thirty nanometres are close enough. */
    private StringBuilder decimal(double value) {
        long parts = Math.round(value * 10_000);
        if (Math.abs(parts) > 1_000_000_000) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%f points", value));
        }
        if (parts < 0) {
            page.append('-');
        }
        long whole = Math.abs(parts);
        page.append(whole / 10_000).append('.');
        long rest = whole % 10_000;
        for (long digit = 1_000; digit > 0; digit /= 10) {
            page.append((char) ('0' + rest / digit % 10));
        }
        return page;
    }
}
