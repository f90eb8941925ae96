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

    /** Reads what stands in the settings; refused with {@code VALUE_REFUSED}. What is left out is ZPL (pages at an address of IPP), 203 dpi, dots, and the usual size of its language. */
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
                spoken.size(size),
                QrBy.parse(qr == null ? "dots" : qr, spoken),
                Printer.at(address, spoken));
    }

    /** Reads how many labels an order has, each with a number of its own or all the same; refused with {@code VALUE_REFUSED}. */
    int count(String asked, boolean numbered) {
        return SheetOrder.copies(asked, most(numbered));
    }

    private int most(boolean numbered) {
        return switch (language) {
            // this one is told how many, or takes some kilobytes a label
            case ZPL -> numbered ? 2_000 : SheetOrder.MOST_LABELS;
            case TSPL -> numbered ? 1_000 : SheetOrder.MOST_LABELS;
            // for these every label is made as dots or as a page, and all of them are in the memory at once
            case ESCPOS, PDF -> 500;
        };
    }
}
