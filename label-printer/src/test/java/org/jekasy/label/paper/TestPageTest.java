package org.jekasy.label.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jekasy.label.qr.QrReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page a printer is set by, understood again by the rules of its language. */
class TestPageTest {
    private static final String ADDRESS = "https://id.jekasy.example";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void itsCodeReadsInEverySizeAndLanguage(LabelSize size) throws Exception {
        for (int dpi : new int[] {203, 300}) {
            String zpl = text(page(PrinterLanguage.ZPL, size, dpi));
            List<String> labels = Arrays.stream(zpl.split("(?=\\^XA)")).toList();
            assertThat(labels).hasSize(6);
            assertThat(labels.getLast()).isEqualTo("^XA^MD0^XZ\n");
            for (int step = 0; step < 5; step++) {
                String darker = List.of("-10", "-5", "0", "+5", "+10").get(step);
                assertThat(labels.get(step)).contains("^MD" + darker.replace("+", "") + "\n");
                Spoken spoken = Spoken.zpl(labels.get(step).getBytes(StandardCharsets.ISO_8859_1));
                assertThat(read(spoken)).isEqualTo(ADDRESS + "/#test" + darker);
            }
            // a darkness, its label, and so on; at the end the usual one
            List<String> steps = Arrays.stream(
                            text(page(PrinterLanguage.TSPL, size, dpi)).split("(?=DENSITY )"))
                    .toList();
            assertThat(steps).hasSize(6);
            assertThat(steps.getLast()).isEqualTo("DENSITY 8\r\n");
            for (int step = 0; step < 5; step++) {
                String darkness = List.of("4", "6", "8", "10", "12").get(step);
                assertThat(steps.get(step)).startsWith("DENSITY " + darkness + "\r\n");
                Spoken spoken = Spoken.tspl(steps.get(step).getBytes(StandardCharsets.ISO_8859_1));
                assertThat(spoken.labels).isOne();
                assertThat(spoken.copies).isOne();
                assertThat(read(spoken)).isEqualTo(ADDRESS + "/#test" + darkness);
            }
        }
        assertThat(QrScan.read(Files.write(folder.resolve("page.pdf"), page(PrinterLanguage.PDF, size, 203))))
                .containsExactly(ADDRESS + "/#test");
    }

    @Test
    void aReceiptPrinterHasNoWordForDarknessAndGetsOne() {
        Spoken spoken = Spoken.escpos(page(PrinterLanguage.ESCPOS, LabelSize.TICKET_58, 203));
        assertThat(spoken.labels).isOne();
        assertThat(read(spoken)).isEqualTo(ADDRESS + "/#test");
    }

    private static byte[] page(PrinterLanguage language, LabelSize size, int dpi) {
        return TestPage.of(language, size, dpi, ADDRESS);
    }

    private static String read(Spoken spoken) {
        return QrReader.read(spoken.dots.grey(), spoken.dots.width(), spoken.dots.height())
                .orElse("–");
    }

    private static String text(byte[] stream) {
        return new String(stream, StandardCharsets.ISO_8859_1);
    }
}
