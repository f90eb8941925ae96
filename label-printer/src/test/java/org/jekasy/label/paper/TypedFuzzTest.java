package org.jekasy.label.paper;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.lot.Sscc;
import org.jekasy.label.printer.PrinterAddress;

/** Whatever is typed at the label station: it is read and printed the same, or refused with a sentence. */
class TypedFuzzTest {
    private interface Reading {
        void read(String typed);
    }

    private static final List<Reading> READINGS = List.of(
            typed -> {
                LotCode lot = LotCode.parse(typed);
                assertThat(LotCode.parse(lot.code())).isEqualTo(lot);
            },
            typed -> {
                Sscc pallet = Sscc.parse(typed);
                assertThat(Sscc.parse(pallet.digits())).isEqualTo(pallet);
            },
            typed -> {
                PrinterAddress printer = PrinterAddress.parse(typed);
                assertThat(printer.port()).isBetween(1, 65_535);
                assertThat(PrinterAddress.parse(printer.toString())).isEqualTo(printer);
            },
            typed -> {
                // lots, copies, first place and sheet, parted as a form parts them
                String[] fields = (typed + "&&&").split("&", -1);
                SheetOrder order = SheetOrder.parse(List.of(fields[0]), fields[1], fields[2], fields[3]);
                assertThat((long) order.lots().size() * order.copies()).isBetween(1L, 10_000L);
            });

    @FuzzTest(maxDuration = "30s")
    void whatIsTypedIsReadOrRefused(byte[] keys) {
        String typed = new String(keys, StandardCharsets.UTF_8);
        for (Reading reading : READINGS) {
            try {
                reading.read(typed);
            } catch (Refusal refused) {
                assertThat(refused.sentence(Locale.FRENCH)).isNotBlank();
            }
        }
    }
}
