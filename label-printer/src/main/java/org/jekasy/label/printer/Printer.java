package org.jekasy.label.printer;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jekasy.label.paper.PrinterLanguage;

/** A printer of one's own house, whatever it speaks. */
public interface Printer {
    /** What a printer says of a job it took. */
    enum Came {
        NOT_YET,
        OUT,
        /** It gave the job up before the first page. */
        NOT_OUT,
        /** It gave the job up, or forgot it, and how much came out it does not tell. */
        UNTOLD
    }

    /**
     * Reads {@code 192.168.1.20}, {@code imprimante.local:9100}, or {@code ipp://192.168.1.30/ipp/print} for pages; refused with {@code
     * VALUE_REFUSED}. Only printers of one's own network are spoken to, see {@link PrinterAddress}.
     */
    static Printer at(String address, PrinterLanguage language) {
        if (!IppPrinter.speaks(address)) {
            return new RawPrinter(PrinterAddress.parse(address), language);
        }
        if (language != PrinterLanguage.PDF) {
            throw PrinterAddress.refused(address);
        }
        return IppPrinter.parse(address);
    }

    /** What is spoken at an address when nobody says: pages at an address of IPP, else ZPL. */
    static PrinterLanguage usual(String address) {
        return IppPrinter.speaks(address) ? PrinterLanguage.PDF : PrinterLanguage.ZPL;
    }

    /** How the printer says it is; refused with {@code PRINTER_AWAY} when nobody is there. */
    List<PrinterState> state();

    /**
     * Sends a printout whole, under this name where a job has one; it is asked for when the printer is ready to take it. {@code leaving} is called once, when the printer is ready and before the first byte leaves, and nothing leaves
     * when it throws. Returns the number the printer gave the job, where it gives any. Refused with {@code PRINTER_AWAY} when not a byte was
     * sent, with {@code PRINTER_NOT_READY} or {@code PRINTER_REFUSED} when the printer took nothing, with {@code PRINTER_UNKNOWN} when the
     * line broke: then nobody but a look at the printer can say what came out.
     */
    OptionalInt print(Supplier<byte[]> printout, String name, Runnable leaving);

    /** The same of one that is made. */
    default OptionalInt print(byte[] printout, String name, Runnable leaving) {
        return print(() -> printout, name, leaving);
    }

    /** The same, where nobody has to know when it begins, or asks for it afterwards. */
    default OptionalInt print(byte[] printout) {
        return print(printout, "etiquettes", () -> {});
    }

    /** What became of a job that got a number under this name; refused with {@code PRINTER_AWAY}. */
    default Came came(int number, String name) {
        return Came.UNTOLD;
    }
}
