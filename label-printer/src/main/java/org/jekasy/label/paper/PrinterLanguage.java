package org.jekasy.label.paper;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;

/** What a printer understands. */
public enum PrinterLanguage {
    /** Zebra and those that follow it; words as text where the printer has the letters. */
    ZPL,
    /** TSC and many cheap label printers. */
    TSPL,
    /** Receipt printers of 58 and 80 mm. */
    ESCPOS,
    /** Office printers, and label printers that take pages. */
    PDF;

    /** Reads {@code zpl}; refused with {@code VALUE_REFUSED}. */
    public static PrinterLanguage parse(String asked) {
        return Arrays.stream(values())
                .filter(language -> language.toString().equals(asked))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Reason.VALUE_REFUSED,
                        Map.of(
                                "name",
                                "language",
                                "value",
                                Refusal.shown(asked),
                                "allowed",
                                new Reason.Said("zpl, tspl, escpos ou pdf.", "zpl, tspl, escpos or pdf."))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
