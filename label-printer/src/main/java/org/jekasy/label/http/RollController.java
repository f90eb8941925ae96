package org.jekasy.label.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.lot.Roll;
import org.jekasy.label.paper.Pdf;
import org.jekasy.label.paper.PrinterLanguage;
import org.jekasy.label.paper.Resolution;
import org.jekasy.label.paper.RollPress;
import org.jekasy.label.paper.SheetForm;
import org.jekasy.label.paper.SheetOrder;
import org.jekasy.label.station.HandedOut;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Rolls over HTTP, by issuer and a serial to begin with: what the ledger gave out from there on, {@code count} codes or all, without what is void or on a
 * lot. With {@code copy} 1 only where none of it is on a lot yet.
 */
@RestController
class RollController {
    private final Lots ledger;
    private final RollPress press;
    private final LabelMeters meters;
    private final Optional<HandedOut> handed;

    /** With {@code handed}, where there is a station that keeps what it handed out. */
    RollController(Lots ledger, RollPress press, LabelMeters meters, Optional<HandedOut> handed) {
        this.ledger = ledger;
        this.press = press;
        this.meters = meters;
        this.handed = handed;
    }

    /** The sheets as the form of the start page asks for them: an empty field is one that was not filled in; by its key a form sent twice is one. */
    @PostMapping("/rolls")
    void typed(
            @RequestParam String issuer,
            @RequestParam String first,
            @RequestParam(defaultValue = "") String count,
            @RequestParam(defaultValue = "3x8") String form,
            @RequestParam(defaultValue = "1") String copy,
            @RequestParam(required = false) @Nullable UUID key,
            HttpServletResponse response)
            throws IOException {
        String many = count.isBlank() ? null : count.strip();
        String from = issuer.strip().toUpperCase(Locale.ROOT);
        pdf(from, first.strip(), null, form, "1", many, copy.strip(), key, response);
    }

    /** A4 sheets, or with a {@code size} a label a page. */
    @GetMapping("/rolls/{issuer}/{first}.pdf")
    void pdf(
            @PathVariable String issuer,
            @PathVariable String first,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(defaultValue = "3x8") String form,
            @RequestParam(name = "start-at", defaultValue = "1") String startAt,
            @RequestParam(required = false) @Nullable String count,
            @RequestParam(defaultValue = "1") String copy,
            HttpServletResponse response)
            throws IOException {
        pdf(issuer, first, size, form, startAt, count, copy, null, response);
    }

    private void pdf(
            String issuer,
            String first,
            @Nullable String size,
            String form,
            String startAt,
            @Nullable String count,
            String copy,
            @Nullable UUID key,
            HttpServletResponse response)
            throws IOException {
        int copies = SheetOrder.copy(copy);
        List<LotCode> codes = codes(issuer, first, count, copies);
        try (Pdf pdf = size == null
                ? press.sheets(codes, SheetForm.parse(form), startAt, copies)
                : press.pages(codes, RollPress.size(size), copies)) {
            keep(key, codes, copies);
            meters.drawn(size == null ? LabelMeters.Form.SHEET : LabelMeters.Form.PDF, pdf.labels());
            LabelController.send(pdf, name(codes) + ".pdf", response);
        }
    }

    /** What a thermal printer takes; made on disk first, so that a refusal is one and memory does not grow with the roll. */
    @GetMapping("/rolls/{issuer}/{first}.{language:zpl|tspl}")
    void printout(
            @PathVariable String issuer,
            @PathVariable String first,
            @PathVariable String language,
            @RequestParam(defaultValue = "50x30") String size,
            @RequestParam(defaultValue = "203") String dpi,
            @RequestParam(required = false) @Nullable String count,
            @RequestParam(defaultValue = "1") String copy,
            HttpServletResponse response)
            throws IOException {
        int copies = SheetOrder.copy(copy);
        PrinterLanguage spoken = PrinterLanguage.parse(language);
        List<LotCode> codes = codes(issuer, first, count, copies);
        Path made = Files.createTempFile("rouleau-", "." + spoken);
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(made))) {
                press.printout(codes, RollPress.size(size), spoken, Resolution.parse(dpi), copies, out);
            }
            keep(null, codes, copies);
            meters.drawn(spoken == PrinterLanguage.ZPL ? LabelMeters.Form.ZPL : LabelMeters.Form.TSPL, codes.size());
            LabelController.send(made, name(codes) + "." + spoken, response);
        } finally {
            Files.delete(made);
        }
    }

    /** Before the first byte leaves. */
    private void keep(@Nullable UUID key, List<LotCode> codes, int copy) {
        handed.ifPresent(before -> before.add(key == null ? UUID.randomUUID() : key, codes, copy));
    }

    private List<LotCode> codes(String issuer, String first, @Nullable String count, int copy) {
        int from = Roll.number("from", first);
        return ledger.roll(issuer, from).toPrint(from, count == null ? null : Roll.number("count", count), copy);
    }

    private static String name(List<LotCode> codes) {
        return "rouleau-" + codes.getFirst();
    }
}
