package org.jekasy.label.paper;

import java.util.Arrays;
import java.util.Map;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;

/** The A4 sheets sold: columns, rows and the size of a place, without gaps. */
public enum SheetForm {
    /** 24 labels of 70 × 37 mm; a millimetre of the paper's height is left. */
    OF_24(3, 8, LabelSize.SHEET_CELL, 0.5),
    /** 10 labels of 105 × 57 mm; six millimetres are left above and below. */
    OF_10(2, 5, LabelSize.LARGE_CELL, 6);

    private final int columns;
    private final int rows;
    private final LabelSize place;
    private final double upperEdge;

    SheetForm(int columns, int rows, LabelSize place, double upperEdge) {
        this.columns = columns;
        this.rows = rows;
        this.place = place;
        this.upperEdge = upperEdge;
    }

    /** Reads {@code 3x8}; refused with {@code VALUE_REFUSED}. */
    public static SheetForm parse(String asked) {
        return Arrays.stream(values())
                .filter(form -> form.toString().equals(asked))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Reason.VALUE_REFUSED,
                        Map.of(
                                "name",
                                "form",
                                "value",
                                Refusal.shown(asked),
                                "allowed",
                                new Reason.Said("3x8 ou 2x5.", "3x8 or 2x5."))));
    }

    /** How many labels a sheet has. */
    public int places() {
        return columns * rows;
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** The size of a label. */
    public LabelSize place() {
        return place;
    }

    /** Millimetres from the left edge of the paper. */
    double left(int place) {
        return place % columns * (double) this.place.width();
    }

    /** Millimetres from the upper edge of the paper. */
    double top(int place) {
        int row = place / columns;
        return upperEdge + row * (double) this.place.height();
    }

    @Override
    public String toString() {
        return columns + "x" + rows;
    }
}
