package org.jekasy.label.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.lot.Roll;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.qr.QrCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Labels of rolls as they come out: their codes read, letters to be read from two metres, nothing of a lot. */
class RollPressTest {
    private static final List<LotCode> CODES = new Roll("K7QF", 1_000, 30).codes();

    @TempDir
    private Path folder;

    private final RollPress press = new RollPress(Samples.REAL);

    private record Set(String text, double size, double x, double baseline) {}

    static List<LabelSize> sizes() {
        return RollDrawing.SIZES;
    }

    private static List<String> addresses(List<LotCode> codes) {
        return codes.stream().map(code -> "https://id.jekasy.example/l/" + code).toList();
    }

    private Path written(Pdf pdf) throws IOException {
        Path file = folder.resolve("roll.pdf");
        try (pdf;
                OutputStream out = Files.newOutputStream(file)) {
            pdf.writeTo(out);
        }
        return file;
    }

    private static byte[] printed(RollPress press, List<LotCode> codes, PrinterLanguage language) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        press.printout(codes, LabelSize.STICKER, language, new Resolution(203), 1, out);
        return out.toByteArray();
    }

    private static String text(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void aSheetHoldsTwentyFourCodesThatRead() throws IOException {
        Path sheet = written(press.sheets(CODES, SheetForm.OF_24, "1", 1));

        assertThat(QrScan.read(sheet)).containsExactlyInAnyOrderElementsOf(addresses(CODES));
        try (PDDocument document = Loader.loadPDF(sheet.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
        }
    }

    @Test
    void aLabelAPageIsReadToo() throws IOException {
        List<LotCode> few = CODES.subList(0, 3);

        assertThat(QrScan.read(written(press.pages(few, LabelSize.STICKER, 1))))
                .containsExactlyElementsOf(addresses(few));
    }

    @Test
    void aCopySaysSo() throws IOException {
        List<LotCode> one = CODES.subList(0, 1);

        assertThat(text(written(press.pages(one, LabelSize.STICKER, 2)))).contains("copie 2");
        assertThat(text(written(press.pages(one, LabelSize.STICKER, 1)))).doesNotContain("copie");
        assertThat(text(written(new RollPress(Samples.DEMONSTRATION).pages(one, LabelSize.STICKER, 1))))
                .contains("démonstration");
        assertThat(QrScan.read(written(press.pages(one, LabelSize.STICKER, 2))))
                .containsExactlyElementsOf(addresses(one));
    }

    @Test
    void aThermalPrinterGetsALabelACode() throws IOException {
        byte[] zpl = printed(press, CODES.subList(0, 3), PrinterLanguage.ZPL);
        String stream = new String(zpl, StandardCharsets.US_ASCII);

        assertThat(stream.split("\\^XA", -1)).hasSize(4);
        for (String label : stream.split("(?<=\\^XZ)\n")) {
            Spoken spoken = Spoken.zpl((label + "\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(spoken.labels).isEqualTo(1);
            assertThat(spoken.texts).isEmpty();
        }
        assertThat(printed(press, CODES.subList(0, 1), PrinterLanguage.TSPL))
                .startsWith("SIZE 50 mm,30 mm".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aLabelOfARollIsWrittenBeforeTheNextIsMade() {
        class Full extends IOException {
            private static final long serialVersionUID = 1;
        }
        List<LotCode> made = new ArrayList<>();
        List<LotCode> codes = new AbstractList<>() {
            @Override
            public LotCode get(int index) {
                made.add(CODES.get(index));
                return CODES.get(index);
            }

            @Override
            public int size() {
                return CODES.size();
            }
        };
        OutputStream full = new OutputStream() {
            @Override
            public void write(int sign) throws IOException {
                throw new Full();
            }
        };
        assertThatExceptionOfType(Full.class)
                .isThrownBy(() ->
                        press.printout(codes, LabelSize.STICKER, PrinterLanguage.TSPL, new Resolution(203), 1, full));
        assertThat(made).containsExactly(CODES.getFirst());
    }

    @Test
    void otherLanguagesAndSizesAreRefused() {
        for (PrinterLanguage language : List.of(PrinterLanguage.ESCPOS, PrinterLanguage.PDF)) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> printed(press, CODES, language))
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.VALUE_REFUSED));
        }
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> RollPress.size("48x36"))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.VALUE_REFUSED));
        assertThat(RollPress.size("50x30")).isEqualTo(LabelSize.STICKER);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theCodeIsReadFromTwoMetresAndKeepsClearOfTheQrCode(LabelSize size) {
        List<Set> texts = new ArrayList<>();
        double[] codeEnds = {0};
        Pen seen = new Pen() {
            @Override
            public double module(double widest) {
                // a printer of 203 dots an inch
                return Math.floor(widest * 203 / 25.4 + 1e-6) * 25.4 / 203;
            }

            @Override
            public void text(String text, Face face, double type, double x, double baseline, Ink ink) {
                if (face == Face.CODE) {
                    texts.add(new Set(text, type, x, baseline));
                }
            }

            @Override
            public void box(double x, double y, double width, double height) {}

            @Override
            public void code(QrCode code, double x, double y, double module) {
                codeEnds[0] = x + (code.modules() + 4) * module;
                assertThat(x).isGreaterThanOrEqualTo(4 * module - 1e-6);
                assertThat(y).isGreaterThanOrEqualTo(4 * module - 1e-6);
                assertThat(y + (code.modules() + 4) * module).isLessThanOrEqualTo(size.height() + 1e-6);
            }
        };
        LotCode code = CODES.getFirst();
        new RollDrawing(code, QrCode.of(addresses(CODES).getFirst(), Correction.M), size, new Marks(false)).draw(seen);

        assertThat(texts).extracting(Set::text).containsExactly("RK7QF", "0001", "0003");
        for (Set line : texts) {
            double capital = Face.CODE.outline("K").getBounds2D().getHeight() * line.size;
            assertThat(capital).isGreaterThanOrEqualTo(RollDrawing.SMALLEST_CAPITAL);
            boolean onSheet = size == LabelSize.SHEET_CELL || size == LabelSize.LARGE_CELL;
            double margin = onSheet ? RollDrawing.SHEET_MARGIN : 1.5;
            assertThat(line.baseline - capital).isGreaterThanOrEqualTo(margin - 0.1);
            assertThat(line.x + line.size * Face.CODE.width(line.text))
                    .isLessThanOrEqualTo(size.width() - margin + 0.1);
            assertThat(line.baseline).isLessThanOrEqualTo(size.height() - margin + 0.1);
            assertThat(line.baseline).isLessThan(size.height() - 1.0);
            assertThat(line.x).isGreaterThanOrEqualTo(codeEnds[0] - 1e-6);
            assertThat(line.x + line.size * Face.CODE.width(line.text)).isLessThan(size.width() - 1.0);
        }
    }

    @Test
    void anAddressTooLongForTheLabelIsRefusedBeforeItIsPrinted() {
        Imprint longest = new Imprint(
                java.net.URI.create(
                        "https://tracabilite-des-mangues-et-du-karite.exemple-de-cooperative.org/registre/public/des/lots/de/mangues/et/de/karite/du/mali"),
                false);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> printed(new RollPress(longest), CODES, PrinterLanguage.ZPL))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.QR_TOO_DENSE));
    }
}
