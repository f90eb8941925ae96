package org.jekasy.label.paper;

import java.util.List;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.paper.Pen.Ink;
import org.jekasy.label.qr.PrinterQr;
import org.jekasy.label.qr.Qr;
import org.jekasy.label.qr.QrCode;

/**
 * A label of a roll, which stands for no lot yet: the code in three lines that are read from two metres, and beside it the QR code. Nothing of a lot is on it.
 *
 * <p>A capital or digit is 7 mm high at least: at 2 m that is 12 minutes of arc, where sight that is whole by ISO 8596 reads 5, and 1/286 of the distance.
 */
record RollDrawing(LotCode lot, Qr code, LabelSize size, Marks marks) implements Drawing {
    /** Millimetres. */
    static final double SMALLEST_CAPITAL = 7;

    /** The sizes that hold it, the first the usual one. */
    static final List<LabelSize> SIZES =
            List.of(LabelSize.STICKER, LabelSize.SHEET_CELL, LabelSize.CRATE, LabelSize.CARTON, LabelSize.LARGE_CELL);

    /** What an office printer may leave white at the edge of its paper, and a little more. */
    static final double SHEET_MARGIN = 4.5;

    private static final int LONGEST_LINE = 5;
    /** How much of the width the letters take. */
    private static final double LETTERS = 0.584;
    /** Between two lines, of the height of a capital. */
    private static final double GAP = 0.25;

    /** The issuer, then the serial with the check character, parted in the middle. */
    private List<String> lines() {
        String text = lot.code();
        return List.of(text.substring(0, 5), text.substring(5, 9), text.substring(9));
    }

    @Override
    public Object subject() {
        return lot;
    }

    @Override
    public void draw(Pen pen) {
        double unit = Math.min(size.width() / 50.0, size.height() / 30.0);
        boolean onSheet = size == LabelSize.SHEET_CELL || size == LabelSize.LARGE_CELL;
        double margin = onSheet ? SHEET_MARGIN : 1.6 * unit;
        double edge = onSheet ? SHEET_MARGIN : 0;
        double type = type(margin);
        double capital = LabelDrawing.CAPITALS * type;
        double left = size.width() - margin - LONGEST_LINE * type * Face.CODE.width("0");
        double y = (size.height() - (3 + 2 * GAP) * capital) / 2;
        for (String line : lines()) {
            y += capital;
            pen.text(line, Face.CODE, type, left, y, Ink.BLACK);
            y += GAP * capital;
        }

        String banner = marks.banner();
        double foot = size.height() - edge;
        if (!banner.isEmpty()) {
            double widest = 0.9 * (left - margin) / Face.BOLD.width(banner);
            foot = LabelDrawing.banner(
                    pen, banner, margin, left - margin / 2, size.height() - margin, Math.min(2.5 * unit, widest));
        }
        double module = pen.module((Math.min(left, foot) - edge) / code.modulesWithQuietZone());
        LabelDrawing.refuseSmall(lot, module);
        double quiet = Qr.QUIET_ZONE * module;
        double codeX = (edge + left - code.modules() * module) / 2;
        double codeY = Math.max(edge + quiet, (edge + foot - code.modules() * module) / 2);
        switch (code) {
            case QrCode ours -> pen.code(ours, codeX, codeY, module);
            case PrinterQr printers -> pen.code(printers, codeX, codeY, module);
        }
    }

    /** As large as the label has room for. */
    private double type(double margin) {
        double wide = LETTERS * size.width() / (LONGEST_LINE * Face.CODE.width("0"));
        double high = (size.height() - 2 * margin) / ((3 + 2 * GAP) * LabelDrawing.CAPITALS);
        return Math.min(wide, high);
    }
}
