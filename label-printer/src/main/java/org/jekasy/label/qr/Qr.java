package org.jekasy.label.qr;

/** A QR code on a label: drawn by us and read back, or drawn by the printer. */
public sealed interface Qr permits QrCode, PrinterQr {
    /** Light modules that must surround the code on every side (ISO/IEC 18004). */
    int QUIET_ZONE = 4;

    /** The address it leads to. */
    String text();

    /** Modules a side, without the quiet zone: 21 for version 1, four more for each further one. */
    int modules();

    /** Modules a side with the quiet zone. */
    default int modulesWithQuietZone() {
        return modules() + 2 * QUIET_ZONE;
    }
}
