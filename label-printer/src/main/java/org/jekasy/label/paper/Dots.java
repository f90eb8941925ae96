package org.jekasy.label.paper;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.qr.QrReader;

/**
 * What a thermal head burns: rows of dots, eight to a byte, the leftmost the highest bit, 1 is black. Rows start on a byte,
 * the bits behind their end are 0.
 */
final class Dots {
    private static final int LIGHT = 0xA8;

    private final int width;
    private final int height;
    private final int rowBytes;
    private final byte[] bits;

    Dots(int width, int height) {
        this(width, height, new byte[(width + 7) / 8 * height]);
    }

    Dots(int width, int height, byte[] bits) {
        this.width = width;
        this.height = height;
        this.rowBytes = (width + 7) / 8;
        this.bits = bits;
        if (bits.length != rowBytes * height) {
            throw new IllegalArgumentException(bits.length + " bytes for " + width + " × " + height + " dots");
        }
    }

    /** The whole label as dots; its QR code was read back from them. Refused with {@code QR_UNREADABLE}. */
    static Dots of(Drawing drawing, int dpi) {
        BufferedImage image = new BufferedImage(
                pixels(drawing.size().width(), dpi),
                pixels(drawing.size().height(), dpi),
                BufferedImage.TYPE_BYTE_GRAY);
        try (RasterPen pen = new RasterPen(image, dpi)) {
            drawing.draw(pen);
        }
        Dots dots = of(image);
        dots.readBack(drawing);
        return dots;
    }

    /** What is not nearly white of a grey image: thin strokes of small letters stay whole. */
    static Dots of(BufferedImage grey) {
        Dots dots = new Dots(grey.getWidth(), grey.getHeight());
        byte[] pixels = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
        for (int y = 0; y < dots.height; y++) {
            for (int x = 0; x < dots.width; x++) {
                if ((pixels[y * dots.width + x] & 0xFF) < LIGHT) {
                    dots.burn(x, y);
                }
            }
        }
        return dots;
    }

    static int pixels(double mm, int dpi) {
        return Math.toIntExact(Math.round(mm * dpi / 25.4));
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int rowBytes() {
        return rowBytes;
    }

    /** The rows one after the other; not a copy. */
    byte[] bits() {
        return bits;
    }

    boolean burnt(int x, int y) {
        return ((bits[y * rowBytes + x / 8] >> (7 - x % 8)) & 1) == 1;
    }

    void burn(int x, int y) {
        bits[y * rowBytes + x / 8] |= (byte) (0x80 >> (x % 8));
    }

    /** Burns other dots with their corner at x and y; what would fall outside is left out. */
    void burn(Dots other, int x, int y) {
        boolean inside = x >= 0 && x + other.width <= width;
        for (int row = Math.max(0, -y); row < Math.min(other.height, height - y); row++) {
            if (inside) {
                burnRow(other, row, x, y + row);
                continue;
            }
            for (int column = Math.max(0, -x); column < Math.min(other.width, width - x); column++) {
                if (other.burnt(column, row)) {
                    burn(x + column, y + row);
                }
            }
        }
    }

    /** Eight dots at a time. */
    private void burnRow(Dots other, int row, int x, int y) {
        int shift = x % 8;
        int to = y * rowBytes + x / 8;
        int from = row * other.rowBytes;
        for (int at = 0; at < other.rowBytes; at++) {
            int eight = other.bits[from + at] & 0xFF;
            bits[to + at] |= (byte) (eight >> shift);
            int rest = (eight << (8 - shift)) & 0xFF;
            if (rest != 0) {
                bits[to + at + 1] |= (byte) rest;
            }
        }
    }

    /** In grey, 0 is black: as a reader wants it. */
    byte[] grey() {
        byte[] grey = new byte[width * height];
        Arrays.fill(grey, (byte) 0xFF);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (burnt(x, y)) {
                    grey[y * width + x] = 0;
                }
            }
        }
        return grey;
    }

    private void readBack(Drawing drawing) {
        Optional<String> read = QrReader.read(grey(), width, height);
        if (!read.equals(Optional.of(drawing.code().text()))) {
            throw new Refusal(
                    Reason.QR_UNREADABLE, Map.of("lot", drawing.subject(), "read", Refusal.shown(read.orElse("–"))));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dots dots
                && dots.width == width
                && dots.height == height
                && Arrays.equals(dots.bits, bits);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return width + " × " + height + " dots";
    }
}
