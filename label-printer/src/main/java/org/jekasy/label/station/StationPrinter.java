package org.jekasy.label.station;

import org.jekasy.label.paper.LabelPress.QrBy;
import org.jekasy.label.paper.LabelSize;
import org.jekasy.label.paper.PrinterLanguage;
import org.jekasy.label.paper.Resolution;
import org.jekasy.label.paper.SheetOrder;
import org.jekasy.label.printer.Printer;
import org.jspecify.annotations.Nullable;

/** A printer of this station: what people call it, where it stands, what it understands and which labels are in it. */
public record StationPrinter(
        String name,
        String address,
        PrinterLanguage language,
        Resolution resolution,
        LabelSize size,
        QrBy qr,
        Printer printer) {

    /** Reads what stands in the settings; refused with {@code VALUE_REFUSED}. What is left out is ZPL (pages at an address of IPP), 203 dpi, 100x50, dots. */
    public static StationPrinter of(
            @Nullable String name,
            String address,
            @Nullable String language,
            @Nullable String dpi,
            @Nullable String size,
            @Nullable String qr) {
        PrinterLanguage spoken = language == null ? Printer.usual(address) : PrinterLanguage.parse(language);
        return new StationPrinter(
                name == null ? address : name,
                address,
                spoken,
                Resolution.parse(dpi == null ? "203" : dpi),
                LabelSize.parse(size == null ? "100x50" : size),
                QrBy.parse(qr == null ? "dots" : qr, spoken),
                Printer.at(address, spoken));
    }

    /** Reads how many labels an order has; refused with {@code VALUE_REFUSED}. */
    public int count(String asked) {
        return SheetOrder.copies(asked, most());
    }

    private int most() {
        return switch (language) {
            // these are told a number
            case ZPL, TSPL -> SheetOrder.MOST_LABELS;
            // for these every label is made, and all of them are in the memory at once
            case ESCPOS, PDF -> 500;
        };
    }
}
