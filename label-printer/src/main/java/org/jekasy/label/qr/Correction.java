package org.jekasy.label.qr;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.decoder.Version;
import java.util.Arrays;
import java.util.Map;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;

/** How much of a QR code may be lost before it no longer reads: about 7, 15, 25 or 30 per cent. M is the house's choice. */
public enum Correction {
    L(ErrorCorrectionLevel.L),
    M(ErrorCorrectionLevel.M),
    Q(ErrorCorrectionLevel.Q),
    H(ErrorCorrectionLevel.H);

    private final ErrorCorrectionLevel level;

    Correction(ErrorCorrectionLevel level) {
        this.level = level;
    }

    /** Reads {@code M}; refused with {@code VALUE_REFUSED}. */
    public static Correction parse(String asked) {
        return Arrays.stream(values())
                .filter(correction -> correction.name().equals(asked))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Reason.VALUE_REFUSED,
                        Map.of(
                                "name",
                                "correction",
                                "value",
                                Refusal.shown(asked),
                                "allowed",
                                new Reason.Said("L, M, Q ou H.", "L, M, Q or H."))));
    }

    ErrorCorrectionLevel level() {
        return level;
    }

    /** Bytes a code of this version (1 to 40) holds beside what corrects them. */
    int dataBytes(int version) {
        Version symbol = Version.getVersionForNumber(version);
        return symbol.getTotalCodewords() - symbol.getECBlocksForLevel(level).getTotalECCodewords();
    }
}
