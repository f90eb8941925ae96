package org.jekasy.label.paper;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.qr.QrCode;
import org.jekasy.label.qr.QrReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same labels, new and damaged, before four readers: zbar, ZXing-C++, ZXing as it comes, and our own search. New ones read
 * with all of them; of the damaged ones ours reads no fewer than zbar or plain ZXing.
 */
class OtherReadersIT {
    private static final LabelSize[] SIZES = {
        LabelSize.STICKER,
        LabelSize.SHEET_CELL,
        LabelSize.TICKET_58,
        LabelSize.TICKET_80,
        LabelSize.CRATE,
        LabelSize.PALLET
    };
    private static final int ROUNDS = 3;

    @TempDir
    private Path folder;

    @BeforeAll
    static void needed() {
        OtherPrograms.needZbar();
        OtherPrograms.needNode();
    }

    @ParameterizedTest
    @EnumSource
    void oursReadsNoFewer(Damage damage) throws Exception {
        List<Path> pictures = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        List<String> ours = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (LabelSize size : SIZES) {
                for (Drawing drawing : drawings(size, round == 0)) {
                    BufferedImage picture = damage.on(image(Dots.of(drawing, 203)), 40 * round + pictures.size());
                    Path file = folder.resolve(damage + "-" + pictures.size() + ".png");
                    ImageIO.write(picture, "png", file.toFile());
                    pictures.add(file);
                    addresses.add(drawing.code().text());
                    byte[] grey = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
                    plain.add(plain(grey, picture.getWidth(), picture.getHeight()));
                    ours.add(QrReader.search(grey, picture.getWidth(), picture.getHeight())
                            .orElse(""));
                }
            }
        }
        int zbar = right(OtherPrograms.zbar(pictures), addresses);
        int cpp = right(OtherPrograms.zxingCpp(pictures), addresses);
        int zxing = right(plain, addresses);
        int own = right(ours, addresses);
        System.out.println("of " + pictures.size() + " " + damage + ": zbar " + zbar + ", ZXing-C++ " + cpp
                + ", plain ZXing " + zxing + ", ours " + own);
        assertThat(own).isGreaterThanOrEqualTo(zbar).isGreaterThanOrEqualTo(zxing);
        // never a wrong one: no code is better than another's
        assertThat(IntStream.range(0, ours.size())
                        .filter(i -> !ours.get(i).isEmpty() && !ours.get(i).equals(addresses.get(i))))
                .isEmpty();
        if (damage == Damage.CLEAN) {
            assertThat(List.of(zbar, cpp, zxing, own)).containsOnly(pictures.size());
        }
    }

    /** Three lots, with a number of its own or none, and a label of a roll where the size is one of a roll. */
    private static List<Drawing> drawings(LabelSize size, boolean numbered) {
        List<Drawing> drawings = new ArrayList<>();
        for (var label : List.of(Samples.harvest(), Samples.cartons(), Samples.bambara())) {
            drawings.add(
                    numbered
                            ? Samples.numbered(label, size, Samples.REAL)
                            : Samples.drawing(label, size, Samples.REAL));
        }
        if (RollDrawing.SIZES.contains(size)) {
            LotCode code = new LotCode("RK7QF00010003");
            drawings.add(
                    new RollDrawing(code, QrCode.of(Samples.REAL.address(code), Correction.M), size, new Marks(false)));
        }
        return drawings;
    }

    /** FNC1 is what tells a pallet's number from any other Code 128: without it no warehouse takes it for one. */
    @Test
    void theBarsOfAPalletAreGs1ToOthersToo() throws Exception {
        List<Path> pictures = new ArrayList<>();
        for (LabelSize size : List.of(LabelSize.PALLET, LabelSize.PALLET_A6)) {
            for (int dpi : new int[] {203, 300}) {
                LabelDrawing drawing = new LabelDrawing(
                        Samples.cartons(),
                        Samples.drawing(Samples.cartons(), size, Samples.REAL).code(),
                        size,
                        new Marks(false, 1, PrintersTest.PALLET));
                Path file = folder.resolve("pallet-" + size + "-" + dpi + ".png");
                ImageIO.write(image(Dots.of(drawing, dpi)), "png", file.toFile());
                pictures.add(file);
            }
        }
        assertThat(OtherPrograms.zxingCppBars(pictures))
                .isEqualTo(Collections.nCopies(pictures.size(), Bars.OF_THE_PALLET));
        assertThat(OtherPrograms.zbarBars(pictures))
                .isEqualTo(Collections.nCopies(pictures.size(), "00" + PrintersTest.PALLET));
    }

    private static int right(List<String> read, List<String> addresses) {
        return (int) IntStream.range(0, read.size())
                .filter(i -> read.get(i).equals(addresses.get(i)))
                .count();
    }

    private static String plain(byte[] grey, int width, int height) {
        try {
            return new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(
                                    new PlanarYUVLuminanceSource(grey, width, height, 0, 0, width, height, false))),
                            Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (ReaderException e) {
            return "";
        }
    }

    private static BufferedImage image(Dots dots) {
        BufferedImage image = new BufferedImage(dots.width(), dots.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, dots.width(), dots.height(), dots.grey());
        return image;
    }
}
