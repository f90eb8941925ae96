package org.jekasy.label.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.lot.Sscc;
import org.jekasy.label.paper.LabelOrder;
import org.jekasy.label.paper.LabelPress;
import org.jekasy.label.paper.LabelSize;
import org.jekasy.label.paper.Pdf;
import org.jekasy.label.paper.PrinterLanguage;
import org.jekasy.label.paper.Resolution;
import org.jekasy.label.paper.SheetOrder;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.station.Station;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Labels and sheets over HTTP. Every parameter is read here, so that a wrong one gets its sentence. */
@RestController
class LabelController {
    private static final int LARGEST_BODY = 1024 * 1024;
    private static final String SVG = "image/svg+xml";
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(32).build())
                    .build())
            .build();

    private final LabelPress press;
    private final LabelMeters meters;
    private final Optional<Station> station;

    LabelController(LabelPress press, LabelMeters meters, Optional<Station> station) {
        this.press = press;
        this.meters = meters;
        this.station = station;
    }

    @GetMapping("/labels/{lot}.png")
    ResponseEntity<byte[]> png(
            @PathVariable String lot,
            @RequestParam(defaultValue = "70x37") String size,
            @RequestParam(defaultValue = "300") String dpi,
            @RequestParam(defaultValue = "M") String correction,
            @RequestParam(required = false) @Nullable String sscc) {
        LabelOrder order = order(lot, LabelSize.parse(size), correction, sscc);
        byte[] png = press.png(order, Resolution.parse(dpi));
        meters.drawn(LabelMeters.Form.PNG, 1);
        return file(MediaType.IMAGE_PNG, order.lot() + ".png", png);
    }

    @GetMapping("/labels/{lot}.svg")
    ResponseEntity<byte[]> svg(
            @PathVariable String lot,
            @RequestParam(defaultValue = "70x37") String size,
            @RequestParam(defaultValue = "M") String correction,
            @RequestParam(required = false) @Nullable String sscc) {
        LabelOrder order = order(lot, LabelSize.parse(size), correction, sscc);
        String svg = press.svg(order);
        meters.drawn(LabelMeters.Form.SVG, 1);
        return file(MediaType.parseMediaType(SVG), order.lot() + ".svg", svg.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/labels/{lot}.pdf")
    void pdf(
            @PathVariable String lot,
            @RequestParam(defaultValue = "70x37") String size,
            @RequestParam(defaultValue = "M") String correction,
            @RequestParam(required = false) @Nullable String sscc,
            @RequestParam(defaultValue = "1") String copies,
            HttpServletResponse response)
            throws IOException {
        LabelOrder order = order(lot, LabelSize.parse(size), correction, sscc);
        try (Pdf pdf = press.pdf(order, SheetOrder.copies(copies))) {
            meters.drawn(LabelMeters.Form.PDF, pdf.labels());
            send(pdf, order.lot() + ".pdf", response);
        }
    }

    /** What a thermal printer takes: {@code LOT.zpl}, {@code LOT.tspl}, {@code LOT.escpos}. */
    @GetMapping("/labels/{lot}.{language:zpl|tspl|escpos}")
    ResponseEntity<byte[]> printout(
            @PathVariable String lot,
            @PathVariable String language,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(defaultValue = "203") String dpi,
            @RequestParam(defaultValue = "M") String correction,
            @RequestParam(required = false) @Nullable String sscc,
            @RequestParam(defaultValue = "dots") String qr,
            @RequestParam(defaultValue = "1") String copies) {
        PrinterLanguage spoken = PrinterLanguage.parse(language);
        LabelOrder order = order(lot, spoken.size(size), correction, sscc);
        int count = SheetOrder.copies(copies);
        byte[] printout =
                press.printout(order, spoken, Resolution.parse(dpi), count, LabelPress.QrBy.parse(qr, spoken));
        meters.drawn(
                switch (spoken) {
                    case ZPL -> LabelMeters.Form.ZPL;
                    case TSPL -> LabelMeters.Form.TSPL;
                    case ESCPOS -> LabelMeters.Form.ESCPOS;
                    case PDF -> LabelMeters.Form.PDF;
                },
                count);
        return file(MediaType.APPLICATION_OCTET_STREAM, order.lot() + "." + spoken, printout);
    }

    private static LabelOrder order(String lot, LabelSize size, String correction, @Nullable String sscc) {
        return new LabelOrder(
                LotCode.parse(lot),
                size,
                Correction.parse(correction),
                1,
                sscc == null || sscc.isBlank() ? null : Sscc.parse(sscc));
    }

    @GetMapping("/sheets.pdf")
    void sheets(
            @RequestParam(name = "lot", required = false) List<String> lots,
            @RequestParam(name = "start-at", defaultValue = "1") String startAt,
            @RequestParam(defaultValue = "1") String copies,
            @RequestParam(defaultValue = "3x8") String form,
            @RequestParam(defaultValue = "M") String correction,
            HttpServletResponse response)
            throws IOException {
        send(asked(lots, copies, startAt, form), correction, null, response);
    }

    private static SheetOrder asked(@Nullable List<String> lots, String copies, String startAt, String form) {
        return SheetOrder.parse(lots == null ? List.of() : lots, copies, startAt, form);
    }

    /** The form of the start page; by its key the sheet is one for the ledger, however often it is sent. */
    @PostMapping(path = "/sheets", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    void typed(
            @RequestParam(name = "lot", required = false) List<String> lots,
            @RequestParam(name = "start-at", defaultValue = "1") String startAt,
            @RequestParam(defaultValue = "1") String copies,
            @RequestParam(defaultValue = "3x8") String form,
            @RequestParam(defaultValue = "M") String correction,
            @RequestParam(required = false) @Nullable UUID key,
            HttpServletResponse response)
            throws IOException {
        send(asked(lots, copies, startAt, form), correction, key, response);
    }

    /** Many lots: the body is a JSON list of codes, up to 1 MiB. */
    @PostMapping(path = "/sheets", consumes = MediaType.APPLICATION_JSON_VALUE)
    void listed(
            InputStream body,
            @RequestParam(name = "start-at", defaultValue = "1") String startAt,
            @RequestParam(defaultValue = "1") String copies,
            @RequestParam(defaultValue = "3x8") String form,
            @RequestParam(defaultValue = "M") String correction,
            HttpServletResponse response)
            throws IOException {
        send(SheetOrder.parse(lots(body), copies, startAt, form), correction, null, response);
    }

    private static List<String> lots(InputStream body) throws IOException {
        byte[] read = body.readNBytes(LARGEST_BODY + 1);
        if (read.length > LARGEST_BODY) {
            throw new Refusal(Reason.BODY_TOO_LARGE, Map.of("maximum", LARGEST_BODY));
        }
        try {
            JsonNode list = JSON.readTree(read);
            if (list.isArray() && list.valueStream().allMatch(JsonNode::isString)) {
                return list.valueStream().map(JsonNode::stringValue).toList();
            }
            throw new Refusal(Reason.BODY_UNREADABLE, Map.of());
        } catch (JacksonException e) {
            throw new Refusal(Reason.BODY_UNREADABLE, Map.of(), e);
        }
    }

    private void send(SheetOrder order, String correction, @Nullable UUID key, HttpServletResponse response)
            throws IOException {
        try (Pdf pdf = press.sheets(order, Correction.parse(correction))) {
            if (key != null) {
                // on the disk before the first byte leaves
                station.ifPresent(
                        post -> post.handedOut(key, order.lots(), order.form().place(), order.copies()));
            }
            meters.drawn(LabelMeters.Form.SHEET, order.lots().size() * order.copies());
            send(pdf, "etiquettes.pdf", response);
        }
    }

    static void send(Pdf pdf, String name, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_PDF_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, inline(name));
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        pdf.writeTo(response.getOutputStream());
    }

    static void send(Path file, String name, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setContentLengthLong(Files.size(file));
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, inline(name));
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        Files.copy(file, response.getOutputStream());
    }

    static ResponseEntity<byte[]> file(MediaType type, String name, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, inline(name))
                .cacheControl(CacheControl.noStore())
                .body(bytes);
    }

    private static String inline(String name) {
        return ContentDisposition.inline().filename(name).build().toString();
    }
}
