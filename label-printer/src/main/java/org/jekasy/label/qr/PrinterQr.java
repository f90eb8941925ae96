package org.jekasy.label.qr;

/**
 * A QR code the printer draws by itself from its text: quick to send and sharp, but nobody read it back. Its size is the one
 * a printer needs that packs nothing, so the real one is never larger.
 */
public record PrinterQr(String text, Correction correction, int modules) implements Qr {
    public static PrinterQr of(String text, Correction correction) {
        QrCode.refuseWhatIsNoAddress(text);
        for (int version = 1; version <= 40; version++) {
            int bits = 4 + (version < 10 ? 8 : 16) + 8 * text.length();
            if (bits <= 8 * correction.dataBytes(version)) {
                return new PrinterQr(text, correction, 17 + 4 * version);
            }
        }
        throw new IllegalArgumentException("too long for a QR code: " + text);
    }
}
