package org.jekasy.label.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.paper.PrinterLanguage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Printers on real sockets. */
class RawPrinterTest {
    private static final byte[] LABELS = "^XA^PQ1^XZ".repeat(100_000).getBytes(StandardCharsets.US_ASCII);

    @Test
    void aReadyPrinterGetsEveryByte() throws Exception {
        try (PaperEater eater = new PaperEater(PaperEater.READY)) {
            RawPrinter printer = printer(eater, PrinterLanguage.ZPL);
            assertThat(printer.state()).containsExactly(PrinterState.READY);
            printer.print(LABELS);
            assertThat(eater.eaten()).hasSize(LABELS.length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00000001,NO_PAPER",
        "00000002,NO_RIBBON",
        "00000004,OPEN",
        "00000010,HOT",
        "00010000,PAUSED",
        "00000008,FAULT"
    })
    void aPrinterThatCanNotPrintGetsNothing(String errors, PrinterState state) throws Exception {
        try (PaperEater eater = new PaperEater(PaperEater.zpl(errors, "00000000"))) {
            RawPrinter printer = printer(eater, PrinterLanguage.ZPL);
            assertThat(printer.state()).containsExactly(state);
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> printer.print(LABELS))
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PRINTER_NOT_READY))
                    .satisfies(refusal ->
                            assertThat(refusal.sentence(Locale.FRENCH)).contains(state.french(), "Rien n'est parti"));
            assertThat(eater.nothing()).isTrue();
        }
    }

    @Test
    void aLineThatBreaksWhileSendingLeavesItUnknown() throws Exception {
        try (PaperEater eater = new PaperEater(PaperEater.READY, 50_000)) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> printer(eater, PrinterLanguage.ZPL).print(LABELS))
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PRINTER_UNKNOWN))
                    .satisfies(refusal ->
                            assertThat(refusal.sentence(Locale.FRENCH)).startsWith("Inconnu, vérifier"));
            assertThat(eater.nothing()).isTrue();
        }
    }

    @Test
    void onlyAPrinterThatStillAnswersMayKeepTheLineOpen() throws Exception {
        byte[] label = "^XA^PQ1^XZ".getBytes(StandardCharsets.US_ASCII);
        try (PaperEater slow = PaperEater.slow();
                PaperEater gone = PaperEater.unplugged()) {
            printer(slow, PrinterLanguage.ZPL, Duration.ofMillis(500)).print(label);
            assertThat(slow.eaten()).isEqualTo("^XA^PQ1^XZ");
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> printer(gone, PrinterLanguage.ZPL, Duration.ofMillis(500))
                            .print(label))
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PRINTER_UNKNOWN));
        }
    }

    @Test
    void nobodyThereMeansNothingWasSent() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        RawPrinter printer = new RawPrinter(PrinterAddress.parse("127.0.0.1:" + port), PrinterLanguage.ZPL);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> printer.print(LABELS))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PRINTER_AWAY));
    }

    @Test
    void aPrinterThatSaysNothingOfItselfPrintsAllTheSame() throws Exception {
        try (PaperEater eater = new PaperEater(new byte[0])) {
            RawPrinter printer = printer(eater, PrinterLanguage.TSPL);
            assertThat(printer.state()).containsExactly(PrinterState.SILENT);
            printer.print(new byte[] {'C', 'L', 'S'});
            assertThat(eater.eaten()).isEqualTo("CLS");
        }
    }

    @Test
    void theOtherLanguagesSayHowTheyAreToo() throws Exception {
        try (PaperEater tspl = new PaperEater(new byte[] {0x05});
                PaperEater receipt = new PaperEater(new byte[] {0x12, 0x1E});
                PaperEater empty = new PaperEater(new byte[] {0x32, 0x72})) {
            assertThat(printer(tspl, PrinterLanguage.TSPL).state())
                    .containsExactly(PrinterState.OPEN, PrinterState.NO_PAPER);
            assertThat(printer(receipt, PrinterLanguage.ESCPOS).state()).containsExactly(PrinterState.PAPER_LOW);
            assertThat(printer(empty, PrinterLanguage.ESCPOS).state()).containsExactly(PrinterState.NO_PAPER);
        }
        assertThat(PrinterState.zpl(PaperEater.zpl("00000000", "00000008"))).isEqualTo(List.of(PrinterState.PAPER_LOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1:9100", "224.0.0.1"})
    void aPrinterStandsInOnesOwnHouse(String address) {
        RawPrinter printer = new RawPrinter(PrinterAddress.parse(address), PrinterLanguage.ZPL);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(printer::state)
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PRINTER_ELSEWHERE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "host:", "host:0", "host:70000", "http://host", "host:9100/x", "-x", "a\nb"})
    void whatIsNoAddressIsRefused(String typed) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> PrinterAddress.parse(typed))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.VALUE_REFUSED));
    }

    private static RawPrinter printer(PaperEater eater, PrinterLanguage language) {
        return printer(eater, language, Duration.ofSeconds(2));
    }

    private static RawPrinter printer(PaperEater eater, PrinterLanguage language, Duration patience) {
        return new RawPrinter(PrinterAddress.parse(eater.address()), language, patience);
    }
}
