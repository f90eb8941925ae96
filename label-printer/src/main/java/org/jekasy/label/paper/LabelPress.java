package org.jekasy.label.paper;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import org.jekasy.label.lot.Label;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.qr.QrCode;

/** Makes labels of lots. Whatever can not be printed rightly is refused with a {@link Refusal} before a byte leaves. */
public final class LabelPress {
    /** Lots of a sheet that are asked for and drawn ahead, and no more: a sheet of 10,000 labels takes no more memory. */
    private static final int AT_ONCE = 8;

    private final Lots lots;
    private final Imprint imprint;
    /** Pictures and sheets take memory while they are made: only a few at once, the others wait their turn. */
    private final Semaphore turns = new Semaphore(4);

    public LabelPress(Lots lots, Imprint imprint) {
        this.lots = lots;
        this.imprint = imprint;
    }

    /** A label as PNG. */
    public byte[] png(LotCode lot, LabelSize size, Resolution resolution, Correction correction) {
        LabelDrawing drawing = drawing(lots.label(lot), size, correction);
        return inTurn(() -> Png.of(drawing, resolution));
    }

    /** A label as SVG. */
    public String svg(LotCode lot, LabelSize size, Correction correction) {
        LabelDrawing drawing = drawing(lots.label(lot), size, correction);
        return inTurn(() -> Svg.of(drawing));
    }

    /** A label as PDF, on a page of its size. */
    public Pdf pdf(LotCode lot, LabelSize size, Correction correction) {
        LabelDrawing drawing = drawing(lots.label(lot), size, correction);
        return inTurn(() -> Pdf.single(drawing));
    }

    /** Labels on A4 sheets: all of them, or none. */
    public Pdf sheets(SheetOrder order, Correction correction) {
        return inTurn(() -> Pdf.sheets(
                order.lots().stream()
                        .gather(Gatherers.mapConcurrent(
                                AT_ONCE, lot -> drawing(lots.label(lot), LabelSize.SHEET_CELL, correction)))
                        .flatMap(drawing -> Collections.nCopies(order.copies(), drawing).stream()),
                order.startAt()));
    }

    private LabelDrawing drawing(Label label, LabelSize size, Correction correction) {
        try {
            return new LabelDrawing(
                    label, QrCode.of(imprint.address(label), correction), size, imprint.demonstration());
        } catch (QrCode.Unreadable e) {
            throw new Refusal(
                    Reason.QR_UNREADABLE,
                    Map.of("lot", label.lot(), "read", Refusal.shown(String.valueOf(e.getMessage()))),
                    e);
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
