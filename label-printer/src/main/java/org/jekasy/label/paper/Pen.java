package org.jekasy.label.paper;

import org.jekasy.label.qr.PrinterQr;
import org.jekasy.label.qr.QrCode;
import org.jekasy.label.qr.SsccBars;

/** Draws on one label; millimetres from its upper left corner, y grows downwards. */
interface Pen {
    /** The side a module really gets on this paper when it may take {@code widest} at most. */
    double module(double widest);

    /** One line of text, starting at x on the baseline. */
    void text(String text, Face face, double size, double x, double baseline, Ink ink);

    /** A filled black box. */
    void box(double x, double y, double width, double height);

    /** The dark bars of a QR code; x and y are the corner of its first module, outside of which nothing is drawn. */
    void code(QrCode code, double x, double y, double module);

    /** A QR code the printer is told to draw; only a language that can ask for one takes it. */
    default void code(PrinterQr code, double x, double y, double module) {
        throw new UnsupportedOperationException("no printer to draw " + code.text());
    }

    /** The bars of a pallet's number; x and y are the upper left corner of the first. */
    default void bars(SsccBars bars, double x, double y, double module, double height) {
        for (SsccBars.Stroke stroke : bars.strokes()) {
            box(x + stroke.x() * module, y, stroke.width() * module, height);
        }
    }

    enum Ink {
        BLACK,
        WHITE
    }
}
