package org.jekasy.label.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.lot.Roll;
import org.jekasy.label.paper.Pdf;
import org.jekasy.label.paper.PrinterLanguage;
import org.jekasy.label.paper.Resolution;
import org.jekasy.label.paper.RollPress;
import org.jekasy.label.paper.SheetForm;
import org.jekasy.label.paper.SheetOrder;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Rolls over HTTP, by issuer and first serial: what the ledger gave out and did not void. With {@code copy} 1 only where none of it is on a lot yet. */
@RestController
class RollController {
    private final Lots ledger;
    private final RollPress press;
    private final LabelMeters meters;

    RollController(Lots ledger, RollPress press, LabelMeters meters) {
        this.ledger = ledger;
        this.press = press;
        this.meters = meters;
    }

    /** A4 sheets, or with a {@code size} a label a page. */
    @GetMapping("/rolls/{issuer}/{first}.pdf")
    void pdf(
            @PathVariable String issuer,
            @PathVariable String first,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(defaultValue = "3x8") String form,
            @RequestParam(name = "start-at", defaultValue = "1") String startAt,
            @RequestParam(defaultValue = "1") String copy,
            HttpServletResponse response)
            throws IOException {
        int copies = SheetOrder.copies(copy);
        List<LotCode> codes = codes(issuer, first, copies);
        try (Pdf pdf = size == null
                ? press.sheets(codes, SheetForm.parse(form), startAt, copies)
                : press.pages(codes, RollPress.size(size), copies)) {
            meters.drawn(size == null ? LabelMeters.Form.SHEET : LabelMeters.Form.PDF, pdf.labels());
            LabelController.send(pdf, name(codes) + ".pdf", response);
        }
    }

    /** What a thermal printer takes. */
    @GetMapping("/rolls/{issuer}/{first}.{language:zpl|tspl}")
    ResponseEntity<byte[]> printout(
            @PathVariable String issuer,
            @PathVariable String first,
            @PathVariable String language,
            @RequestParam(defaultValue = "50x30") String size,
            @RequestParam(defaultValue = "203") String dpi,
            @RequestParam(defaultValue = "1") String copy) {
        int copies = SheetOrder.copies(copy);
        PrinterLanguage spoken = PrinterLanguage.parse(language);
        List<LotCode> codes = codes(issuer, first, copies);
        byte[] printout = press.printout(codes, RollPress.size(size), spoken, Resolution.parse(dpi), copies);
        meters.drawn(spoken == PrinterLanguage.ZPL ? LabelMeters.Form.ZPL : LabelMeters.Form.TSPL, codes.size());
        return LabelController.file(MediaType.APPLICATION_OCTET_STREAM, name(codes) + "." + spoken, printout);
    }

    private List<LotCode> codes(String issuer, String first, int copy) {
        return ledger.roll(issuer, Roll.number("from", first)).toPrint(copy);
    }

    private static String name(List<LotCode> codes) {
        return "rouleau-" + codes.getFirst();
    }
}
