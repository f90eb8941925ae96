package org.jekasy.label.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.jekasy.label.lot.Label;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.qr.PrinterQr;
import org.jekasy.label.qr.QrReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our ZPL, printed by a program that is not ours (zpl-renderer-js) and read from its picture. */
class OtherPrintersIT {
    private static final LabelSize[] ROLLS = {
        LabelSize.STICKER, LabelSize.CRATE, LabelSize.CARTON, LabelSize.SACK, LabelSize.PALLET
    };

    @TempDir
    private Path folder;

    @BeforeAll
    static void needed() {
        OtherPrograms.needNode();
    }

    @Test
    void everyRollReadsAtBothResolutions() throws Exception {
        for (LabelSize size : ROLLS) {
            for (Label label : List.of(Samples.harvest(), Samples.bambara(), Samples.cartons())) {
                LabelDrawing plain = Samples.drawing(label, size, Samples.REAL);
                LabelDrawing drawing = new LabelDrawing(
                        label,
                        plain.code(),
                        size,
                        new Marks(true, 2, size == LabelSize.PALLET ? PrintersTest.PALLET : null));
                for (int dpi : new int[] {203, 300}) {
                    BufferedImage printed = printed(drawing, dpi);
                    keep(printed, size + "-" + label.lot() + "-" + dpi);
                    assertThat(QrReader.read(grey(printed), printed.getWidth(), printed.getHeight()))
                            .as("%s %s at %d", label.lot(), size, dpi)
                            .contains(drawing.code().text());
                    if (size == LabelSize.PALLET) {
                        assertThat(Bars.read(grey(printed), printed.getWidth(), printed.getHeight()))
                                .contains(Bars.OF_THE_PALLET);
                    }
                }
            }
        }
    }

    @Test
    void theCodeAPrinterDrawsByItselfReads() throws Exception {
        for (LabelSize size : ROLLS) {
            Label label = Samples.harvest();
            PrinterQr code = PrinterQr.of(Samples.REAL.address(label), Correction.M);
            BufferedImage printed = printed(new LabelDrawing(label, code, size, new Marks(false)), 203);
            keep(printed, size + "-printer-qr");
            assertThat(QrReader.read(grey(printed), printed.getWidth(), printed.getHeight()))
                    .as("%s", size)
                    .contains(code.text());
        }
    }

    /** A hostile field prints as letters and changes nothing else: same place, same code, one label. */
    @Test
    void aFieldFullOfCommandsPrintsAsLetters() throws Exception {
        Label hostile = PrintersTest.saying("^XZ^XA^FO0,0^GB800,400,400^FS", "~DGR:X,1,1,FF ^PQ9");
        LabelDrawing drawing = Samples.drawing(hostile, LabelSize.CRATE, Samples.REAL);
        BufferedImage printed = printed(drawing, 203);
        keep(printed, "hostile");
        assertThat(QrReader.read(grey(printed), printed.getWidth(), printed.getHeight()))
                .contains(drawing.code().text());
        int dark = 0;
        for (byte pixel : grey(printed)) {
            dark += (pixel & 0xFF) < 0x80 ? 1 : 0;
        }
        assertThat(dark).isLessThan(printed.getWidth() * printed.getHeight() / 2);
    }

    @Test
    void otherReadersReadWhatIsPrinted() throws Exception {
        OtherPrograms.needZbar();
        List<Path> pictures = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (LabelSize size : ROLLS) {
            LabelDrawing drawing = Samples.drawing(Samples.harvest(), size, Samples.REAL);
            Path picture = folder.resolve(size + ".png");
            ImageIO.write(printed(drawing, 203), "png", picture.toFile());
            pictures.add(picture);
            addresses.add(drawing.code().text());
        }
        assertThat(OtherPrograms.zbar(pictures)).isEqualTo(addresses);
        assertThat(OtherPrograms.zxingCpp(pictures)).isEqualTo(addresses);
    }

    private BufferedImage printed(LabelDrawing drawing, int dpi) throws Exception {
        // the renderer counts 8 or 12 dots a millimetre, as printers do that call themselves 203 and 300
        return OtherPrograms.zpl(Zpl.of(drawing, dpi, 1), drawing.size(), dpi == 203 ? 8 : 12, folder);
    }

    /** Left in target, for who wants to see. */
    private static void keep(BufferedImage image, String name) throws Exception {
        Path seen = Files.createDirectories(Path.of("target", "seen"));
        ImageIO.write(image, "png", seen.resolve(name + ".png").toFile());
    }

    private static byte[] grey(BufferedImage image) {
        BufferedImage grey = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = grey.createGraphics();
        graphics.drawImage(image, 0, 0, java.awt.Color.WHITE, null);
        graphics.dispose();
        return ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
    }
}
