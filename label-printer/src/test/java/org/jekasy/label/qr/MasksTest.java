package org.jekasy.label.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Our mask is ZXing's mask, module by module. */
class MasksTest {
    private static final int INPUTS = 100_000;
    private static final List<Correction> CORRECTIONS = List.of(Correction.values());
    private static final String LETTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'()*+,;=%";

    @Test
    void ofHundredThousandRandomInputsEveryOneGetsTheMaskOfZXing() {
        AtomicIntegerArray versions = new AtomicIntegerArray(12);
        IntStream.range(0, INPUTS).parallel().forEach(n -> {
            Random chance = new Random(18_004 + n);
            Correction correction = CORRECTIONS.get(chance.nextInt(4));
            // most are as long as addresses are; one in forty is as long as fits
            int longest = n % 40 > 0
                    ? 45
                    : switch (correction) {
                        case L -> 320;
                        case M -> 250;
                        case Q -> 175;
                        case H -> 135;
                    };
            String text = text(chance, 1 + chance.nextInt(longest));
            ByteMatrix theirs = zxing(text, correction, Map.of());
            int mask = chance.nextInt(8);
            ByteMatrix drawn = zxing(text, correction, Map.of(EncodeHintType.QR_MASK_PATTERN, mask));
            long[] ours = Masks.best(drawn, mask, correction.level());
            assertThat(ours).as("%s %s", correction, text).isEqualTo(rows(theirs));
            versions.incrementAndGet((theirs.getWidth() - 17) / 4);
        });
        // every version that fits was met
        for (int version = 1; version <= 11; version++) {
            assertThat(versions.get(version)).as("version %d", version).isGreaterThan(50);
        }
    }

    @Test
    void everyOtherMaskIsTheOneOfZXingToo() {
        Random chance = new Random(18_005);
        for (int n = 0; n < 400; n++) {
            String text = text(chance, 1 + chance.nextInt(130));
            Correction correction = CORRECTIONS.get(n % 4);
            ByteMatrix drawn = zxing(text, correction, Map.of(EncodeHintType.QR_MASK_PATTERN, 0));
            for (int mask = 0; mask < 8; mask++) {
                ByteMatrix theirs = zxing(text, correction, Map.of(EncodeHintType.QR_MASK_PATTERN, mask));
                assertThat(Masks.under(mask, drawn, 0, correction.level())).isEqualTo(rows(theirs));
            }
        }
    }

    @Test
    void theBarsAreTheRows() {
        assertThat(QrCode.bars(new long[] {0b1101_1000_0001L, -1L >>> 3, 0}))
                .containsExactly(
                        new QrCode.Bar(0, 0, 1),
                        new QrCode.Bar(7, 0, 2),
                        new QrCode.Bar(10, 0, 2),
                        new QrCode.Bar(0, 1, 61));
    }

    private static ByteMatrix zxing(String text, Correction correction, Map<EncodeHintType, ?> hints) {
        try {
            return Encoder.encode(text, correction.level(), hints).getMatrix();
        } catch (WriterException e) {
            throw new AssertionError(text, e);
        }
    }

    private static String text(Random chance, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(chance.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static long[] rows(ByteMatrix matrix) {
        long[] rows = new long[matrix.getHeight()];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                rows[y] |= (long) matrix.get(x, y) << x;
            }
        }
        return rows;
    }
}
