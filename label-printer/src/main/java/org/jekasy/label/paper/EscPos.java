package org.jekasy.label.paper;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jekasy.label.lot.Refusal;

/**
 * A label for a receipt printer: ESC/POS, everything as dots, because no two of these printers agree on their letters. Nothing
 * of what the label says stands in the stream as text, so nothing of it can be a command.
 */
final class EscPos {
    static final int DPI = 203;
    /** Rows sent at once: small printers hold little. */
    static final int BAND = 128;

    /** Dots the heads have for paper of 58 and of 80 mm: what is wider is cut off or wrapped. */
    private static final int HEAD_58 = 384;

    private static final int HEAD_80 = 576;

    private EscPos() {}

    /** Refused with {@code VALUE_REFUSED}: a label that is wider than any of these printers prints. Which paper is in it, its owner knows. */
    static void refuseWide(LabelSize size) {
        int wide = dots(size);
        if (wide > HEAD_80) {
            throw Refusal.value(
                    "size",
                    size,
                    "Ce format demande " + wide + " points de large ; une imprimante de tickets en a "
                            + HEAD_58 + " (papier de 58 mm : " + narrowerThan(0, HEAD_58) + ") ou "
                            + HEAD_80 + " (papier de 80 mm, aussi : " + narrowerThan(HEAD_58, HEAD_80)
                            + ").",
                    "This size wants " + wide + " dots across; a receipt printer has " + HEAD_58
                            + " (paper of 58 mm: " + narrowerThan(0, HEAD_58) + ") or " + HEAD_80
                            + " (paper of 80 mm, also: " + narrowerThan(HEAD_58, HEAD_80) + ").");
        }
    }

    private static int dots(LabelSize size) {
        return Dots.pixels(size.width(), DPI);
    }

    private static String narrowerThan(int least, int most) {
        return Arrays.stream(LabelSize.values())
                .filter(size -> dots(size) > least && dots(size) <= most)
                .map(LabelSize::toString)
                .collect(Collectors.joining(", "));
    }

    /** The label {@code copies} times, the paper pushed out and cut after each, where there is a knife. Refused as {@link #refuseWide}. */
    static byte[] of(Drawing drawing, int copies) {
        refuseWide(drawing.size());
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
