package org.jekasy.label.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jekasy.label.lot.Label;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Sscc;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.qr.PrinterQr;
import org.jekasy.label.qr.QrReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What thermal printers are sent, understood again by the rules of their languages. */
class PrintersTest {
    static final Sscc PALLET = new Sscc("095212340000000013");

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

    @Property(tries = 150)
    void whateverAFieldSaysIsSaidAndDoesNothing(@ForAll("anything") String a, @ForAll("anything") String b) {
        understood(Samples.drawing(saying(a, b), LabelSize.CRATE, Samples.REAL), 203);
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
        Dots narrow = Dots.of(drawing, EscPos.DPI);
        Spoken tspl = Spoken.tspl(Tspl.of(drawing, dpi, 7));
        assertThat(tspl.dots.bits()).isEqualTo(dots.bits());
        assertThat(tspl.labels).isOne();
        assertThat(tspl.copies).isEqualTo(7);
        Spoken escpos = Spoken.escpos(EscPos.of(drawing, 2));
        assertThat(escpos.dots.bits()).isEqualTo(narrow.bits());
        assertThat(escpos.labels).isEqualTo(2);

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
            assertThat(Bars.read(dots.grey(), dots.width(), dots.height())).contains("00" + PALLET);
            Dots drawnByTheirPrinter = Spoken.zpl(Zpl.of(drawing, dpi, 1)).dots;
            assertThat(Bars.read(drawnByTheirPrinter.grey(), dots.width(), dots.height()))
                    .contains("00" + PALLET);
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
