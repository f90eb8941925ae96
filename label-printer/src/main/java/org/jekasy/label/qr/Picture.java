package org.jekasy.label.qr;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A grey picture and what can be done so that a code in it reads. Every change makes a new one. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Picture(byte[] grey, int width, int height) {
    /** From the mildest to the strongest. */
    static final List<Function<Picture, Picture>> MENDINGS = List.of(
            picture -> picture,
            Picture::smoothed,
            Picture::withoutDarkScratches,
            Picture::withoutLightScratches,
            picture -> picture.smoothed().smoothed(),
            Picture::doubled);

    /** Turned about its middle, on paper as light as its own edge, large enough to lose nothing. */
    Picture turned(int degrees) {
        if (degrees == 0) {
            return this;
        }
        double angle = Math.toRadians(degrees);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        int wide = (int) Math.ceil(width * Math.abs(cos) + height * Math.abs(sin));
        int high = (int) Math.ceil(width * Math.abs(sin) + height * Math.abs(cos));
        byte[] turned = new byte[wide * high];
        byte paper = paper();
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                double dx = x - wide / 2.0;
                double dy = y - high / 2.0;
                double fromX = dx * cos + dy * sin + width / 2.0;
                double fromY = dy * cos - dx * sin + height / 2.0;
                turned[y * wide + x] = between(fromX, fromY, paper);
            }
        }
        return new Picture(turned, wide, high);
    }

    private byte between(double x, double y, byte paper) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) {
            return paper;
        }
        double right = x - left;
        double low = y - top;
        double value = (at(left, top) * (1 - right) + at(left + 1, top) * right) * (1 - low)
                + (at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right) * low;
        return (byte) Math.round(value);
    }

    /** The middle light of the border. */
    private byte paper() {
        int[] border = new int[2 * width];
        for (int x = 0; x < width; x++) {
            border[x] = at(x, 0);
            border[width + x] = at(x, height - 1);
        }
        Arrays.sort(border);
        return (byte) border[width];
    }

    /** Each pixel the mean of the nine around it. */
    Picture smoothed() {
        byte[] smooth = new byte[grey.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sum = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        sum += near(x + dx, y + dy);
                    }
                }
                smooth[y * width + x] = (byte) (sum / 9);
            }
        }
        return new Picture(smooth, width, height);
    }

    /** Dark scratches thinner than a few pixels vanish: what is light grows, then what is dark. */
    Picture withoutDarkScratches() {
        return extreme(true).extreme(false);
    }

    /** Light scratches thinner than a few pixels vanish. */
    Picture withoutLightScratches() {
        return extreme(false).extreme(true);
    }

    /** Each pixel the lightest or the darkest of the nine around it. */
    private Picture extreme(boolean lightest) {
        byte[] changed = new byte[grey.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int value = near(x, y);
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int other = near(x + dx, y + dy);
                        value = lightest ? Math.max(value, other) : Math.min(value, other);
                    }
                }
                changed[y * width + x] = (byte) value;
            }
        }
        return new Picture(changed, width, height);
    }

    /** Twice as wide and high, smooth between the pixels. */
    Picture doubled() {
        byte[] large = new byte[4 * grey.length];
        for (int y = 0; y < 2 * height; y++) {
            for (int x = 0; x < 2 * width; x++) {
                int sum = near(x / 2, y / 2)
                        + near((x + 1) / 2, y / 2)
                        + near(x / 2, (y + 1) / 2)
                        + near((x + 1) / 2, (y + 1) / 2);
                large[y * 2 * width + x] = (byte) (sum / 4);
            }
        }
        return new Picture(large, 2 * width, 2 * height);
    }

    private int at(int x, int y) {
        return grey[y * width + x] & 0xFF;
    }

    /** The pixel, or the nearest one of the picture. */
    private int near(int x, int y) {
        return at(Math.clamp(x, 0, width - 1), Math.clamp(y, 0, height - 1));
    }
}
