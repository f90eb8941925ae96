package org.jekasy.label.qr;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the QR code of a grey picture, as a scanner would: nothing is known of where it stands. */
public final class QrReader {
    private static final Map<DecodeHintType, ?> HINTS = Map.of(DecodeHintType.TRY_HARDER, true);
    /** Turns in degrees: what lies askew for one reading lies straight for another. */
    private static final int[] TURNS = {0, 45, 22, 67, 11, 34, 79, 56};

    private QrReader() {}

    /** {@code grey} holds {@code width × height} bytes, 0 is black; empty when no code can be read. Judges what we print. */
    public static Optional<String> read(byte[] grey, int width, int height) {
        LuminanceSource picture = picture(grey, width, height);
        return plainly(picture).or(() -> closer(picture));
    }

    /** A word beside the code may look like one of its corners: who scans comes closer, until one side of the label is seen alone. */
    private static Optional<String> closer(LuminanceSource picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        return IntStream.of(8, 6, 4)
                .boxed()
                .flatMap(twelfths -> {
                    int wide = width * twelfths / 12;
                    int high = height * twelfths / 12;
                    return Stream.of(
                            picture.crop(0, 0, wide, height),
                            picture.crop(width - wide, 0, wide, height),
                            picture.crop(0, 0, width, high),
                            picture.crop(0, height - high, width, high));
                })
                .flatMap(side -> plainly(side).stream())
                .findFirst();
    }

    private static Optional<String> plainly(LuminanceSource picture) {
        return read(new HybridBinarizer(picture)).or(() -> read(new GlobalHistogramBinarizer(picture)));
    }

    /**
     * Does its utmost with a picture somebody else took: stretches the contrast, smooths, closes scratches and turns it until
     * a code is read. Takes up to some hundred times as long as {@link #read}, so it judges nothing of ours.
     */
    public static Optional<String> search(byte[] grey, int width, int height) {
        Optional<String> plain = read(grey, width, height);
        if (plain.isPresent()) {
            return plain;
        }
        for (int turn : TURNS) {
            Picture turned = new Picture(grey, width, height).turned(turn);
            for (Function<Picture, Picture> mended : Picture.MENDINGS) {
                Picture picture = mended.apply(turned);
                Optional<String> read = read(picture.grey(), picture.width(), picture.height());
                if (read.isPresent()) {
                    return read;
                }
            }
        }
        return Optional.empty();
    }

    private static LuminanceSource picture(byte[] grey, int width, int height) {
        return new PlanarYUVLuminanceSource(grey, width, height, 0, 0, width, height, false);
    }

    private static Optional<String> read(Binarizer binarizer) {
        try {
            return Optional.of(new QRCodeReader()
                    .decode(new BinaryBitmap(binarizer), HINTS)
                    .getText());
        } catch (ReaderException e) {
            return Optional.empty();
        }
    }
}
