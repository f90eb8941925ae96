package org.jekasy.label.paper;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jekasy.label.qr.PrinterQr;
import org.jekasy.label.qr.QrCode;
import org.jekasy.label.qr.SsccBars;
import org.jspecify.annotations.Nullable;

/**
 * A label in ZPL. Words stand in it as text where the printer's own letters have every sign (Latin-1), else as dots: ɛ ɔ ɲ ŋ
 * print as we draw them. The lot code is always dots, for the printer's 0 can be taken for an O. The stream is plain ASCII:
 * whatever a field says, {@code ^}, {@code ~}, {@code _} and all that is not ASCII are written as {@code _XX} (^FH), so no field
 * can hold a command.
 */
final class Zpl implements Pen {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final int MOST_GLYPHS = 4_096;
    /** A printer that draws a code by itself magnifies it ten times at most. */
    private static final int PRINTERS_MOST = 10;

    private static final Map<GlyphKey, Glyph> GLYPHS = new ConcurrentHashMap<>();

    private final double dotsPerMm;
    /** Dots a module has at most. */
    private final int mostDots;

    private final StringBuilder out;

    private record GlyphKey(Face face, int character, int size) {}

    /** A sign in dots, and as it is written, a space as nothing; left and top say where its corner stands from the point on the baseline. */
    private record Glyph(Dots dots, String written, int left, int top) {
        Glyph(Dots dots, int left, int top) {
            this(dots, graphic(dots), left, top);
        }
    }

    private Zpl(int dpi, int mostDots, StringBuilder out) {
        this.dotsPerMm = dpi / 25.4;
        this.mostDots = mostDots;
        this.out = out;
    }

    /** The label {@code copies} times. A QR code of ours was read back from its dots; refused with {@code QR_UNREADABLE}. */
    static byte[] of(Drawing drawing, int dpi, int copies) {
        return of(drawing, dpi, copies, null);
    }

    /** The same, by so much darker (or brighter) than the printer is set. */
    static byte[] of(Drawing drawing, int dpi, int copies, @Nullable Integer darker) {
        if (drawing.code() instanceof QrCode) {
            Dots.of(drawing, dpi);
        }
        return text(drawing, dpi, copies, darker).getBytes(StandardCharsets.US_ASCII);
    }

    /** From here on as the printer is set; prints nothing. */
    static byte[] asBright() {
        return "^XA^MD0^XZ\n".getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(Drawing drawing, int dpi, int copies, @Nullable Integer darker) {
        StringBuilder out = new StringBuilder(8_192);
        out.append("^XA^CI28^LH0,0^PW")
                .append(Dots.pixels(drawing.size().width(), dpi))
                .append("^LL")
                .append(Dots.pixels(drawing.size().height(), dpi))
                .append('\n');
        if (darker != null) {
            out.append("^MD").append((int) darker).append('\n');
        }
        int mostDots = switch (drawing.code()) {
            // what we draw is the picture that was read back, dot for dot
            case QrCode ours -> Integer.MAX_VALUE;
            case PrinterQr printers -> PRINTERS_MOST;
        };
        drawing.draw(new Zpl(dpi, mostDots, out));
        return out.append("^PQ").append(copies).append("^XZ\n").toString();
    }

    @Override
    public double module(double widest) {
        return Math.min(mostDots, Math.floor(widest * dotsPerMm + 1e-6)) / dotsPerMm;
    }

    @Override
    public void text(String text, Face face, double size, double x, double baseline, Ink ink) {
        if (face == Face.CODE || !latin(text)) {
            drawn(text, face, size, x, baseline, ink);
            return;
        }
        int height = Math.max(1, dots(size));
        out.append("^FT").append(dots(x)).append(',').append(dots(baseline));
        out.append("^A0N,").append(height).append(',').append(height);
        if (ink == Ink.WHITE) {
            out.append("^FR");
        }
        out.append("^FH^FD");
        field(text);
        out.append("^FS\n");
    }

    @Override
    public void box(double x, double y, double width, double height) {
        int wide = Math.max(1, dots(width));
        int high = Math.max(1, dots(height));
        at(dots(x), dots(y))
                .append("^GB")
                .append(wide)
                .append(',')
                .append(high)
                .append(',')
                .append(Math.min(wide, high));
        out.append("^FS\n");
    }

    @Override
    public void code(QrCode code, double x, double y, double module) {
        int pixels = dots(module);
        Dots drawn = new Dots(code.modules() * pixels, code.modules() * pixels);
        for (QrCode.Bar bar : code.bars()) {
            for (int row = bar.y() * pixels; row < (bar.y() + 1) * pixels; row++) {
                for (int column = bar.x() * pixels; column < (bar.x() + bar.length()) * pixels; column++) {
                    drawn.burn(column, row);
                }
            }
        }
        at(dots(x), dots(y)).append(graphic(drawn)).append("^FS\n");
    }

    @Override
    public void code(PrinterQr code, double x, double y, double module) {
        at(dots(x), dots(y))
                .append("^BQN,2,")
                .append(dots(module))
                .append("^FH^FD")
                .append(code.correction())
                .append("A,");
        field(code.text());
        out.append("^FS\n");
    }

    @Override
    public void bars(SsccBars bars, double x, double y, double module, double height) {
        int pixels = dots(module);
        for (SsccBars.Stroke stroke : bars.strokes()) {
            int wide = stroke.width() * pixels;
            int high = dots(height);
            at(dots(x) + stroke.x() * pixels, dots(y));
            out.append("^GB")
                    .append(wide)
                    .append(',')
                    .append(high)
                    .append(',')
                    .append(Math.min(wide, high))
                    .append("^FS\n");
        }
    }

    /** Whether the printer's own letters have every sign. */
    static boolean latin(String text) {
        return text.chars().allMatch(c -> (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c <= 0xFF && c != 0xAD));
    }

    private StringBuilder at(int x, int y) {
        return out.append("^FO").append(x).append(',').append(y);
    }

    private int dots(double mm) {
        return Math.toIntExact(Math.round(mm * dotsPerMm));
    }

    /** Everything but harmless ASCII as the hexadecimal of its UTF-8 bytes. */
    private void field(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0x20 && b < 0x7F && b != '^' && b != '~' && b != '_' && b != '\\') {
                out.append((char) b);
            } else {
                out.append('_').append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
            }
        }
    }

    /** The text sign by sign, each as it was drawn once for all labels. */
    private void drawn(String text, Face face, double size, double x, double baseline, Ink ink) {
        double em = size * dotsPerMm;
        int eighths = Math.toIntExact(Math.round(em * 8));
        double at = x * dotsPerMm;
        int foot = dots(baseline);
        for (int next = 0; next < text.length(); ) {
            int character = text.codePointAt(next);
            Glyph glyph = glyph(face, character, eighths);
            if (!glyph.written.isEmpty()) {
                graphic(glyph, (int) Math.round(at) + glyph.left, foot + glyph.top, ink == Ink.WHITE);
            }
            at += face.width(character) * em;
            next += Character.charCount(character);
        }
    }

    /** {@code size} in eighths of a dot. */
    private static Glyph glyph(Face face, int character, int size) {
        if (GLYPHS.size() > MOST_GLYPHS) {
            GLYPHS.clear();
        }
        return GLYPHS.computeIfAbsent(new GlyphKey(face, character, size), key -> {
            double em = size / 8.0;
            String sign = Character.toString(character);
            Rectangle2D ink = face.outline(sign).getBounds2D();
            if (ink.isEmpty()) {
                return new Glyph(new Dots(1, 1), "", 0, 0);
            }
            int left = (int) Math.floor(ink.getMinX() * em);
            int top = (int) Math.floor(ink.getMinY() * em);
            BufferedImage image = new BufferedImage(
                    (int) Math.ceil(ink.getMaxX() * em) - left + 1,
                    (int) Math.ceil(ink.getMaxY() * em) - top + 1,
                    BufferedImage.TYPE_BYTE_GRAY);
            // one dot is one « millimetre » at 25.4 dots an inch
            try (RasterPen pen = new RasterPen(image, 25.4)) {
                pen.text(sign, face, em, -left, -top, Ink.BLACK);
            }
            return new Glyph(Dots.of(image), left, top);
        });
    }

    /** What stands left of or above the label is cut off. */
    private void graphic(Glyph glyph, int x, int y, boolean reversed) {
        at(Math.max(0, x), Math.max(0, y));
        if (reversed) {
            out.append("^FR");
        }
        if (x < 0 || y < 0) {
            Dots shown = new Dots(
                    Math.max(1, glyph.dots.width() + Math.min(0, x)),
                    Math.max(1, glyph.dots.height() + Math.min(0, y)));
            shown.burn(glyph.dots, Math.min(0, x), Math.min(0, y));
            out.append(graphic(shown));
        } else {
            out.append(glyph.written);
        }
        out.append("^FS\n");
    }

    /** ^GFA with its run lengths. */
    private static String graphic(Dots dots) {
        int total = dots.bits().length;
        StringBuilder written = new StringBuilder()
                .append("^GFA,")
                .append(total)
                .append(',')
                .append(total)
                .append(',')
                .append(dots.rowBytes())
                .append(',');
        rows(dots, written);
        return written.toString();
    }

    /** Rows in hexadecimal: a run of a digit has its length before it, {@code ,} ends a row in zeros, {@code :} repeats one. */
    private static void rows(Dots dots, StringBuilder out) {
        int width = dots.rowBytes();
        byte[] bits = dots.bits();
        char[] row = new char[2 * width];
        // a run is never written longer than it is
        char[] written = new char[2 * width];
        for (int from = 0; from < bits.length; from += width) {
            if (from > 0 && Arrays.equals(bits, from, from + width, bits, from - width, from)) {
                out.append(':');
                continue;
            }
            for (int at = 0; at < width; at++) {
                row[2 * at] = HEX[(bits[from + at] >> 4) & 0xF];
                row[2 * at + 1] = HEX[bits[from + at] & 0xF];
            }
            int length = 0;
            for (int at = 0; at < row.length; ) {
                int next = at + 1;
                while (next < row.length && row[next] == row[at]) {
                    next++;
                }
                if (row[at] == '0' && next == row.length) {
                    written[length++] = ',';
                } else {
                    length = run(next - at, row[at], written, length);
                }
                at = next;
            }
            out.append(written, 0, length);
        }
    }

    /** {@code G} to {@code Y} stand for 1 to 19 times, {@code g} to {@code z} for 20 to 400 times; returns where the written now ends. */
    private static int run(int length, char digit, char[] written, int from) {
        int rest = length;
        int at = from;
        for (; rest > 419; rest -= 400) {
            written[at++] = 'z';
            written[at++] = digit;
        }
        if (rest > 2) {
            if (rest >= 20) {
                written[at++] = (char) ('g' + rest / 20 - 1);
            }
            if (rest % 20 > 0) {
                written[at++] = (char) ('G' + rest % 20 - 1);
            }
            rest = 1;
        }
        for (; rest > 0; rest--) {
            written[at++] = digit;
        }
        return at;
    }
}
