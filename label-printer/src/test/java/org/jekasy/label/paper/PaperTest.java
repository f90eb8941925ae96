package org.jekasy.label.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jekasy.label.lot.Label;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.qr.QrReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of the three papers, read the way a scanner and a reader would. */
class PaperTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> labelsInAllSizes() {
        return Samples.all().stream()
                .flatMap(label -> Stream.of(LabelSize.values()).map(size -> Arguments.of(label, size)));
    }

    @ParameterizedTest
    @MethodSource("labelsInAllSizes")
    void aPngReads(Label label, LabelSize size) throws IOException {
        byte[] png = Png.of(Samples.drawing(label, size, Samples.REAL), new Resolution(203));
        Path file = Files.write(folder.resolve("label.png"), png);
        assertThat(QrScan.read(file)).containsExactly(Samples.REAL.address(label));
    }

    @ParameterizedTest
    @CsvSource({"100,276,146", "203,559,296", "300,827,437", "600,1654,874"})
    void aPngHasTheDotsOfItsResolutionAndSaysSo(int dpi, int width, int height) throws IOException {
        byte[] png =
                Png.of(Samples.drawing(Samples.harvest(), LabelSize.SHEET_CELL, Samples.REAL), new Resolution(dpi));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        int physical = new String(png, StandardCharsets.ISO_8859_1).indexOf("pHYs");
        int perMetre = java.nio.ByteBuffer.wrap(png, physical + 4, 4).getInt();
        assertThat(perMetre).isEqualTo(Math.toIntExact(Math.round(dpi / 0.0254)));
    }

    @Test
    void aPngThatSaysAnotherLotDoesNotLeave() throws IOException {
        byte[] other =
                Png.of(Samples.drawing(Samples.cartons(), LabelSize.SHEET_CELL, Samples.REAL), new Resolution(300));
        LabelDrawing harvest = Samples.drawing(Samples.harvest(), LabelSize.SHEET_CELL, Samples.REAL);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Png.readBack(other, harvest))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.QR_UNREADABLE));
    }

    @Test
    void aPngWithAStainOverItsCodeDoesNotLeave() throws IOException {
        LabelDrawing drawing = Samples.drawing(Samples.harvest(), LabelSize.SHEET_CELL, Samples.REAL);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Png.of(drawing, new Resolution(300))));
        Graphics2D stain = image.createGraphics();
        stain.fillOval(100, 150, 200, 200);
        stain.dispose();
        ByteArrayOutputStream stained = new ByteArrayOutputStream();
        ImageIO.write(image, "png", stained);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Png.readBack(stained.toByteArray(), drawing))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.QR_UNREADABLE));
    }

    @ParameterizedTest
    @MethodSource("labelsInAllSizes")
    void anSvgReadsWithoutAnyFontOfTheViewer(Label label, LabelSize size) {
        String svg = Svg.of(Samples.drawing(label, size, Samples.REAL));
        assertThat(svg).doesNotContain("<text").doesNotContain("font-family");
        assertThat(rendered(svg, size)).contains(Samples.REAL.address(label));
    }

    @Test
    void anSvgSaysItsWordsToThoseWhoDoNotSeeIt() {
        String svg = Svg.of(Samples.drawing(Samples.bambara(), LabelSize.SHEET_CELL, Samples.DEMONSTRATION));
        assertThat(svg)
                .contains("<title>RK7QF0000012B – Beurre de karité, 25,0 kg</title>")
                .contains("Bɛnkadi sɛnɛkɛlaw ka tɔn ɲɛtaa, Ɲɔgɔn Ŋana ŋɔmi")
                .contains("démonstration");
    }

    @ParameterizedTest
    @MethodSource("labelsInAllSizes")
    void aPdfOfOneLabelReads(Label label, LabelSize size) throws IOException {
        byte[] pdf = bytes(single(Samples.drawing(label, size, Samples.REAL)));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isOne();
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 203, ImageType.GRAY);
            assertThat(read(page)).contains(Samples.REAL.address(label));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {203, 300})
    void theBarsOfAPalletOnA6AreReadFromEveryPaper(int dpi) throws IOException {
        LabelDrawing drawing = new LabelDrawing(
                Samples.cartons(),
                Samples.drawing(Samples.cartons(), LabelSize.PALLET_A6, Samples.REAL)
                        .code(),
                LabelSize.PALLET_A6,
                new Marks(false, 1, PrintersTest.PALLET));
        try (PDDocument document = Loader.loadPDF(bytes(single(drawing)))) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, dpi, ImageType.GRAY);
            assertThat(Bars.read(page)).contains(Bars.OF_THE_PALLET);
        }
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(Png.of(drawing, new Resolution(dpi))));
        assertThat(Bars.read(grey(png))).contains(Bars.OF_THE_PALLET);
        assertThat(Bars.read(picture(Svg.of(drawing), LabelSize.PALLET_A6, dpi / 25.4)))
                .contains(Bars.OF_THE_PALLET);
    }

    @Test
    void thePdfHoldsItsWordsAsTextWithTheLettersOfBambara() throws IOException {
        assertThat(text(bytes(single(Samples.drawing(Samples.bambara(), LabelSize.SHEET_CELL, Samples.DEMONSTRATION)))))
                .contains("RK7QF0000012B", "Beurre de karité", "Commune : Fɔlɔna", "25,0 kg", "démonstration")
                .contains("Bɛnkadi sɛnɛkɛlaw ka tɔn ɲɛtaa, Ɲɔgɔn");
    }

    @Test
    void aSheetHoldsTwentyFourLabelsFromTheFirstFreePlaceOn() throws IOException {
        LabelDrawing drawing = Samples.drawing(Samples.harvest(), LabelSize.SHEET_CELL, Samples.REAL);
        byte[] pdf = bytes(Pdf.sheets(Collections.nCopies(24, drawing), same -> same, SheetForm.OF_24, 24));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            PDFTextStripper pages = new PDFTextStripper();
            pages.setEndPage(1);
            assertThat(pages.getText(document).split("26092K7QF00045", -1)).hasSize(2);
            BufferedImage first = new PDFRenderer(document).renderImageWithDPI(0, 150, ImageType.GRAY);
            int left = first.getWidth() * 2 / 3;
            int top = first.getHeight() * 7 / 8;
            assertThat(read(first.getSubimage(left, top, first.getWidth() - left, first.getHeight() - top)))
                    .contains("https://id.jekasy.example/class/mango_fresh/lot/26092K7QF00045");
            assertThat(document.getDocumentCatalog().getViewerPreferences().getPrintScaling())
                    .isEqualTo("None");
        }
        Path file = Files.write(folder.resolve("sheet.pdf"), pdf);
        assertThat(QrScan.read(file))
                .isEqualTo(Collections.nCopies(24, "https://id.jekasy.example/class/mango_fresh/lot/26092K7QF00045"));
    }

    @Test
    void aPageOfDotsIsReadBackBeforeItIsSent() throws IOException {
        LabelDrawing drawing = Samples.drawing(Samples.harvest(), LabelSize.SHEET_CELL, Samples.REAL);
        for (byte[] pdf : List.of(
                Pdf.bytes(drawing, 2),
                bytes(Pdf.sheets(Collections.nCopies(30, drawing), same -> same, SheetForm.OF_24, 5)),
                bytes(Pdf.sheets(
                        Collections.nCopies(12, Samples.drawing(Samples.harvest(), LabelSize.LARGE_CELL, Samples.REAL)),
                        same -> same,
                        SheetForm.OF_10,
                        2)))) {
            assertThat(PwgRaster.of(pdf)).isNotEmpty();
        }
        BufferedImage one = page(Pdf.bytes(drawing, 1));
        notLetOut(stained(one, 120, 180));
        notLetOut(new BufferedImage(one.getWidth(), one.getHeight(), BufferedImage.TYPE_BYTE_GRAY));
        // one of the labels of a sheet is enough
        BufferedImage sheet =
                page(bytes(Pdf.sheets(Collections.nCopies(24, drawing), same -> same, SheetForm.OF_24, 1)));
        notLetOut(stained(sheet, 120 + one.getWidth(), 180 + 3 * one.getHeight()));
    }

    private static BufferedImage page(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(0, 300, ImageType.GRAY);
        }
    }

    private static BufferedImage stained(BufferedImage page, int x, int y) {
        PwgRaster.readBack(page, 1);
        Graphics2D stain = page.createGraphics();
        stain.setColor(Color.DARK_GRAY);
        stain.fillOval(x, y, 160, 160);
        stain.dispose();
        return page;
    }

    private static void notLetOut(BufferedImage page) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> PwgRaster.readBack(page, 7))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Reason.QR_UNREADABLE);
                    assertThat(refusal.numbers()).containsEntry("lot", "(page 7)");
                });
    }

    @Test
    void allKindsOfLabelsShareASheet() throws IOException {
        Path file = Files.write(
                folder.resolve("sheet.pdf"),
                bytes(Pdf.sheets(
                        Samples.all(),
                        label -> Samples.drawing(label, LabelSize.SHEET_CELL, Samples.DEMONSTRATION),
                        SheetForm.OF_24,
                        1)));
        assertThat(QrScan.read(file))
                .isEqualTo(Samples.all().stream()
                        .map(Samples.DEMONSTRATION::address)
                        .toList());
    }

    @Test
    void aFileWithoutACodeIsRefused() throws IOException {
        for (byte[] bytes : List.of(new byte[0], "%PDF".getBytes(StandardCharsets.US_ASCII), new byte[] {1, 2, 3})) {
            Path file = Files.write(folder.resolve("nothing"), bytes);
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> QrScan.read(file))
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.FILE_UNREADABLE));
        }
    }

    private static Pdf single(LabelDrawing drawing) {
        return Pdf.pages(List.of(drawing), same -> same);
    }

    private static byte[] bytes(Pdf made) throws IOException {
        try (Pdf pdf = made) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            pdf.writeTo(out);
            return out.toByteArray();
        }
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static Optional<String> rendered(String svg, LabelSize size) {
        return read(picture(svg, size, 8));
    }

    private static BufferedImage picture(String svg, LabelSize size, double pixelsPerMm) {
        SVGDocument document = Objects.requireNonNull(new SVGLoader()
                .load(
                        new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)),
                        null,
                        com.github.weisj.jsvg.parser.LoaderContext.createDefault()));
        int width = (int) Math.round(size.width() * pixelsPerMm);
        int height = (int) Math.round(size.height() * pixelsPerMm);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        document.render((java.awt.Component) null, graphics, new ViewBox(width, height));
        graphics.dispose();
        return image;
    }

    private static BufferedImage grey(BufferedImage image) {
        BufferedImage grey = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = grey.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return grey;
    }

    private static Optional<String> read(BufferedImage image) {
        BufferedImage grey = grey(image);
        byte[] bytes = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
        return QrReader.read(bytes, grey.getWidth(), grey.getHeight());
    }
}
