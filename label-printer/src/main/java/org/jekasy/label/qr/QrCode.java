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
public final class QrCode implements Qr {
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
        refuseWhatIsNoAddress(text);
        ByteMatrix drawn = encoded(text, correction, 0);
        for (int mask = -1; ; mask++) {
            try {
                return new QrCode(text, drawn.getWidth(), bars(text, drawn, mask, correction));
            } catch (Unreadable e) {
                if (mask + 1 == QRCode.NUM_MASK_PATTERNS) {
                    throw e;
                }
            }
        }
    }

    /** The bars under the mask of the lowest penalty, without reading them back: what the figures of speed compare. */
    public static List<Bar> drawn(String text, Correction correction) {
        return bars(text, encoded(text, correction, 0), -1, correction);
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

    static void refuseWhatIsNoAddress(String text) {
        if (!text.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new IllegalArgumentException("not an ASCII address: " + text);
        }
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public int modules() {
        return modules;
    }

    public List<Bar> bars() {
        return bars;
    }

    /** A {@code mask} of −1 lets the penalty choose. */
    private static ByteMatrix encoded(String text, Correction correction, int mask) {
        Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
        hints.put(EncodeHintType.QR_COMPACT, true);
        if (mask >= 0) {
            hints.put(EncodeHintType.QR_MASK_PATTERN, mask);
        }
        try {
            return Encoder.encode(text, correction.level(), hints).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code: " + text, e);
        }
    }

    /** {@code drawn} is under mask 0; the one asked for may be −1, the best. */
    private static List<Bar> bars(String text, ByteMatrix drawn, int mask, Correction correction) {
        if (drawn.getWidth() > Masks.WIDEST) {
            return bars(encoded(text, correction, mask));
        }
        return bars(
                mask < 0 ? Masks.best(drawn, 0, correction.level()) : Masks.under(mask, drawn, 0, correction.level()));
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

    static List<Bar> bars(long[] rows) {
        List<Bar> bars = new ArrayList<>(rows.length * rows.length / 4);
        for (int y = 0; y < rows.length; y++) {
            int x = 0;
            for (long rest = rows[y]; rest != 0; ) {
                int light = Long.numberOfTrailingZeros(rest);
                int dark = Long.numberOfTrailingZeros(~(rest >>> light));
                bars.add(new Bar(x + light, y, dark));
                x += light + dark;
                rest = rest >>> light >>> dark;
            }
        }
        return bars;
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
