package org.jekasy.label.printer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.paper.PrinterLanguage;

/** A thermal printer that takes its language over TCP, as a rule at port 9100. */
public final class RawPrinter implements Printer {
    private final PrinterAddress address;
    private final PrinterLanguage language;
    private final Duration patience;

    public RawPrinter(PrinterAddress address, PrinterLanguage language) {
        this(address, language, Duration.ofSeconds(5));
    }

    RawPrinter(PrinterAddress address, PrinterLanguage language, Duration patience) {
        this.address = address;
        this.language = language;
        this.patience = patience;
    }

    @Override
    public List<PrinterState> state() {
        try (Socket socket = connected()) {
            return switch (language) {
                case ZPL -> PrinterState.zpl(answer(socket, ascii("~HQES\r\n"), 1_024));
                case TSPL -> PrinterState.tspl(answer(socket, new byte[] {0x1B, '!', '?'}, 1));
                case ESCPOS -> PrinterState.escpos(answer(socket, new byte[] {0x10, 0x04, 2, 0x10, 0x04, 4}, 2));
                // a page printer would print the question
                case PDF -> List.of(PrinterState.SILENT);
            };
        } catch (IOException e) {
            throw address.away(e);
        }
    }

    @Override
    public OptionalInt print(Supplier<byte[]> printout, String name, Runnable leaving) {
        List<PrinterState> states = state();
        if (!states.stream().allMatch(PrinterState::prints)) {
            throw new Refusal(Reason.PRINTER_NOT_READY, Map.of("printer", address, "state", said(states)));
        }
        byte[] made = printout.get();
        Socket socket;
        try {
            socket = connected();
        } catch (IOException e) {
            throw address.away(e);
        }
        boolean keptOpen = false;
        try (socket) {
            leaving.run();
            OutputStream out = socket.getOutputStream();
            out.write(made);
            out.flush();
            socket.shutdownOutput();
            // the printer closes when it has taken all; a reset means that it has not
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // whatever it says
            }
        } catch (SocketTimeoutException slow) {
            keptOpen = true;
        } catch (IOException e) {
            throw new Refusal(Reason.PRINTER_UNKNOWN, Map.of("printer", address), e);
        }
        if (keptOpen) {
            stillThere();
        }
        return OptionalInt.empty();
    }

    /** Many keep the line open when they have all, and one whose plug was pulled does too: that one answers nobody. */
    private void stillThere() {
        try {
            state();
        } catch (Refusal away) {
            throw new Refusal(Reason.PRINTER_UNKNOWN, Map.of("printer", address), away);
        }
    }

    /** The states in words, for people. */
    public static Reason.Said said(List<PrinterState> states) {
        return new Reason.Said(
                String.join(", ", states.stream().map(PrinterState::french).toList()),
                String.join(", ", states.stream().map(PrinterState::english).toList()));
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        try {
            int millis = Math.toIntExact(patience.toMillis());
            socket.connect(address.resolved(), millis);
            socket.setSoTimeout(millis);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** What comes until the answer is whole, the printer closes or our patience ends. */
    private static byte[] answer(Socket socket, byte[] question, int most) throws IOException {
        socket.getOutputStream().write(question);
        socket.getOutputStream().flush();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            int next;
            // ETX ends what a ZPL printer says
            while (answer.size() < most && (next = in.read()) >= 0) {
                answer.write(next);
                if (most > 2 && next == 0x03) {
                    break;
                }
            }
        } catch (SocketTimeoutException silent) {
            // what came until then counts
        }
        return answer.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
