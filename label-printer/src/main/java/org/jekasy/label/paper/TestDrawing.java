package org.jekasy.label.paper;

import org.jekasy.label.qr.PrinterQr;
import org.jekasy.label.qr.Qr;
import org.jekasy.label.qr.QrCode;

/**
 * A label to set a printer by: its edge, a code with the smallest squares we print, five fields of stripes that run together when it is too
 * dark and vanish when it is too pale, black and white words, and a rule that must measure 40 mm. {@code step} says how dark it was asked
 * to be.
 */
record TestDrawing(LabelSize size, Qr code, String step) implements Drawing {
    private static final double LINE = 0.4;
    private static final double MARGIN = 2;
    private static final double RULE = 40;
    private static final double SMALLEST_MODULE = 0.375;

    @Override
    public Object subject() {
        return "test";
    }

    @Override
    public void draw(Pen pen) {
        frame(pen);
        pen.text(step, Face.BOLD, 3.4, MARGIN, 5, Pen.Ink.BLACK);
        double module = module(pen);
        double quiet = Qr.QUIET_ZONE * module;
        double codeSide = code.modules() * module;
        double top = 6 + quiet;
        switch (code) {
            case QrCode ours -> pen.code(ours, MARGIN + quiet, top, module);
            case PrinterQr printers -> pen.code(printers, MARGIN + quiet, top, module);
        }
        double left = MARGIN + codeSide + 2 * quiet + 1;
        stripes(pen, left, 7, size.width() - MARGIN - left);
        pen.box(left, 14, size.width() - MARGIN - left, 3.4);
        pen.text("ɛ ɔ ɲ ŋ é 0 O", Face.BOLD, 2.4, left + 0.8, 16.6, Pen.Ink.WHITE);
        pen.text("ɛ ɔ ɲ ŋ é 0 O", Face.TEXT, 2, left, 20, Pen.Ink.BLACK);
        rule(pen);
    }

    private void frame(Pen pen) {
        pen.box(0.5, 0.5, size.width() - 1, LINE);
        pen.box(0.5, size.height() - 0.5 - LINE, size.width() - 1, LINE);
        pen.box(0.5, 0.5, LINE, size.height() - 1);
        pen.box(size.width() - 0.5 - LINE, 0.5, LINE, size.height() - 1);
    }

    /** The smallest we print, in the dots of this paper. */
    private static double module(Pen pen) {
        double widest = SMALLEST_MODULE;
        double module = pen.module(widest);
        while (module < SMALLEST_MODULE - 1e-6) {
            widest += 0.02;
            module = pen.module(widest);
        }
        return module;
    }

    /** Black over one to five sixths of each field. */
    private static void stripes(Pen pen, double left, double top, double width) {
        double field = width / 5;
        double period = 0.75;
        for (int share = 1; share <= 5; share++) {
            double from = left + (share - 1) * field;
            for (double x = from; x + period < from + field - 0.4; x += period) {
                pen.box(x, top, period * share / 6, 6);
            }
        }
    }

    private void rule(Pen pen) {
        double y = size.height() - 2.6;
        double left = (size.width() - RULE) / 2;
        pen.box(left, y, RULE, LINE);
        pen.box(left, y - 1.6, LINE, 2);
        pen.box(left + RULE - LINE, y - 1.6, LINE, 2);
        pen.text("40 mm", Face.TEXT, 2, left + 1.2, y - 0.6, Pen.Ink.BLACK);
    }
}
