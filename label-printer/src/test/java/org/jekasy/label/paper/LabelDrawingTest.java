package org.jekasy.label.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.geom.Rectangle2D;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jekasy.label.lot.Label;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.qr.QrCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LabelDrawingTest {
    /** Notes where ink goes instead of putting it there. */
    static final class Notes implements Pen {
        final List<String> texts = new ArrayList<>();
        /** Of each text, how many of its signs leave ink: a space does not, nor a sign that only turns another. */
        final List<Integer> signs = new ArrayList<>();

        private final List<Rectangle2D> ink = new ArrayList<>();
        private final double dotsPerMm;
        Rectangle2D code = new Rectangle2D.Double();
        private double module;

        /** 0 dots stand for a paper without dots. */
        Notes(double dotsPerMm) {
            this.dotsPerMm = dotsPerMm;
        }

        @Override
        public double module(double widest) {
            return dotsPerMm == 0 ? widest : Math.floor(widest * dotsPerMm + 1e-6) / dotsPerMm;
        }

        @Override
        public void text(String text, Face face, double size, double x, double baseline, Ink colour) {
            texts.add(text);
            signs.add(Math.toIntExact(text.codePoints()
                    .mapToObj(Character::toString)
                    .filter(sign -> !face.outline(sign).getBounds2D().isEmpty())
                    .count()));
            Rectangle2D place = face.outline(text).getBounds2D();
            if (colour == Ink.BLACK && !place.isEmpty()) {
                ink.add(new Rectangle2D.Double(
                        x + size * place.getX(),
                        baseline + size * place.getY(),
                        size * place.getWidth(),
                        size * place.getHeight()));
            }
        }

        @Override
        public void box(double x, double y, double width, double height) {
            ink.add(new Rectangle2D.Double(x, y, width, height));
        }

        @Override
        public void code(QrCode qr, double x, double y, double side) {
            code = new Rectangle2D.Double(x, y, side * qr.modules(), side * qr.modules());
            module = side;
        }
    }

    static Stream<Arguments> labelsInAllSizes() {
        return Samples.all().stream()
                .flatMap(label -> Stream.of(LabelSize.values())
                        .flatMap(size -> Stream.of(Samples.REAL, Samples.DEMONSTRATION)
                                .map(imprint -> Arguments.of(label, size, imprint))));
    }

    @ParameterizedTest
    @MethodSource("labelsInAllSizes")
    void nothingLeavesTheLabelOrTouchesTheQuietZone(Label label, LabelSize size, Imprint imprint) {
        nothingLeavesOrTouches(size, drawn(label, size, imprint));
        nothingLeavesOrTouches(size, numbered(label, size, imprint));
    }

    private static void nothingLeavesOrTouches(LabelSize size, Notes notes) {
        // small rolls are cut more truly than sheets
        double edge = 2.5 * Math.min(1, size.width() / 70.0);
        Rectangle2D safe = new Rectangle2D.Double(edge, edge, size.width() - 2 * edge, size.height() - 2 * edge);
        double quiet = QrCode.QUIET_ZONE * notes.module;
        Rectangle2D quietZone = new Rectangle2D.Double(
                notes.code.getX() - quiet,
                notes.code.getY() - quiet,
                notes.code.getWidth() + 2 * quiet,
                notes.code.getHeight() + 2 * quiet);
        assertThat(new Rectangle2D.Double(0, 0, size.width(), size.height()).contains(quietZone))
                .isTrue();
        assertThat(notes.ink).allSatisfy(ink -> {
            assertThat(safe.contains(ink)).as("%s inside %s", ink, safe).isTrue();
            assertThat(quietZone.intersects(ink))
                    .as("%s in quiet zone %s", ink, quietZone)
                    .isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("labelsInAllSizes")
    void noLineIsWrittenOverAnother(Label label, LabelSize size, Imprint imprint) {
        noneOverAnother(drawn(label, size, imprint).ink);
        noneOverAnother(numbered(label, size, imprint).ink);
    }

    private static void noneOverAnother(List<Rectangle2D> ink) {
        // the first five are the lot code and the four strokes under its groups, which a Q may touch
        for (int i = 5; i < ink.size(); i++) {
            for (int j = 0; j < i; j++) {
                Rectangle2D both = ink.get(i).createIntersection(ink.get(j));
                // a descender may reach the height of the next line's accents, by a hair
                assertThat(both.getHeight() < 0.25 || both.getWidth() <= 0)
                        .as("%s over %s", ink.get(i), ink.get(j))
                        .isTrue();
            }
        }
    }

    @Test
    void theLabelSaysWhatThereIsToSay() {
        assertThat(drawn(Samples.harvest(), LabelSize.SACK, Samples.REAL).texts)
                .containsExactly(
                        "26092K7QF00045",
                        "Poids net",
                        "806,5 kg",
                        "Mangue fraîche",
                        "Kent",
                        "Coopérative des",
                        "planteurs de Kadiolo",
                        "Commune : Kadiolo",
                        "Récolte : 02/04/2026",
                        "Agriculture biologique");
    }

    @Test
    void aLabelOfItsOwnNumberSaysItInItsCodeAndUnderIt() {
        LabelDrawing drawing = Samples.numbered(Samples.harvest(), LabelSize.STICKER, Samples.REAL);
        assertThat(drawing.code().text())
                .isEqualTo("https://id.jekasy.example/class/mango_fresh/lot/26092K7QF00045/21/" + Samples.SERIAL);
        Notes notes = new Notes(203 / 25.4);
        drawing.draw(notes);
        assertThat(notes.texts).contains(Samples.SERIAL).contains("26092K7QF00045", "806,5 kg", "Mangue fraîche Kent");
        assertThat(notes.module).isGreaterThanOrEqualTo(0.375);
        Rectangle2D number = notes.ink.get(5);
        assertThat(number.getMinY()).isGreaterThan(notes.code.getMaxY() + QrCode.QUIET_ZONE * notes.module);
        assertThat(number.getMaxX()).isLessThan(notes.code.getMaxX());
        // a capital of 1.2 mm is read from 40 cm
        assertThat(number.getHeight()).isGreaterThanOrEqualTo(1.2);
    }

    @Test
    void packedLotsSayTheWeightOfOneUnit() {
        assertThat(drawn(Samples.cartons(), LabelSize.CARTON, Samples.REAL).texts)
                .contains("Net par colis", "4,0 kg", "Lot : 240 colis, 960,0 kg", "Récolte : 30/03 au 02/04/2026");
    }

    @Test
    void onlyDemonstrationLabelsSaySo() {
        assertThat(drawn(Samples.harvest(), LabelSize.SHEET_CELL, Samples.DEMONSTRATION).texts)
                .contains("démonstration");
        assertThat(drawn(Samples.harvest(), LabelSize.SHEET_CELL, Samples.REAL).texts)
                .doesNotContain("démonstration");
    }

    @Test
    void whatIsMissingLeavesNoEmptyLine() {
        assertThat(drawn(Samples.bare(), LabelSize.CARTON, Samples.REAL).texts)
                .containsExactly("26203S4AB00073", "Poids net", "0,001 kg", "Mangue fraîche");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STICKER", "TICKET_58"})
    void theLongestWordsStillShowEveryKindOfFact(LabelSize size) {
        List<String> texts = drawn(Samples.wordy(), size, Samples.DEMONSTRATION).texts;
        assertThat(texts).anyMatch(line -> line.startsWith("Mangue séchée"));
        assertThat(texts).anyMatch(line -> line.startsWith("Union régionale"));
        assertThat(texts).anyMatch(line -> line.startsWith("Commune :"));
        assertThat(texts).anyMatch(line -> line.startsWith("Récolte : 28/12/2025"));
        assertThat(texts).anyMatch(line -> line.startsWith("Agriculture biologique"));
        // an upright label has room for all of it
        if (size.height() < size.width()) {
            assertThat(texts).anyMatch(line -> line.endsWith("…"));
        }
    }

    @Test
    void signsNobodyCanPrintBecomeAMark() {
        assertThat(drawn(Samples.strange(), LabelSize.SACK, Samples.REAL).texts)
                .containsExactly(
                        "26092K7QF00053",
                        "Poids net",
                        "806,5 kg",
                        "Mangue fraîche",
                        "Ke nt Ivoire",
                        "� ��� été",
                        "Récolte : 02/04/2026");
    }

    @Test
    void aCodeTooFineToPrintIsRefused() {
        Imprint wordy = new Imprint(URI.create("https://id.jekasy.example/" + "a".repeat(250)), false);
        LabelDrawing drawing = new LabelDrawing(
                Samples.harvest(),
                QrCode.of(wordy.address(Samples.harvest()), Correction.H),
                LabelSize.SHEET_CELL,
                new Marks(false));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> drawing.draw(new Notes(0)))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Reason.QR_TOO_DENSE);
                    assertThat(refusal.numbers()).containsKeys("lot", "moduleMm", "minimumMm");
                });
    }

    private static Notes numbered(Label label, LabelSize size, Imprint imprint) {
        Notes notes = new Notes(0);
        Samples.numbered(label, size, imprint).draw(notes);
        assertThat(notes.texts).contains(Samples.SERIAL);
        return notes;
    }

    private static Notes drawn(Label label, LabelSize size, Imprint imprint) {
        Notes notes = new Notes(0);
        Samples.drawing(label, size, imprint).draw(notes);
        return notes;
    }
}
