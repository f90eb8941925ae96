package org.jekasy.label.paper;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.qr.QrCode;

/** Makes labels of rolls, which stand for no lot yet. Each QR code is read back before a byte of its label leaves; {@code copy} above 1 is said on each. */
public final class RollPress {
    private final Imprint imprint;

    public RollPress(Imprint imprint) {
        this.imprint = imprint;
    }

    /** Reads a size that holds a code to be read from two metres; refused with {@code VALUE_REFUSED}. */
    public static LabelSize size(String asked) {
        LabelSize size = LabelSize.parse(asked);
        if (RollDrawing.SIZES.contains(size)) {
            return size;
        }
        String sizes = RollDrawing.SIZES.stream().map(LabelSize::toString).collect(Collectors.joining(", "));
        throw Refusal.value(
                "size", asked, "Formats d'un rouleau (mm) : " + sizes + ".", "Sizes of a roll (mm): " + sizes + ".");
    }

    /** On A4 sheets, the first at place {@code startAt}, counted from 1. */
    public Pdf sheets(List<LotCode> codes, SheetForm form, String startAt, int copy) {
        int first = SheetOrder.copies(startAt, form.places());
        return Pdf.sheets(codes, code -> drawing(code, form.place(), copy), form, first);
    }

    /** Each on a page of its own size. */
    public Pdf pages(List<LotCode> codes, LabelSize size, int copy) {
        return Pdf.pages(codes, code -> drawing(code, size, copy));
    }

    /** One after the other as a thermal printer takes them, each written before the next is made; the stream stays open. */
    public void printout(
            List<LotCode> codes,
            LabelSize size,
            PrinterLanguage language,
            Resolution resolution,
            int copy,
            OutputStream out)
            throws IOException {
        for (LotCode code : codes) {
            RollDrawing drawing = drawing(code, size, copy);
            out.write(
                    switch (language) {
                        case ZPL -> Zpl.of(drawing, resolution.dpi(), 1);
                        case TSPL -> Tspl.of(drawing, resolution.dpi(), 1);
                        case ESCPOS, PDF ->
                            throw new Refusal(
                                    Reason.VALUE_REFUSED,
                                    Map.of(
                                            "name",
                                            "language",
                                            "value",
                                            language,
                                            "allowed",
                                            new Reason.Said("Un rouleau : zpl ou tspl.", "A roll: zpl or tspl.")));
                    });
        }
    }

    private RollDrawing drawing(LotCode code, LabelSize size, int copy) {
        try {
            return new RollDrawing(
                    code,
                    QrCode.of(imprint.address(code), Correction.M),
                    size,
                    new Marks(imprint.demonstration(), copy, null));
        } catch (QrCode.Unreadable e) {
            throw new Refusal(
                    Reason.QR_UNREADABLE,
                    Map.of("lot", code, "read", Refusal.shown(String.valueOf(e.getMessage()))),
                    e);
        }
    }
}
