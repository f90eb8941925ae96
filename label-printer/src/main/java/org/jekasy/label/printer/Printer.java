package org.jekasy.label.printer;

import java.util.List;

/** A printer of one's own house, whatever it speaks. */
public interface Printer {
    /** How the printer says it is; refused with {@code PRINTER_AWAY} when nobody is there. */
    List<PrinterState> state();

    /**
     * Sends a printout whole; {@code leaving} is called once, when the printer is ready and before the first byte leaves, and nothing leaves
     * when it throws. Refused with {@code PRINTER_AWAY} or {@code PRINTER_NOT_READY} when not a byte was sent, with {@code
     * PRINTER_UNKNOWN} when the line broke while it was: then nobody but a look at the printer can say what came out.
     */
    void print(byte[] printout, Runnable leaving);

    /** The same, where nobody has to know when it begins. */
    default void print(byte[] printout) {
        print(printout, () -> {});
    }
}
