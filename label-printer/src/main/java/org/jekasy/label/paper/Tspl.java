package org.jekasy.label.paper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A label for a printer that speaks TSPL. Everything is dots: the letters of these printers differ from maker to maker, and
 * so nothing of what the label says stands in the stream as text.
 */
final class Tspl {
    private Tspl() {}

    /** The label {@code copies} times, on a roll with the usual gap between two labels. */
    static byte[] of(Drawing drawing, int dpi, int copies) {
        Dots dots = Dots.of(drawing, dpi);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        line(out, "SIZE " + drawing.size().width() + " mm," + drawing.size().height() + " mm");
        line(out, "GAP 2 mm,0 mm");
        line(out, "DIRECTION 1");
        line(out, "CLS");
        text(out, "BITMAP 0,0," + dots.rowBytes() + "," + dots.height() + ",0,");
        for (int row = 0; row < dots.height(); row++) {
            for (int at = 0; at < dots.rowBytes(); at++) {
                // here 0 is black
                out.write(~dots.bits()[row * dots.rowBytes() + at]);
            }
        }
        line(out, "");
        line(out, "PRINT 1," + copies);
        return out.toByteArray();
    }

    /** How dark what follows is, 0 to 15. */
    static byte[] density(int density) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        line(out, "DENSITY " + density);
        return out.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, String command) {
        text(out, command + "\r\n");
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
