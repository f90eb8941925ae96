package org.jekasy.label.qr;

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

/** Reads the QR code of a grey picture, as a scanner would: nothing is known of where it stands. */
public final class QrReader {
    private static final Map<DecodeHintType, ?> HINTS = Map.of(DecodeHintType.TRY_HARDER, true);

    private QrReader() {}

    /** {@code grey} holds {@code width × height} bytes, 0 is black; empty when no code can be read. */
    public static Optional<String> read(byte[] grey, int width, int height) {
        LuminanceSource picture = new PlanarYUVLuminanceSource(grey, width, height, 0, 0, width, height, false);
        return read(new BinaryBitmap(new HybridBinarizer(picture)))
                .or(() -> read(new BinaryBitmap(new GlobalHistogramBinarizer(picture))));
    }

    private static Optional<String> read(BinaryBitmap picture) {
        try {
            return Optional.of(new QRCodeReader().decode(picture, HINTS).getText());
        } catch (ReaderException e) {
            return Optional.empty();
        }
    }
}
