package org.jekasy.label.paper;

import java.io.ByteArrayOutputStream;

/**
 * A label for a receipt printer: ESC/POS, everything as dots, because no two of these printers agree on their letters. Nothing
 * of what the label says stands in the stream as text, so nothing of it can be a command.
 */
final class EscPos {
    static final int DPI = 203;
    /** Rows sent at once: small printers hold little. */
    static final int BAND = 128;

    private EscPos() {}

    /** The label {@code copies} times, the paper pushed out and cut after each, where there is a knife. */
    static byte[] of(Drawing drawing, int copies) {
        Dots dots = Dots.of(drawing, DPI);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int copy = 0; copy < copies; copy++) {
            write(out, dots);
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Dots dots) {
        // ESC @: as after switching on
        out.write(0x1B);
        out.write('@');
        for (int top = 0; top < dots.height(); top += BAND) {
            int rows = Math.min(BAND, dots.height() - top);
            // GS v 0: a picture, width in bytes and height in rows, low byte first
            out.write(0x1D);
            out.write('v');
            out.write('0');
            out.write(0);
            out.write(dots.rowBytes());
            out.write(dots.rowBytes() >> 8);
            out.write(rows);
            out.write(rows >> 8);
            out.write(dots.bits(), top * dots.rowBytes(), rows * dots.rowBytes());
        }
        // ESC d 3: three lines out; GS V 66 0: on to the knife and cut
        out.writeBytes(new byte[] {0x1B, 'd', 3, 0x1D, 'V', 66, 0});
    }
}
