package org.jekasy.label.qr;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A QR code that reads: its bars were drawn on a picture and decoded to exactly its text before the object existed. The
 * papers draw {@link #bars()} and nothing else, so what is printed is what was read.
 */
public final class QrCode {
    /** Light modules that must surround the code on every side (ISO/IEC 18004). */
    public static final int QUIET_ZONE = 4;

    private static final int[] PIXELS_A_MODULE = {3, 4};

    private final String text;
    private final int modules;
    private final List<Bar> bars;

    /** Dark modules side by side in one row: column, row and length in modules, without the quiet zone. */
    public record Bar(int x, int y, int length) {}

    /** The drawn code does not decode to the text it was made for. */
    public static final class Unreadable extends RuntimeException {
        Unreadable(String text, Optional<String> read) {
            super("made for " + text + ", read " + read.orElse("–"));
        }
    }

    /**
     * The smallest code for an address in ASCII. {@code QR_COMPACT} packs runs of digits and capitals tighter; no
     * {@code CHARACTER_SET}, which would cost a header and often a version. Throws {@link IllegalArgumentException} when
     * the text is not ASCII or too long for any code, {@link Unreadable} when no way to draw it reads.
     *
     * <p>The mask is the one ISO/IEC 18004 asks for, unless the drawn code does not read: of our addresses, about 4 in
     * 1,000 then hold a pattern that ZXing's detector, and so many a phone, takes for a corner. Another mask cures that,
     * and every reader accepts any.
     */
    public static QrCode of(String text, Correction correction) {
        if (!text.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new IllegalArgumentException("not an ASCII address: " + text);
        }
        Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
        hints.put(EncodeHintType.QR_COMPACT, true);
        for (int mask = 0; ; mask++) {
            try {
                ByteMatrix matrix =
                        Encoder.encode(text, correction.level(), hints).getMatrix();
                return new QrCode(text, matrix.getWidth(), bars(matrix));
            } catch (WriterException e) {
                throw new IllegalArgumentException("too long for a QR code: " + text, e);
            } catch (Unreadable e) {
                if (mask == QRCode.NUM_MASK_PATTERNS) {
                    throw e;
                }
                hints.put(EncodeHintType.QR_MASK_PATTERN, mask);
            }
        }
    }

    /** Throws {@link Unreadable} when the bars do not read as the text, at either size they are tried at. */
    QrCode(String text, int modules, List<Bar> bars) {
        this.text = text;
        this.modules = modules;
        this.bars = List.copyOf(bars);
        for (int pixels : PIXELS_A_MODULE) {
            Optional<String> read = readBack(pixels);
            if (!read.equals(Optional.of(text))) {
                throw new Unreadable(text, read);
            }
        }
    }

    public String text() {
        return text;
    }

    /** Modules a side, without the quiet zone: 21 for version 1, four more for each further one. */
    public int modules() {
        return modules;
    }

    /** Modules a side with the quiet zone. */
    public int modulesWithQuietZone() {
        return modules + 2 * QUIET_ZONE;
    }

    public List<Bar> bars() {
        return bars;
    }

    private Optional<String> readBack(int pixels) {
        int side = modulesWithQuietZone() * pixels;
        byte[] grey = new byte[side * side];
        Arrays.fill(grey, (byte) 0xFF);
        for (Bar bar : bars) {
            int left = (bar.x() + QUIET_ZONE) * pixels;
            int top = (bar.y() + QUIET_ZONE) * pixels;
            for (int row = top; row < top + pixels; row++) {
                Arrays.fill(grey, row * side + left, row * side + left + bar.length() * pixels, (byte) 0);
            }
        }
        return QrReader.read(grey, side, side);
    }

    static List<Bar> bars(ByteMatrix matrix) {
        List<Bar> bars = new ArrayList<>();
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                int start = x;
                while (x < matrix.getWidth() && matrix.get(x, y) == 1) {
                    x++;
                }
                if (x > start) {
                    bars.add(new Bar(start, y, x - start));
                }
            }
        }
        return bars;
    }
}
