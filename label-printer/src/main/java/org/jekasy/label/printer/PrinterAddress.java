package org.jekasy.label.printer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;

/**
 * Where a printer listens, {@code host} or {@code host:port}; 9100 when no port is said. Only printers of one's own
 * house: every address the name stands for must be of a private network, or of this machine.
 */
public record PrinterAddress(String host, int port) {
    private static final int RAW = 9100;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9][A-Za-z0-9.-]{0,252})(?::([0-9]{1,5}))?");

    /** Reads {@code 192.168.1.20} or {@code imprimante.local:9100}; refused with {@code VALUE_REFUSED}. */
    public static PrinterAddress parse(String typed) {
        Matcher form = FORM.matcher(typed);
        if (!form.matches()) {
            throw refused(typed);
        }
        String port = form.group(2);
        int number = port == null ? RAW : Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw refused(typed);
        }
        return new PrinterAddress(form.group(1), number);
    }

    /** What to connect to, looked up once; refused with {@code PRINTER_ELSEWHERE} or {@code PRINTER_AWAY}. */
    InetSocketAddress resolved() {
        try {
            InetAddress[] all = InetAddress.getAllByName(host);
            for (InetAddress address : all) {
                if (!near(address)) {
                    throw new Refusal(Reason.PRINTER_ELSEWHERE, Map.of("printer", this));
                }
            }
            // the very address that was judged: a name may stand for another one when it is asked again
            return new InetSocketAddress(all[0], port);
        } catch (UnknownHostException e) {
            throw away(e);
        }
    }

    /** The refusal when the printer can not be reached. */
    Refusal away(IOException why) {
        return new Refusal(Reason.PRINTER_AWAY, Map.of("printer", this), why);
    }

    private static boolean near(InetAddress address) {
        boolean unique = address.getAddress().length == 16 && (address.getAddress()[0] & 0xFE) == 0xFC;
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress() || unique;
    }

    static Refusal refused(String typed) {
        return new Refusal(
                Reason.VALUE_REFUSED,
                Map.of(
                        "name",
                        "printer",
                        "value",
                        Refusal.shown(typed),
                        "allowed",
                        new Reason.Said(
                                "Une adresse comme 192.168.1.20 ou imprimante.local:9100, ou, pour des pages (pdf), ipp://192.168.1.30/ipp/print.",
                                "An address like 192.168.1.20 or printer.local:9100, or for pages (pdf) ipp://192.168.1.30/ipp/print.")));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
