package org.jekasy.label.paper;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jspecify.annotations.Nullable;

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

    /** Reads the size of a label such a printer takes, {@code 100x50}; left out is the usual one. Refused with {@code VALUE_REFUSED}. */
    public LabelSize size(@Nullable String asked) {
        if (this != ESCPOS) {
            return asked == null ? LabelSize.CRATE : LabelSize.parse(asked);
        }
        LabelSize size = asked == null ? LabelSize.TICKET_58 : LabelSize.parse(asked);
        EscPos.refuseWide(size);
        return size;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
