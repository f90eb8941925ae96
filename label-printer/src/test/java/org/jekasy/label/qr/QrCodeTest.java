package org.jekasy.label.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.List;
import java.util.Map;
import org.jekasy.label.Shelf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodeTest {
    private static final String DIGITAL_LINK = "https://id.jekasy.example/01/09521234000112/10/26092K7QF00045";

    @ParameterizedTest
    @EnumSource
    void aStrongerCorrectionTakesNoFewerModules(Correction correction) {
        int modules = QrCode.of(DIGITAL_LINK, correction).modules();
        assertThat(modules).isBetween(29, 45);
        assertThat(modules)
                .isGreaterThanOrEqualTo(QrCode.of(DIGITAL_LINK, Correction.L).modules());
    }

    @Test
    void digitsArePackedTighterThanByDefault() throws Exception {
        String signed = DIGITAL_LINK + "?s=" + "8274619350".repeat(20);
        int byDefault = Encoder.encode(signed, ErrorCorrectionLevel.M, Map.of())
                .getMatrix()
                .getWidth();
        assertThat(QrCode.of(signed, Correction.M).modules()).isLessThan(byDefault);
    }

    /** A reader names the character set it was told of by 2, and by 1 that it was told of none (ISO/IEC 15424, ]Q2 and ]Q1). */
    @ParameterizedTest
    @EnumSource
    void noCharacterSetIsNamed(Correction correction) throws Exception {
        for (String address : List.of(DIGITAL_LINK, "http://127.0.0.1:8080/l/RK7QF00010003", "HTTPS://ID.EXAMPLE/1")) {
            QrCode code = QrCode.of(address, correction);
            BitMatrix modules = new BitMatrix(code.modules());
            code.bars().forEach(bar -> modules.setRegion(bar.x(), bar.y(), bar.length(), 1));
            assertThat(new Decoder().decode(modules).getSymbologyModifier())
                    .as(address)
                    .isEqualTo(1);
        }
        boolean[][] named = named();
        assertThat(new Decoder().decode(named).getSymbologyModifier()).isEqualTo(2);
    }

    private static boolean[][] named() throws WriterException {
        byte[][] matrix = Encoder.encode(
                        DIGITAL_LINK, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                .getMatrix()
                .getArray();
        boolean[][] named = new boolean[matrix.length][matrix.length];
        for (int y = 0; y < matrix.length; y++) {
            for (int x = 0; x < matrix.length; x++) {
                named[y][x] = matrix[y][x] == 1;
            }
        }
        return named;
    }

    @Test
    void theMaskIsTheOneOfTheStandardWhereItReads() throws Exception {
        var matrix = Encoder.encode(DIGITAL_LINK, ErrorCorrectionLevel.M, Map.of(EncodeHintType.QR_COMPACT, true))
                .getMatrix();
        QrCode code = QrCode.of(DIGITAL_LINK, Correction.M);
        int dark = 0;
        for (byte[] row : matrix.getArray()) {
            for (byte module : row) {
                dark += module;
            }
        }
        assertThat(code.bars().stream().mapToInt(QrCode.Bar::length).sum()).isEqualTo(dark);
        assertThat(code.bars())
                .allSatisfy(bar -> assertThat(matrix.get(bar.x(), bar.y())).isEqualTo((byte) 1));
    }

    /** With the standard's mask ZXing finds no code in these drawings. */
    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:18772/class/mango_fresh/lot/26092K7QF0197R"})
    void anAddressWhoseFirstDrawingDoesNotReadIsDrawnAnotherWay(String address) throws Exception {
        var matrix = Encoder.encode(address, ErrorCorrectionLevel.M, Map.of(EncodeHintType.QR_COMPACT, true))
                .getMatrix();
        assertThatExceptionOfType(QrCode.Unreadable.class)
                .isThrownBy(() -> new QrCode(address, matrix.getWidth(), QrCode.bars(matrix)));
        assertThat(QrCode.of(address, Correction.M).text()).isEqualTo(address);
    }

    @Test
    void everyOneOfManyLotsReads() {
        for (String lot : Shelf.codes(400)) {
            String address = "https://id.jekasy.example/class/mango_fresh/lot/" + lot;
            assertThat(QrCode.of(address, Correction.M).text()).isEqualTo(address);
        }
    }

    @Test
    void aDrawingThatSaysSomethingElseIsRefused() {
        QrCode code = QrCode.of(DIGITAL_LINK, Correction.M);
        assertThatExceptionOfType(QrCode.Unreadable.class)
                .isThrownBy(() -> new QrCode(DIGITAL_LINK + "6", code.modules(), code.bars()))
                .withMessageContaining(DIGITAL_LINK);
    }

    @Test
    void aDrawingThatDoesNotReadIsRefused() {
        QrCode code = QrCode.of(DIGITAL_LINK, Correction.M);
        List<QrCode.Bar> half = code.bars().subList(0, code.bars().size() / 2);
        assertThatExceptionOfType(QrCode.Unreadable.class)
                .isThrownBy(() -> new QrCode(DIGITAL_LINK, code.modules(), half));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://id.jèkasy.example/", "https://id.example/a b", "https://id.example/\n"})
    void anAddressIsAscii(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> QrCode.of(address, Correction.M));
    }

    @Test
    void noCodeHoldsABook() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QrCode.of("https://id.example/" + "x".repeat(4000), Correction.M));
    }
}
