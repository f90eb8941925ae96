package org.jekasy.label.qr;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.decoder.Version;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Chooses the mask of a QR code as ISO/IEC 18004 and ZXing do, the one of the lowest penalty, but scores whole rows at once:
 * a row is one {@code long}, bit x its module x. That holds symbols up to version 11 (61 modules), which is more than a label
 * can carry. Takes a drawing under any mask and gives it back under the best.
 */
final class Masks {
    /** The largest symbol whose rows fit: version 11. */
    static final int WIDEST = 61;

    private static final int COUNT = 8;
    private static final int FORMAT_MASK = 0x5412;
    private static final int FORMAT_POLYNOMIAL = 0x537;

    private static final AtomicReferenceArray<Masks> BY_VERSION = new AtomicReferenceArray<>(12);

    private final int size;
    /** Where the masks may change a module: everything but finders, timing, alignment, format and version. */
    private final long[] rowMasks;

    private final long[] columnMasks;

    private Masks(Version version) {
        size = version.getDimensionForVersion();
        boolean[][] fixed = fixed(version);
        rowMasks = new long[COUNT * size];
        columnMasks = new long[COUNT * size];
        for (int mask = 0; mask < COUNT; mask++) {
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    if (!fixed[y][x] && inverts(mask, x, y)) {
                        rowMasks[mask * size + y] |= 1L << x;
                        columnMasks[mask * size + x] |= 1L << y;
                    }
                }
            }
        }
    }

    private static Masks of(int size) {
        int version = (size - 17) / 4;
        Masks known = BY_VERSION.get(version);
        if (known == null) {
            known = new Masks(Version.getVersionForNumber(version));
            BY_VERSION.set(version, known);
        }
        return known;
    }

    /** The rows under the mask of the lowest penalty; the first of equals. {@code drawn} is under {@code drawnMask}. */
    static long[] best(ByteMatrix drawn, int drawnMask, ErrorCorrectionLevel level) {
        return of(drawn.getWidth()).chosen(drawn, drawnMask, level);
    }

    /** The rows under another mask. */
    static long[] under(int mask, ByteMatrix drawn, int drawnMask, ErrorCorrectionLevel level) {
        Masks masks = of(drawn.getWidth());
        long[] rows = new long[masks.size];
        long[] columns = new long[masks.size];
        masks.unmasked(drawn, drawnMask, rows, columns);
        return masks.masked(rows, masks.rowMasks, mask, format(level, mask), true);
    }

    private long[] chosen(ByteMatrix drawn, int drawnMask, ErrorCorrectionLevel level) {
        long[] rows = new long[size];
        long[] columns = new long[size];
        unmasked(drawn, drawnMask, rows, columns);
        long[] best = rows;
        int least = Integer.MAX_VALUE;
        for (int mask = 0; mask < COUNT; mask++) {
            int format = format(level, mask);
            long[] r = masked(rows, rowMasks, mask, format, true);
            int penalty = penalty(r, masked(columns, columnMasks, mask, format, false));
            if (penalty < least) {
                least = penalty;
                best = r;
            }
        }
        return best;
    }

    private void unmasked(ByteMatrix drawn, int mask, long[] rows, long[] columns) {
        byte[][] modules = drawn.getArray();
        for (int y = 0; y < size; y++) {
            byte[] row = modules[y];
            long bits = 0;
            long down = 1L << y;
            for (int x = 0; x < size; x++) {
                if (row[x] == 1) {
                    bits |= 1L << x;
                    columns[x] |= down;
                }
            }
            rows[y] = bits ^ rowMasks[mask * size + y];
        }
        for (int x = 0; x < size; x++) {
            columns[x] ^= columnMasks[mask * size + x];
        }
    }

    private long[] masked(long[] lines, long[] masks, int mask, int format, boolean rows) {
        long[] masked = new long[size];
        for (int i = 0; i < size; i++) {
            masked[i] = lines[i] ^ masks[mask * size + i];
        }
        for (int bit = 0; bit < 15; bit++) {
            boolean dark = ((format >> bit) & 1) == 1;
            int[] at = FORMAT_PLACES[bit];
            set(masked, rows, at[0], at[1], dark);
            // the second copy: eight modules left of the upper right finder, seven above... the lower left one
            if (bit < 8) {
                set(masked, rows, size - 1 - bit, 8, dark);
            } else {
                set(masked, rows, 8, size - 15 + bit, dark);
            }
        }
        return masked;
    }

    /** Where bit 0 to 14 of the format stand around the upper left finder, as x and y. */
    private static final int[][] FORMAT_PLACES = {
        {8, 0}, {8, 1}, {8, 2}, {8, 3}, {8, 4}, {8, 5}, {8, 7}, {8, 8}, {7, 8}, {5, 8}, {4, 8}, {3, 8}, {2, 8}, {1, 8},
        {0, 8}
    };

    private static void set(long[] lines, boolean rows, int x, int y, boolean dark) {
        int line = rows ? y : x;
        long bit = 1L << (rows ? x : y);
        lines[line] = dark ? lines[line] | bit : lines[line] & ~bit;
    }

    /** Level and mask with their BCH (15,5) check. */
    private static int format(ErrorCorrectionLevel level, int mask) {
        int data = (level.getBits() << 3) | mask;
        int rest = data << 10;
        for (int bit = 14; bit >= 10; bit--) {
            if (((rest >> bit) & 1) == 1) {
                rest ^= FORMAT_POLYNOMIAL << (bit - 10);
            }
        }
        return ((data << 10) | rest) ^ FORMAT_MASK;
    }

    private int penalty(long[] rows, long[] columns) {
        int lines = 0;
        int blocks = 0;
        int dark = 0;
        for (int i = 0; i < size; i++) {
            lines += penaltyOfLine(rows[i]) + penaltyOfLine(columns[i]);
            dark += Long.bitCount(rows[i]);
            if (i + 1 < size) {
                long same = same(rows[i]) & same(rows[i + 1]) & ~(rows[i] ^ rows[i + 1]);
                blocks += Long.bitCount(same);
            }
        }
        int total = size * size;
        return lines + 3 * blocks + Math.abs(2 * dark - total) * 10 / total * 10;
    }

    /** Runs of five and more of a colour, and what looks like a finder with four light modules beside it. */
    private int penaltyOfLine(long line) {
        long same = same(line);
        // a run of n holds n − 4 places where five modules are alike, and counts n − 2
        long five = same & (same >>> 1) & (same >>> 2) & (same >>> 3);
        int runs = Long.bitCount(five) + 2 * Long.bitCount(five & ~(five << 1));
        long finder = line & ~(line >>> 1) & (line >>> 2) & (line >>> 3) & (line >>> 4) & ~(line >>> 5) & (line >>> 6);
        long light = ~line & ((1L << size) - 1);
        long four = light & (light >>> 1) & (light >>> 2) & (light >>> 3);
        return runs + 40 * Long.bitCount(finder & ((four << 4) | (four >>> 7)));
    }

    /** Bit i is set where module i is as module i + 1. */
    private long same(long line) {
        return ~(line ^ (line >>> 1)) & ((1L << (size - 1)) - 1);
    }

    private static boolean inverts(int mask, int x, int y) {
        int product = x * y;
        return 0
                == switch (mask) {
                    case 0 -> (y + x) % 2;
                    case 1 -> y % 2;
                    case 2 -> x % 3;
                    case 3 -> (y + x) % 3;
                    case 4 -> (y / 2 + x / 3) % 2;
                    case 5 -> product % 2 + product % 3;
                    case 6 -> (product % 2 + product % 3) % 2;
                    case 7 -> (product % 3 + (y + x) % 2) % 2;
                    default -> throw new IllegalArgumentException("mask " + mask);
                };
    }

    private static boolean[][] fixed(Version version) {
        int size = version.getDimensionForVersion();
        boolean[][] fixed = new boolean[size][size];
        fill(fixed, 0, 0, 9, 9);
        fill(fixed, size - 8, 0, 8, 9);
        fill(fixed, 0, size - 8, 9, 8);
        fill(fixed, 6, 0, 1, size);
        fill(fixed, 0, 6, size, 1);
        if (version.getVersionNumber() >= 7) {
            fill(fixed, size - 11, 0, 3, 6);
            fill(fixed, 0, size - 11, 6, 3);
        }
        int[] centres = version.getAlignmentPatternCenters();
        for (int x : centres) {
            for (int y : centres) {
                boolean onFinder = (x < 9 && y < 9) || (x < 9 && y > size - 10) || (x > size - 10 && y < 9);
                if (!onFinder) {
                    fill(fixed, x - 2, y - 2, 5, 5);
                }
            }
        }
        return fixed;
    }

    private static void fill(boolean[][] fixed, int left, int top, int width, int height) {
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                fixed[y][x] = true;
            }
        }
    }
}
