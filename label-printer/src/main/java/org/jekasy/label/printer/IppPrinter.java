package org.jekasy.label.printer;

import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.JobState;
import com.hp.jipp.model.MediaCol;
import com.hp.jipp.model.Status;
import com.hp.jipp.model.Types;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jekasy.label.lot.Body;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Reason.Said;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.paper.PageSize;
import org.jekasy.label.paper.PwgRaster;
import org.jspecify.annotations.Nullable;

/**
 * A printer that speaks IPP (RFC 8011), or a queue of CUPS before any printer there is: takes pages as PDF, or, where it does not read PDF,
 * as PWG raster, and says afterwards what became of them.
 */
public final class IppPrinter implements Printer {
    private static final String US = "jekasy";
    private static final String PDF = "application/pdf";
    private static final String RASTER = "image/pwg-raster";
    /** What is less went well, if with something left out. */
    private static final int ERROR = 0x100;

    /** What is less, and an error, is the fault of what was asked. */
    private static final int SERVER_ERROR = 0x500;

    private static final Set<Status> TOOK_NOTHING =
            Set.of(Status.serverErrorBusy, Status.serverErrorServiceUnavailable, Status.serverErrorNotAcceptingJobs);

    private static final int LONGEST_ANSWER = 1024 * 1024;
    private static final Pattern FORM =
            Pattern.compile("ipp://([A-Za-z0-9.-]+)(?::([0-9]{1,5}))?(/[A-Za-z0-9/._~%-]*)?");

    private final PrinterAddress address;
    private final URI uri;
    private final Duration patience;
    private final HttpClient http;

    private IppPrinter(PrinterAddress address, String path, Duration patience) {
        this.address = address;
        this.uri = URI.create("ipp://" + address + path);
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                // the proxy of the machine leads out of the house
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(patience)
                .build();
    }

    /** Whether this is an address of a printer that speaks IPP. */
    static boolean speaks(String typed) {
        return typed.startsWith("ipp:");
    }

    /** Reads {@code ipp://192.168.1.30/ipp/print} or {@code ipp://localhost/printers/Bureau}; refused with {@code VALUE_REFUSED}. */
    static IppPrinter parse(String typed) {
        Matcher form = FORM.matcher(typed);
        if (!form.matches()) {
            throw PrinterAddress.refused(typed);
        }
        String port = form.group(2) == null ? "631" : form.group(2);
        String path = form.group(3) == null ? "/ipp/print" : form.group(3);
        return new IppPrinter(PrinterAddress.parse(form.group(1) + ":" + port), path, Duration.ofSeconds(5));
    }

    @Override
    public List<PrinterState> state() {
        return PrinterState.ipp(attributes());
    }

    private IppPacket attributes() {
        IppPacket question = IppPacket.getPrinterAttributes(
                        uri,
                        Types.printerState,
                        Types.printerStateReasons,
                        Types.printerIsAcceptingJobs,
                        Types.documentFormatSupported)
                .build();
        try {
            IppPacket answer = exchange(question, new byte[0]);
            if (answer.getCode() >= ERROR) {
                throw refused(answer);
            }
            return answer;
        } catch (IOException e) {
            throw address.away(e);
        }
    }

    @Override
    public OptionalInt print(Supplier<byte[]> printout, String name, Runnable leaving) {
        IppPacket attributes = attributes();
        List<PrinterState> states = PrinterState.ipp(attributes);
        if (!states.stream().allMatch(PrinterState::prints)) {
            throw new Refusal(Reason.PRINTER_NOT_READY, Map.of("printer", address, "state", RawPrinter.said(states)));
        }
        List<String> formats = attributes.getStrings(Tag.printerAttributes, Types.documentFormatSupported);
        String format = formats.contains(PDF) ? PDF : RASTER;
        if (!formats.contains(format)) {
            throw new Refusal(Reason.PRINTER_REFUSED, Map.of("printer", address, "detail", PDF + ", " + RASTER + " ?"));
        }
        byte[] made = printout.get();
        byte[] document = format.equals(PDF) ? made : PwgRaster.of(made);
        leaving.run();
        IppPacket answer = handedOver(order(format, name, PageSize.of(made)), document);
        if (answer.getStatus().equals(Status.clientErrorAttributesOrValuesNotSupported) && number(answer) == null) {
            // it has no such paper, took nothing, and may still print on what it has
            answer = handedOver(order(format, name, null), document);
        }
        Integer number = number(answer);
        if (answer.getCode() >= ERROR) {
            throw number == null && tookNothing(answer)
                    ? refused(answer)
                    : new Refusal(Reason.PRINTER_UNKNOWN, Map.of("printer", address));
        }
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static @Nullable Integer number(IppPacket answer) {
        return answer.getValue(Tag.jobAttributes, Types.jobId);
    }

    /** Whether an error means that no job was made; a fault of its own, a full memory, a line that was too slow may come after the first page. */
    private static boolean tookNothing(IppPacket answer) {
        Status status = answer.getStatus();
        return TOOK_NOTHING.contains(status)
                || (answer.getCode() < SERVER_ERROR
                        && !status.equals(Status.clientErrorTimeout)
                        && !status.equals(Status.clientErrorDocumentFormatError));
    }

    private IppPacket order(String format, String name, @Nullable PageSize page) {
        IppPacket.Builder order = IppPacket.printJob(uri)
                .putOperationAttributes(
                        Types.requestingUserName.of(US), Types.jobName.of(name), Types.documentFormat.of(format));
        if (page != null) {
            MediaCol media = new MediaCol();
            media.setMediaSize(new MediaCol.MediaSize(page.hundredthsWide(), page.hundredthsHigh()));
            order.putJobAttributes(Types.mediaCol.of(media), Types.printScaling.of("none"));
        }
        return order.build();
    }

    private IppPacket handedOver(IppPacket order, byte[] document) {
        try {
            return exchange(order, document);
        } catch (IOException e) {
            throw new Refusal(Reason.PRINTER_UNKNOWN, Map.of("printer", address), e);
        }
    }

    /** It says that it took nothing: later it may, or it never will. */
    private Refusal refused(IppPacket answer) {
        Status status = answer.getStatus();
        Said later = status.equals(Status.serverErrorBusy)
                ? new Said("occupée", "busy")
                : status.equals(Status.serverErrorServiceUnavailable)
                                || status.equals(Status.serverErrorTemporaryError)
                                || status.equals(Status.serverErrorNotAcceptingJobs)
                        ? new Said("elle ne prend pas de travaux pour l'instant", "it takes no jobs just now")
                        : null;
        return later == null
                ? new Refusal(Reason.PRINTER_REFUSED, Map.of("printer", address, "detail", status.getName()))
                : new Refusal(Reason.PRINTER_NOT_READY, Map.of("printer", address, "state", later));
    }

    @Override
    public Came came(int number, String name) {
        IppPacket question = IppPacket.getJobAttributes(
                        uri,
                        number,
                        Types.jobName,
                        Types.jobState,
                        Types.jobStateReasons,
                        Types.jobImpressionsCompleted)
                // CUPS says the name of a job to whom it belongs
                .putOperationAttributes(Types.requestingUserName.of(US))
                .build();
        IppPacket answer;
        try {
            answer = exchange(question, new byte[0]);
        } catch (IOException e) {
            throw address.away(e);
        }
        if (answer.getCode() >= SERVER_ERROR) {
            // busy, or not well: it may know when it is asked again
            return Came.NOT_YET;
        }
        JobState state = answer.getValue(Tag.jobAttributes, Types.jobState);
        if (answer.getCode() >= ERROR || state == null) {
            // it forgot: switched off and on again, or too many jobs since
            return Came.UNTOLD;
        }
        String called = answer.getString(Tag.jobAttributes, Types.jobName);
        if (called != null && !called.equals(name)) {
            // it began to count anew, and this is somebody else's
            return Came.UNTOLD;
        }
        if (state.equals(JobState.completed)) {
            return Came.OUT;
        }
        if (!state.equals(JobState.canceled) && !state.equals(JobState.aborted)) {
            return Came.NOT_YET;
        }
        Integer pages = answer.getValue(Tag.jobAttributes, Types.jobImpressionsCompleted);
        return pages != null && pages == 0 ? Came.NOT_OUT : Came.UNTOLD;
    }

    /** To the very address that was judged, whatever its name stands for when it is asked again. */
    private IppPacket exchange(IppPacket packet, byte[] document) throws IOException {
        InetSocketAddress judged = address.resolved();
        String host = judged.getAddress().getHostAddress();
        URI to = URI.create("http://"
                + (judged.getAddress() instanceof Inet6Address ? "[" + host.replaceAll("%.*", "") + "]" : host)
                + ":" + judged.getPort() + uri.getRawPath());
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        try (IppOutputStream words = new IppOutputStream(head)) {
            words.write(packet);
        }
        Duration most = patience.multipliedBy(document.length == 0 ? 2 : 24);
        HttpRequest request = HttpRequest.newBuilder(to)
                .header("Content-Type", "application/ipp")
                .header("Accept", "application/ipp")
                .timeout(most)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofByteArray(head.toByteArray()), BodyPublishers.ofByteArray(document)))
                .build();
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            byte[] read = Body.read(answer, LONGEST_ANSWER, most);
            if (answer.statusCode() != 200) {
                throw new IOException("HTTP " + answer.statusCode());
            }
            try (IppInputStream words = new IppInputStream(new ByteArrayInputStream(read))) {
                return words.readPacket();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
