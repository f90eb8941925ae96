package org.jekasy.label.paper;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.qr.QrCode;

/**
 * The labels to set a printer by. Where the language has a word for it, one for each of five steps of darkness, the printer's own setting
 * put back at the end; else one. The code of each says which step it is.
 */
final class TestPage {
    /** Zebra: by how much darker than the printer is set. */
    private static final List<Integer> DARKER = List.of(-10, -5, 0, 5, 10);
    /** TSC: from 0 to 15; makers set 8. */
    private static final List<Integer> DENSITIES = List.of(4, 6, 8, 10, 12);

    private static final int USUAL_DENSITY = 8;

    private TestPage() {}

    /** {@code address} is where the codes lead. */
    static byte[] of(PrinterLanguage language, LabelSize size, int dpi, String address) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (language) {
            case ZPL -> {
                for (int step : DARKER) {
                    String signed = step > 0 ? "+" + step : Integer.toString(step);
                    out.writeBytes(Zpl.of(drawing(size, address, signed), dpi, 1, step));
                }
                out.writeBytes(Zpl.asBright());
            }
            case TSPL -> {
                for (int step : DENSITIES) {
                    out.writeBytes(Tspl.density(step));
                    out.writeBytes(Tspl.of(drawing(size, address, Integer.toString(step)), dpi, 1));
                }
                out.writeBytes(Tspl.density(USUAL_DENSITY));
            }
            case ESCPOS -> out.writeBytes(EscPos.of(drawing(size, address, ""), 1));
            case PDF -> out.writeBytes(Pdf.bytes(drawing(size, address, ""), 1));
        }
        return out.toByteArray();
    }

    private static TestDrawing drawing(LabelSize size, String address, String step) {
        return new TestDrawing(
                size,
                QrCode.of(address + "/#test" + step, Correction.M),
                step.isEmpty() ? "Essai" : "Essai · noirceur " + step.replace('-', '−'));
    }
}
