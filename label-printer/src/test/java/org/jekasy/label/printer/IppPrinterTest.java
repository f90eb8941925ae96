package org.jekasy.label.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.JobState;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Status;
import com.hp.jipp.model.Types;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.paper.Imprint;
import org.jekasy.label.paper.LabelPress;
import org.jekasy.label.paper.LabelSize;
import org.jekasy.label.paper.PrinterLanguage;
import org.jekasy.label.paper.Resolution;
import org.jekasy.label.printer.Printer.Came;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a printer may answer over IPP that a well one does not; how a well one prints is in {@code OtherIppIT}. */
class IppPrinterTest {
    private static final byte[] PAGE = new LabelPress(
                    lot -> {
                        throw new AssertionError(lot);
                    },
                    new Imprint(java.net.URI.create("https://id.jekasy.example"), false))
            .testPage(PrinterLanguage.PDF, LabelSize.CRATE, new Resolution(203));

    private final List<Operation> asked = new CopyOnWriteArrayList<>();
    private final List<Boolean> withPaper = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Printer printer;
    private volatile com.hp.jipp.model.PrinterState state = com.hp.jipp.model.PrinterState.idle;
    private volatile String reason = "none";
    private volatile Status status = Status.successfulOk;
    private volatile boolean answersWithJob;
    private volatile boolean hangsUp;
    private volatile JobState job = JobState.completed;
    private volatile Integer pages = 0;
    private volatile String name = "etiquettes";

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ipp/print", this::answer);
        server.start();
        printer = Printer.at("ipp://127.0.0.1:" + server.getAddress().getPort() + "/ipp/print", PrinterLanguage.PDF);
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        IppPacket question = new IppInputStream(exchange.getRequestBody()).readPacket();
        asked.add(question.getOperation());
        exchange.getRequestBody().readAllBytes();
        IppPacket.Builder answer = IppPacket.response(Status.successfulOk);
        if (question.getOperation().equals(Operation.getPrinterAttributes)) {
            answer.putPrinterAttributes(
                    Types.printerState.of(state),
                    Types.printerStateReasons.of(reason),
                    Types.printerIsAcceptingJobs.of(true),
                    Types.documentFormatSupported.of("application/pdf"));
        } else if (question.getOperation().equals(Operation.printJob)) {
            name = question.getString(Tag.operationAttributes, Types.jobName);
            withPaper.add(question.getValue(Tag.jobAttributes, Types.mediaCol) != null);
            if (hangsUp) {
                exchange.close();
                return;
            }
            answer.setStatus(status);
            if (status.equals(Status.clientErrorAttributesOrValuesNotSupported)) {
                status = Status.successfulOk;
            }
            if (answersWithJob || answer.getStatus().equals(Status.successfulOk)) {
                answer.putJobAttributes(Types.jobId.of(7));
            }
        } else {
            answer.setStatus(status);
            answer.putJobAttributes(
                    Types.jobName.of(name), Types.jobState.of(job), Types.jobImpressionsCompleted.of(pages));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new IppOutputStream(bytes).write(answer.build());
        exchange.getResponseHeaders().add("Content-Type", "application/ipp");
        exchange.sendResponseHeaders(200, bytes.size());
        exchange.getResponseBody().write(bytes.toByteArray());
        exchange.close();
    }

    @ParameterizedTest
    @CsvSource({
        "media-empty-error, NO_PAPER",
        "media-empty, NO_PAPER",
        "cover-open-error, OPEN",
        "marker-supply-empty-error, NO_INK",
        "paused, PAUSED",
        "none, FAULT",
    })
    void aPrinterThatStandsStillGetsNothing(String why, PrinterState said) {
        state = com.hp.jipp.model.PrinterState.stopped;
        reason = why;
        assertThat(printer.state()).containsExactly(said);
        refused(Reason.PRINTER_NOT_READY);
        assertThat(asked).doesNotContain(Operation.printJob);
    }

    @Test
    void aPrinterThatOnlyWarnsPrints() {
        reason = "media-low-warning";
        assertThat(printer.state()).containsExactly(PrinterState.PAPER_LOW);
        reason = "toner-low-report";
        assertThat(printer.print(PAGE)).hasValue(7);
    }

    @Test
    void aPrinterWithoutSuchPaperPrintsOnWhatItHas() {
        status = Status.clientErrorAttributesOrValuesNotSupported;
        assertThat(printer.print(PAGE)).hasValue(7);
        assertThat(withPaper).containsExactly(true, false);
    }

    @Test
    void whatItDoesNotTakeIsNotUnknown() {
        status = Status.serverErrorBusy;
        refused(Reason.PRINTER_NOT_READY);
        status = Status.clientErrorDocumentFormatNotSupported;
        refused(Reason.PRINTER_REFUSED);
    }

    @Test
    void anErrorAfterWhichItMayHavePrintedIs() {
        for (Status doubtful : List.of(
                Status.serverErrorInternalError,
                Status.serverErrorDeviceError,
                Status.serverErrorJobCanceled,
                Status.serverErrorTemporaryError,
                Status.clientErrorDocumentFormatError)) {
            status = doubtful;
            refused(Reason.PRINTER_UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anErrorOfAJobItMadeIsToo(boolean ofThePaper) {
        answersWithJob = true;
        status = ofThePaper ? Status.clientErrorAttributesOrValuesNotSupported : Status.serverErrorBusy;
        refused(Reason.PRINTER_UNKNOWN);
        assertThat(withPaper).containsExactly(true);
    }

    @Test
    void aLineThatBreaksWhileSendingIs() {
        hangsUp = true;
        refused(Reason.PRINTER_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "completed, 3, OUT",
        "processing, 0, NOT_YET",
        "pending, 0, NOT_YET",
        "pending-held, 0, NOT_YET",
        "aborted, 0, NOT_OUT",
        "canceled, 2, UNTOLD",
    })
    void itSaysWhatBecameOfAJob(String said, int impressions, Came came) {
        job = JobState.all.values().stream()
                .filter(state -> state.getName().equals(said))
                .findFirst()
                .orElseThrow();
        pages = impressions;
        assertThat(printer.came(7, "etiquettes")).isEqualTo(came);
    }

    @Test
    void aJobThePrinterForgotIsUntold() {
        status = Status.clientErrorNotFound;
        assertThat(printer.came(7, "etiquettes")).isEqualTo(Came.UNTOLD);
    }

    @Test
    void aJobOfAnotherNameIsSomebodyElses() {
        job = JobState.completed;
        printer.print(PAGE, "etiquettes 1", () -> {});
        assertThat(printer.came(7, "etiquettes 1")).isEqualTo(Came.OUT);
        assertThat(printer.came(7, "etiquettes 2")).isEqualTo(Came.UNTOLD);
    }

    @Test
    void aPrinterThatIsNotWellIsAskedAgain() {
        status = Status.serverErrorBusy;
        assertThat(printer.came(7, "etiquettes")).isEqualTo(Came.NOT_YET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipp://8.8.8.8/ipp/print", "ipp://1.1.1.1:9100"})
    void aPrinterStandsInOnesOwnHouse(String address) {
        Printer far = Printer.at(address, PrinterLanguage.PDF);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(far::state)
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PRINTER_ELSEWHERE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ipp://", "ipp:127.0.0.1", "ipp://u@127.0.0.1/x", "ipp://127.0.0.1/a b", "ipps://127.0.0.1/x"})
    void whatIsNoAddressIsRefused(String typed) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Printer.at(typed, PrinterLanguage.PDF))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.VALUE_REFUSED));
    }

    private void refused(Reason why) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> printer.print(PAGE))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(why));
    }
}
