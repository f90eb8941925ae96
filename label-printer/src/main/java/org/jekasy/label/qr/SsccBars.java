package org.jekasy.label.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.Result;
import com.google.zxing.common.BitArray;
import com.google.zxing.oned.Code128Reader;
import com.google.zxing.oned.Code128Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jekasy.label.lot.Sscc;

/**
 * The number of a pallet as GS1-128, {@code (00)} and its 18 digits: what every warehouse scans. Read back before it exists,
 * as a {@link QrCode} is.
 */
public final class SsccBars {
    /** Light modules on either side of the bars (GS1 General Specifications, 5.4). */
    public static final int QUIET_ZONE = 10;

    private static final char FNC1 = '\u00F1';
    /** What a reader says before the bars of GS1-128, and of no other Code 128 (ISO/IEC 15424). */
    private static final String GS1 = "]C1";

    private final Sscc sscc;
    private final int modules;
    private final List<Stroke> strokes;

    /** One dark bar: where it starts and how wide it is, in modules. */
    public record Stroke(int x, int width) {}

    private SsccBars(Sscc sscc, boolean[] bars) {
        this.sscc = sscc;
        this.modules = bars.length;
        List<Stroke> dark = new ArrayList<>();
        for (int x = 0; x < bars.length; x++) {
            int start = x;
            while (x < bars.length && bars[x]) {
                x++;
            }
            if (x > start) {
                dark.add(new Stroke(start, x - start));
            }
        }
        this.strokes = List.copyOf(dark);
    }

    /** Throws {@link IllegalStateException} when the bars do not read as the number: a fault of ours. */
    public static SsccBars of(Sscc sscc) {
        boolean[] bars = new Code128Writer().encode(FNC1 + "00" + sscc);
        SsccBars made = new SsccBars(sscc, bars);
        String read = read(bars);
        if (!read.equals(GS1 + "00" + sscc)) {
            throw new IllegalStateException("bars made for 00" + sscc + ", read " + read);
        }
        return made;
    }

    private static String read(boolean[] bars) {
        int pixels = 3;
        BitArray row = new BitArray((bars.length + 2 * QUIET_ZONE) * pixels);
        for (int x = 0; x < bars.length * pixels; x++) {
            if (bars[x / pixels]) {
                row.set(QUIET_ZONE * pixels + x);
            }
        }
        try {
            Result read = new Code128Reader().decodeRow(0, row, Map.of(DecodeHintType.ASSUME_GS1, true));
            return read.getBarcodeFormat() == BarcodeFormat.CODE_128 ? read.getText() : "–";
        } catch (NotFoundException | com.google.zxing.FormatException | com.google.zxing.ChecksumException e) {
            return "–";
        }
    }

    public Sscc sscc() {
        return sscc;
    }

    /** Modules from the first bar to the last, without the quiet zones. */
    public int modules() {
        return modules;
    }

    public List<Stroke> strokes() {
        return strokes;
    }
}
