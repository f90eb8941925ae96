package org.jekasy.label.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jekasy.label.lot.Label;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.lot.Sscc;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.qr.PrinterQr;
import org.jekasy.label.qr.QrReader;
import org.jekasy.label.station.StationPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What thermal printers are sent, understood again by the rules of their languages. */
class PrintersTest {
    static final Sscc PALLET = new Sscc("095212340000000013");
    /** What paper of 80 mm holds, the first also paper of 58 mm. */
    private static final List<LabelSize> RECEIPTS =
            List.of(LabelSize.TICKET_58, LabelSize.STICKER, LabelSize.SHEET_CELL, LabelSize.TICKET_80);

    static Stream<Arguments> labelsInAllSizes() {
        return Samples.all().stream()
                .flatMap(label -> Stream.of(LabelSize.values()).map(size -> Arguments.of(label, size)));
    }

    @ParameterizedTest
    @MethodSource("labelsInAllSizes")
    void everyLanguageSaysTheSameLabel(Label label, LabelSize size) {
        for (int dpi : new int[] {203, 300}) {
            understood(Samples.drawing(label, size, Samples.REAL), dpi);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReceiptPrinterTakesNoLabelThatIsWiderThanItsPaper(LabelSize size) {
        LabelDrawing drawing = Samples.drawing(Samples.harvest(), size, Samples.REAL);
        if (RECEIPTS.contains(size)) {
            assertThat(Spoken.escpos(EscPos.of(drawing, 1)).dots.rowBytes()).isLessThanOrEqualTo(576 / 8);
            assertThat(PrinterLanguage.ESCPOS.size(size.toString())).isEqualTo(size);
            return;
        }
        int wanted = Dots.pixels(size.width(), 203);
        for (ThrowingCallable wide : List.<ThrowingCallable>of(
                () -> EscPos.of(drawing, 1), () -> PrinterLanguage.ESCPOS.size(size.toString()))) {
            assertThatExceptionOfType(Refusal.class).isThrownBy(wide).satisfies(refusal -> {
                assertThat(refusal.reason()).isEqualTo(Reason.VALUE_REFUSED);
                assertThat(refusal.sentence(Locale.FRENCH))
                        .contains("« " + size + " »", "demande " + wanted + " points", "en a 384", "ou 576");
                assertThat(refusal.sentence(Locale.ENGLISH))
                        .contains("wants " + wanted + " dots", "58 mm: 48x36)", "80 mm, also: 50x30, 70x37, 72x44)");
            });
        }
    }

    @Test
    void whoNamesNoSizeGetsOneThatThePrinterHolds() {
        assertThat(PrinterLanguage.ESCPOS.size(null)).isEqualTo(LabelSize.TICKET_58);
        assertThat(Spoken.escpos(EscPos.of(
                                Samples.drawing(Samples.harvest(), PrinterLanguage.ESCPOS.size(null), Samples.REAL), 1))
                        .dots
                        .rowBytes())
                .isLessThanOrEqualTo(384 / 8);
        assertThat(PrinterLanguage.ZPL.size(null)).isEqualTo(LabelSize.CRATE);
        assertThat(StationPrinter.of("Tickets", "127.0.0.1", "escpos", null, null, null)
                        .size())
                .isEqualTo(LabelSize.TICKET_58);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> StationPrinter.of("Tickets", "127.0.0.1", "escpos", null, "100x50", null));
    }

    @Property(tries = 150)
    void whateverAFieldSaysIsSaidAndDoesNothing(@ForAll("anything") String a, @ForAll("anything") String b) {
        understood(Samples.drawing(saying(a, b), LabelSize.CRATE, Samples.REAL), 203);
    }

    /** Short words that print as they are come out as they went in, in every size at every resolution. */
    @Property(tries = 60)
    void aFieldComesOutAsItWentIn(
            @ForAll("word") String variety,
            @ForAll("word") String cooperative,
            @ForAll LabelSize size,
            @ForAll @IntRange(min = 203, max = 600) int dpi)
            throws IOException {
        Label harvest = Samples.harvest();
        Label label = new Label(
                harvest.lot(),
                harvest.product(),
                new Label.Variety("KEN", variety),
                cooperative,
                null,
                null,
                null,
                harvest.weightG(),
                null,
                List.of(),
                null,
                "AVAILABLE");
        LabelDrawing drawing = Samples.drawing(label, size, Samples.REAL);
        String said = String.join(" ", Spoken.zpl(Zpl.of(drawing, dpi, 1)).texts);
        assertThat(said).contains(variety).contains(cooperative);
        try (PDDocument pdf = Loader.loadPDF(Pdf.bytes(drawing, 1))) {
            assertThat(new PDFTextStripper().getText(pdf)).contains(variety).contains(cooperative);
        }
        assertThat(Svg.of(drawing)).contains(escaped(variety)).contains(escaped(cooperative));
        Dots dots = Dots.of(drawing, dpi);
        assertThat(Spoken.tspl(Tspl.of(drawing, dpi, 1)).dots.bits()).isEqualTo(dots.bits());
    }

    @Provide
    static Arbitrary<String> word() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .withCharRange('\u00a1', '\u00ac')
                .withCharRange('\u00ae', '\u00ff')
                .ofMinLength(1)
                .ofMaxLength(6);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Test
    void aSignThatLeavesNoInkIsNoPicture() {
        understood(Samples.drawing(saying("\ufe00", "\ua54a\ufe00"), LabelSize.CRATE, Samples.REAL), 203);
    }

    @Test
    void aWordThatLooksLikeACornerOfACodeCostsNoLabel() {
        understood(Samples.drawing(saying("◈", "^FS^FDx~i"), LabelSize.CRATE, Samples.REAL), 203);
    }

    @Provide
    static Arbitrary<String> anything() {
        Arbitrary<String> hostile = Arbitraries.of(
                "^XA",
                "^XZ",
                "^FS^FDx",
                "~DGR:",
                "~JR",
                "_5E",
                "_",
                "\\",
                "\r\nPRINT 9,9\r\n",
                "\"",
                "CLS",
                "\u001b@",
                "\u001dV",
                "\u0010\u0004\u0001",
                "ɛ",
                "ŋ",
                "é",
                "\u00ad",
                "\u0000",
                "^",
                "~");
        Arbitrary<String> some = Arbitraries.oneOf(
                hostile,
                Arbitraries.strings().ofMaxLength(8),
                Arbitraries.strings().ascii().ofMaxLength(8));
        return some.list().ofMaxSize(6).map(parts -> String.join("", parts));
    }

    /** A label with these words wherever a label has words. */
    static Label saying(String a, String b) {
        Label harvest = Samples.harvest();
        return new Label(
                harvest.lot(),
                new Label.Product("mango_fresh", a, null),
                new Label.Variety("KEN", b),
                b + a,
                a + b,
                harvest.harvestedFrom(),
                harvest.harvestedTo(),
                harvest.weightG(),
                null,
                List.of(a, b),
                null,
                "AVAILABLE");
    }

    /** Fails unless all three languages hold exactly the label: its words, its picture, its address, one label, so many copies. */
    static void understood(LabelDrawing drawing, int dpi) {
        Dots dots = Dots.of(drawing, dpi);
        Spoken tspl = Spoken.tspl(Tspl.of(drawing, dpi, 7));
        assertThat(tspl.dots.bits()).isEqualTo(dots.bits());
        assertThat(tspl.labels).isOne();
        assertThat(tspl.copies).isEqualTo(7);
        if (RECEIPTS.contains(drawing.size())) {
            Spoken escpos = Spoken.escpos(EscPos.of(drawing, 2));
            assertThat(escpos.dots.bits())
                    .isEqualTo(Dots.of(drawing, EscPos.DPI).bits());
            assertThat(escpos.labels).isEqualTo(2);
        }

        Spoken zpl = Spoken.zpl(Zpl.of(drawing, dpi, 7));
        assertThat(zpl.copies).isEqualTo(7);
        assertThat(zpl.codes).isEmpty();
        LabelDrawingTest.Notes notes = new LabelDrawingTest.Notes(dpi / 25.4);
        drawing.draw(notes);
        String serial = drawing.marks().serial();
        List<String> others = notes.texts.stream()
                .filter(text -> !text.equals(notes.texts.getFirst()) && !text.equals(serial))
                .toList();
        assertThat(zpl.texts).isEqualTo(others.stream().filter(Zpl::latin).toList());
        assertThat(zpl.pictures)
                .isEqualTo(1
                        + IntStream.range(0, notes.texts.size())
                                .filter(n ->
                                        n == 0 || notes.texts.get(n).equals(serial) || !Zpl.latin(notes.texts.get(n)))
                                .map(notes.signs::get)
                                .sum());
        // without the words the printer sets itself this is no whole label, so the patient reader has to do
        assertThat(QrReader.search(zpl.dots.grey(), zpl.dots.width(), zpl.dots.height()))
                .contains(drawing.code().text());
    }

    @Test
    void thePrinterThatDrawsTheCodeIsToldItsTextAndASizeThatFits() {
        Label label = Samples.cartons();
        String address = "https://id.example/~^_x/" + label.lot();
        LabelDrawing drawing =
                new LabelDrawing(label, PrinterQr.of(address, Correction.M), LabelSize.CRATE, new Marks(false));
        Spoken zpl = Spoken.zpl(Zpl.of(drawing, 203, 1));
        assertThat(zpl.codes).containsExactly("MA," + address);
    }

    @Test
    void theNumberOfALabelIsADrawingOfDotsToo() {
        understood(Samples.numbered(Samples.cartons(), LabelSize.STICKER, Samples.REAL), 203);
        understood(Samples.numbered(Samples.harvest(), LabelSize.CRATE, Samples.DEMONSTRATION), 300);
    }

    @Test
    void anUprightLabelHasTheBarsOfItsPallet() {
        LabelDrawing drawing = new LabelDrawing(
                Samples.cartons(),
                Samples.drawing(Samples.cartons(), LabelSize.PALLET, Samples.REAL)
                        .code(),
                LabelSize.PALLET,
                new Marks(true, 2, PALLET));
        LabelDrawingTest.Notes notes = new LabelDrawingTest.Notes(0);
        drawing.draw(notes);
        assertThat(notes.texts).contains("(00) 0 9521234000000001 3", "démonstration · copie 2");
        for (int dpi : new int[] {203, 300}) {
            Dots dots = Dots.of(drawing, dpi);
            assertThat(Bars.read(dots.grey(), dots.width(), dots.height())).contains(Bars.OF_THE_PALLET);
            Dots drawnByTheirPrinter = Spoken.zpl(Zpl.of(drawing, dpi, 1)).dots;
            assertThat(Bars.read(drawnByTheirPrinter.grey(), dots.width(), dots.height()))
                    .contains(Bars.OF_THE_PALLET);
            for (Dots printed : List.of(dots, drawnByTheirPrinter)) {
                quietBesideTheBars(printed, dpi);
            }
        }
    }

    /** Ten light modules on either side (GS1 General Specifications, 5.4), all along the bars. */
    private static void quietBesideTheBars(Dots dots, int dpi) {
        // the narrowest stroke of the row is a module
        int module = Integer.MAX_VALUE;
        int middle = dots.height() - Dots.pixels(25, dpi);
        int dark = 0;
        for (int x = 0; x < dots.width(); x++) {
            if (dots.burnt(x, middle)) {
                dark++;
            } else if (dark > 0) {
                module = Math.min(module, dark);
                dark = 0;
            }
        }
        assertThat(module * 25.4 / dpi).isBetween(0.495, 0.52);
        for (int y = middle - Dots.pixels(12, dpi); y < middle + Dots.pixels(12, dpi); y++) {
            for (int x = 0; x < 10 * module; x++) {
                assertThat(dots.burnt(x, y) || dots.burnt(dots.width() - 1 - x, y))
                        .as("ink at %d, %d, a module being %d dots", x, y, module)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void barsThatHaveNoRoomAreRefusedAndNotLeftOut(LabelSize size) {
        LabelDrawing drawing = new LabelDrawing(
                Samples.cartons(),
                Samples.drawing(Samples.cartons(), size, Samples.REAL).code(),
                size,
                new Marks(false, 1, PALLET));
        if (size == LabelSize.PALLET || size == LabelSize.PALLET_A6) {
            assertThat(Dots.of(drawing, 203)).isNotNull();
            return;
        }
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Dots.of(drawing, 203))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Reason.VALUE_REFUSED);
                    assertThat(refusal.sentence(Locale.FRENCH))
                            .contains("size : « " + size + " »", "100x150 et 105x148", "laissez le numéro vide");
                });
    }

    /** What is read back before a label leaves is what a ZPL printer burns, dot for dot, also where its own codes would be smaller. */
    @ParameterizedTest
    @EnumSource
    void theCodeThatWasReadBackIsTheOneInZpl(LabelSize size) {
        for (int dpi : new int[] {203, 300, 600}) {
            LabelDrawing drawing = Samples.drawing(Samples.harvest(), size, Samples.REAL);
            LabelDrawingTest.Notes notes = new LabelDrawingTest.Notes(dpi / 25.4);
            drawing.draw(notes);
            Dots read = Dots.of(drawing, dpi);
            Dots burnt = Spoken.zpl(Zpl.of(drawing, dpi, 1)).dots;
            int left = Dots.pixels(notes.code.getX(), dpi);
            int top = Dots.pixels(notes.code.getY(), dpi);
            int side = Dots.pixels(notes.code.getWidth(), dpi);
            int dark = 0;
            for (int y = top; y < top + side; y++) {
                for (int x = left; x < left + side; x++) {
                    assertThat(burnt.burnt(x, y))
                            .as("%s at %d: dot %d, %d", size, dpi, x, y)
                            .isEqualTo(read.burnt(x, y));
                    dark += read.burnt(x, y) ? 1 : 0;
                }
            }
            assertThat(dark).isGreaterThan(side * side / 3);
        }
    }

    @Test
    void aPrinterThatDrawsTheCodeNeedsNoMoreRoomThanItWasGiven() {
        for (Correction correction : Correction.values()) {
            for (int length = 20; length < 250; length += 7) {
                String address = "https://id.example/" + "x".repeat(length);
                assertThat(PrinterQr.of(address, correction).modules())
                        .isGreaterThanOrEqualTo(org.jekasy.label.qr.QrCode.of(address, correction)
                                .modules());
            }
        }
    }

    @Test
    void theLotCodeOfARollIsALabelToo() {
        understood(Samples.drawing(Samples.bambara(), LabelSize.STICKER, Samples.REAL), 203);
        assertThat(new LotCode("RK7QF0000012B").code()).hasSize(13);
    }
}
