package org.jekasy.label.paper;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.oned.Code128Reader;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the bars of a pallet's number from a picture, as GS1-128: what a reader says of it begins with {@code ]C1}. */
public final class Bars {
    private Bars() {}

    /** What stands in the bars of {@link PrintersTest#PALLET}. */
    static final String OF_THE_PALLET = "]C100" + PrintersTest.PALLET;

    static Optional<String> read(BufferedImage grey) {
        return read(((DataBufferByte) grey.getRaster().getDataBuffer()).getData(), grey.getWidth(), grey.getHeight());
    }

    /** From one label in ZPL. */
    public static Optional<String> read(String zpl) {
        Dots dots = Spoken.zpl(zpl.getBytes(StandardCharsets.ISO_8859_1)).dots;
        return read(dots.grey(), dots.width(), dots.height());
    }

    static Optional<String> read(byte[] grey, int width, int height) {
        try {
            return Optional.of(new Code128Reader()
                    .decode(
                            new BinaryBitmap(new GlobalHistogramBinarizer(
                                    new PlanarYUVLuminanceSource(grey, width, height, 0, 0, width, height, false))),
                            Map.of(
                                    DecodeHintType.TRY_HARDER,
                                    true,
                                    DecodeHintType.ASSUME_GS1,
                                    true,
                                    DecodeHintType.POSSIBLE_FORMATS,
                                    List.of(BarcodeFormat.CODE_128)))
                    .getText());
        } catch (NotFoundException | com.google.zxing.FormatException e) {
            return Optional.empty();
        }
    }
}
