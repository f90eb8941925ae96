package org.jekasy.label.paper;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.oned.Code128Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the bars of a pallet's number from a picture. */
final class Bars {
    private Bars() {}

    static Optional<String> read(byte[] grey, int width, int height) {
        try {
            return Optional.of(new Code128Reader()
                    .decode(
                            new BinaryBitmap(new GlobalHistogramBinarizer(
                                    new PlanarYUVLuminanceSource(grey, width, height, 0, 0, width, height, false))),
                            Map.of(
                                    DecodeHintType.TRY_HARDER,
                                    true,
                                    DecodeHintType.POSSIBLE_FORMATS,
                                    List.of(BarcodeFormat.CODE_128)))
                    .getText());
        } catch (NotFoundException | com.google.zxing.FormatException e) {
            return Optional.empty();
        }
    }
}
