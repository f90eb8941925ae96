package org.jekasy.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jekasy.label.paper.QrScan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a free port, with a small HTTP server in the place of query-service. */
class LabelPrinterIT {
    private static final String ADDRESS = "https://id.jekasy.example/class/mango_fresh/lot/";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Shelf shelf;
    private static ConfigurableApplicationContext service;
    private static String url;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        shelf = new Shelf();
        service = LabelPrinter.start(
                "--server.port=0",
                "--management.server.port=0",
                "--label.lots-url=" + shelf.url(),
                "--label.base-url=https://id.jekasy.example",
                "--label.demonstration=false");
        url = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        service.close();
        shelf.close();
    }

    @ParameterizedTest
    @CsvSource({
        "png, image/png",
        "png?dpi=203&size=100x60, image/png",
        "png?dpi=600&size=148x105&correction=H, image/png",
        "pdf, application/pdf",
        "pdf?size=100x50&correction=Q, application/pdf",
    })
    void aLabelReadsInEveryForm(String form, String type) throws Exception {
        HttpResponse<byte[]> label = get("/labels/" + Shelf.HARVEST + "." + form);
        assertThat(label.statusCode()).isEqualTo(200);
        assertThat(label.headers().firstValue("Content-Type")).contains(type);
        assertThat(label.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("inline; filename=\"" + Shelf.HARVEST);
        Path file = Files.write(folder.resolve("label"), label.body());
        assertThat(QrScan.read(file)).containsExactly(ADDRESS + Shelf.HARVEST);
    }

    @Test
    void aLabelComesAsSvg() throws Exception {
        HttpResponse<byte[]> label = get("/labels/" + Shelf.HARVEST + ".svg");
        assertThat(label.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(text(label)).startsWith("<svg").contains("806,5 kg", ADDRESS + Shelf.HARVEST);
    }

    @ParameterizedTest
    @CsvSource({
        "zpl, ^XA^CI28",
        "tspl, SIZE 100 mm",
        "tspl?size=50x30&dpi=300, SIZE 50 mm",
        "escpos?size=72x44, @",
        "escpos, @"
    })
    void aLabelComesInTheLanguageOfThePrinter(String form, String begin) throws Exception {
        HttpResponse<byte[]> label = get("/labels/" + Shelf.HARVEST + "." + form);
        assertThat(label.statusCode()).isEqualTo(200);
        assertThat(label.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(new String(label.body(), 0, 16, StandardCharsets.ISO_8859_1)).contains(begin);
    }

    @Test
    void aPalletLabelHasTheBarsOfItsNumber() throws Exception {
        String pallet = text(get("/labels/" + Shelf.HARVEST + ".svg?size=105x148&sscc=(00)095212340000000013"));
        String none = text(get("/labels/" + Shelf.HARVEST + ".svg?size=105x148"));
        assertThat(pallet.split("<path", -1).length).isGreaterThan(none.split("<path", -1).length + 30);
        HttpResponse<byte[]> wide = get("/labels/" + Shelf.HARVEST + ".pdf?size=100x50&sscc=095212340000000013");
        assertThat(wide.statusCode()).isEqualTo(400);
        assertThat(text(wide)).contains("SSCC", "« 100x50 »", "100x150 et 105x148");
        HttpResponse<byte[]> wrong = get("/labels/" + Shelf.HARVEST + ".svg?size=105x148&sscc=095212340000000014");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(text(wrong)).contains("sscc", "18 chiffres");
    }

    @Test
    void aSheetOfTenReadsToo() throws Exception {
        HttpResponse<byte[]> sheet = get("/sheets.pdf?lot=" + Shelf.HARVEST + "&copies=3&form=2x5&start-at=9");
        assertThat(sheet.statusCode()).isEqualTo(200);
        try (PDDocument pdf = Loader.loadPDF(sheet.body())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
        }
        assertThat(QrScan.read(Files.write(folder.resolve("ten.pdf"), sheet.body())))
                .hasSize(3);
        assertThat(get("/sheets.pdf?lot=" + Shelf.HARVEST + "&form=2x5&start-at=11")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRollIsPrintedByItsFirstNumber() throws Exception {
        shelf.roll("K7QF", 1000, 24, 0, "[]");
        HttpResponse<byte[]> roll = get("/rolls/K7QF/1000.pdf");
        assertThat(roll.statusCode()).isEqualTo(200);
        assertThat(QrScan.read(Files.write(folder.resolve("roll.pdf"), roll.body())))
                .hasSize(24)
                .contains("https://id.jekasy.example/l/RK7QF00010003");
        assertThat(text(get("/rolls/K7QF/1000.zpl?copy=2"))).startsWith("^XA").contains("copie 2");
        assertThat(text(get("/rolls/K7QF/1010.zpl?count=2")).split("\\^XA", -1)).hasSize(3);
        assertThat(get("/rolls/K7QF/1000.pdf?size=48x36").statusCode()).isEqualTo(400);
        assertThat(text(get("/rolls/K7QF/7.pdf"))).contains("ROLL_UNKNOWN");
    }

    @Test
    void aRollIsAskedForOnThePage() throws Exception {
        shelf.roll("K7QF", 1000, 24, 0, "[]");
        assertThat(text(get("/"))).contains("action=\"/rolls\"", "name=\"issuer\"", "name=\"first\"");
        HttpResponse<byte[]> roll = send(rolls("issuer=+k7qf&first=1000&count=&copy=1&form=2x5"));
        assertThat(roll.statusCode()).isEqualTo(200);
        try (PDDocument pdf = Loader.loadPDF(roll.body())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(3);
        }
        HttpResponse<byte[]> none =
                send(rolls("issuer=k7qf&first=7&count=12&copy=1&form=3x8").header("Accept", "text/html"));
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(text(none)).contains("role=\"alert\"", "value=\"k7qf\"", "value=\"7\"", "value=\"12\"");
    }

    private HttpRequest.Builder rolls(String form) {
        return HttpRequest.newBuilder(URI.create(url + "/rolls"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    @Test
    void aSheetSaysEveryLotInItsOrder() throws Exception {
        String bambara = shelf.lot(
                Shelf.code(7), r -> r.replace("Coopérative des planteurs de Kadiolo", "Bɛnkadi ka tɔn ɲɛtaa ŋɔmi"));
        String cartons = shelf.lot(
                Shelf.code(8),
                r -> r.replace("\"units\":null", "\"units\":{\"count\":240,\"netG\":4000}")
                        .replace("\"gtin\":null", "\"gtin\":\"09521234000112\""));
        HttpResponse<byte[]> sheet =
                get("/sheets.pdf?lot=" + Shelf.HARVEST + "&lot=" + bambara + "," + cartons + "&start-at=23");
        assertThat(sheet.statusCode()).isEqualTo(200);
        assertThat(sheet.headers().firstValue("Content-Type")).contains("application/pdf");
        try (PDDocument pdf = Loader.loadPDF(sheet.body())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains(Shelf.HARVEST, bambara, cartons)
                    .contains("Bɛnkadi ka tɔn ɲɛtaa ŋɔmi", "806,5 kg", "4,0 kg", "Agriculture biologique")
                    .doesNotContain("démonstration");
        }
        assertThat(QrScan.read(Files.write(folder.resolve("sheet.pdf"), sheet.body())))
                .containsExactly(
                        ADDRESS + Shelf.HARVEST,
                        ADDRESS + bambara,
                        "https://id.jekasy.example/01/09521234000112/10/" + cartons);
    }

    @Test
    void aListOfLotsIsSentAsJsonOrTypedIntoTheForm() throws Exception {
        HttpResponse<byte[]> listed = post("/sheets?start-at=2&copies=3", JSON, "[\"" + Shelf.HARVEST + "\"]");
        HttpResponse<byte[]> typed = post(
                "/sheets",
                FORM,
                "lot=" + URLEncoder.encode(Shelf.HARVEST + "\r\n26092k7qf0004-5", StandardCharsets.UTF_8)
                        + "&copies=2&start-at=1");
        assertThat(QrScan.read(Files.write(folder.resolve("listed.pdf"), listed.body())))
                .hasSize(3);
        assertThat(QrScan.read(Files.write(folder.resolve("typed.pdf"), typed.body())))
                .hasSize(4);
    }

    @Test
    void manyWhoAskAtOnceGetTheirOwnLabel() throws Exception {
        List<String> lots = Shelf.codes(60).subList(30, 60);
        lots.forEach(lot -> shelf.lot(lot, record -> record));
        List<CompletableFuture<HttpResponse<byte[]>>> asked = new ArrayList<>();
        for (String lot : lots) {
            for (String form : List.of("png", "pdf")) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/labels/" + lot + "." + form))
                        .build();
                asked.add(CLIENT.sendAsync(request, BodyHandlers.ofByteArray()));
            }
        }
        for (int i = 0; i < asked.size(); i++) {
            Path file = Files.write(folder.resolve("label"), asked.get(i).get().body());
            assertThat(QrScan.read(file)).containsExactly(ADDRESS + lots.get(i / 2));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET   | /labels/26092K7QF00046.png                   | 400 | LOT_MISTYPED",
                "GET   | /labels/x.svg                                | 400 | LOT_MISTYPED",
                "GET   | /labels/..png                                | 400 | LOT_MISTYPED",
                "GET   | /labels/.pdf                                 | 400 | LOT_MISTYPED",
                "GET   | /labels/%E2%82%AC%F0%9F%A5%AD.png            | 400 | LOT_MISTYPED",
                "GET   | /labels/26131K7QF0042H.png                   | 404 | LOT_UNKNOWN",
                "GET   | /labels/26131K7QF0042H.pdf                   | 404 | LOT_UNKNOWN",
                "GET   | /labels/26092K7QF00045.png?dpi=1200          | 400 | VALUE_REFUSED",
                "GET   | /labels/26092K7QF00045.png?dpi=-1            | 400 | VALUE_REFUSED",
                "GET   | /labels/26092K7QF00045.png?dpi=300&dpi=300   | 400 | VALUE_REFUSED",
                "GET   | /labels/26092K7QF00045.svg?size=9999x9999    | 400 | VALUE_REFUSED",
                "GET   | /labels/26092K7QF00045.pdf?correction=Z      | 400 | VALUE_REFUSED",
                "GET   | /labels/26092K7QF00045.gif                   | 404 | REQUEST_REFUSED",
                "GET   | /labels/26092K7QF00045                       | 404 | REQUEST_REFUSED",
                "GET   | /labels/a%2Fb.png                            | 400 | REQUEST_REFUSED",
                "GET   | /labels/%00.png                              | 400 | REQUEST_REFUSED",
                "GET   | /labels/%FF.png                              | 400 | REQUEST_REFUSED",
                "GET   | /nowhere                                     | 404 | REQUEST_REFUSED",
                "GET   | /error                                       | 404 | REQUEST_REFUSED",
                "GET   | /actuator/health                             | 404 | REQUEST_REFUSED",
                "GET   | /sheets.pdf                                  | 400 | LOTS_MISSING",
                "GET   | /sheets.pdf?lot=                             | 400 | LOTS_MISSING",
                "GET   | /sheets.pdf?lot=26092K7QF00045&start-at=0    | 400 | VALUE_REFUSED",
                "GET   | /sheets.pdf?lot=26092K7QF00045&start-at=25   | 400 | VALUE_REFUSED",
                "GET   | /sheets.pdf?lot=26092K7QF00045&copies=10001  | 400 | VALUE_REFUSED",
                "GET   | /sheets.pdf?lot=26092K7QF00045,26092K7QF00046| 400 | LOT_MISTYPED",
                "GET   | /sheets.pdf?lot=26092K7QF00045,26131K7QF0042H| 404 | LOT_UNKNOWN",
                "GET   | /sheets                                      | 405 | REQUEST_REFUSED",
                "DELETE| /labels/26092K7QF00045.png                   | 405 | REQUEST_REFUSED",
                "TRACE | /                                            | 405 | REQUEST_REFUSED",
                "POST  | /sheets                                      | 415 | REQUEST_REFUSED",
                "POST  | /labels/26092K7QF00045.png                   | 405 | REQUEST_REFUSED",
            })
    void aBadRequestGetsAProblemThatSaysWhatToDo(String method, String path, int status, String code) throws Exception {
        problem(
                send(HttpRequest.newBuilder(URI.create(url + path)).method(method, BodyPublishers.noBody())),
                status,
                code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "|400|BODY_UNREADABLE",
                "null|400|BODY_UNREADABLE",
                "{}|400|BODY_UNREADABLE",
                "{\"lots\":[\"26092K7QF00045\"]}|400|BODY_UNREADABLE",
                "\"26092K7QF00045\"|400|BODY_UNREADABLE",
                "[26092]|400|BODY_UNREADABLE",
                "[null]|400|BODY_UNREADABLE",
                "[[\"26092K7QF00045\"]]|400|BODY_UNREADABLE",
                "[\"26092K7QF00045\"|400|BODY_UNREADABLE",
                "[\"26092K7QF00045\"] x|400|BODY_UNREADABLE",
                "[\"26092K7QF00045\",\"26092K7QF00046\"]|400|LOT_MISTYPED",
                "[]|400|LOTS_MISSING",
                "[\"\"]|400|LOTS_MISSING",
            })
    void aBadListGetsOneToo(String body, int status, String code) throws Exception {
        problem(post("/sheets", JSON, body == null ? "" : body), status, code);
    }

    @Test
    void aListThatIsDeepLongOrLargeIsNotRead() throws Exception {
        problem(post("/sheets", JSON, "[".repeat(40) + "]".repeat(40)), 400, "BODY_UNREADABLE");
        problem(post("/sheets", JSON, "[\"" + "A".repeat(1024 * 1024) + "\"]"), 413, "BODY_TOO_LARGE");
        problem(post("/sheets", FORM, "lot=" + "A".repeat(1024 * 1024)), 413, "REQUEST_REFUSED");
        problem(post("/sheets", FORM, "lot=A&".repeat(2000)), 400, "REQUEST_REFUSED");
        String tooMany = "\"" + Shelf.HARVEST + "\"";
        problem(post("/sheets", JSON, "[" + (tooMany + ",").repeat(10_000) + tooMany + "]"), 400, "LOTS_TOO_MANY");
        problem(
                post("/sheets?copies=9", JSON, "[" + (tooMany + ",").repeat(1200) + tooMany + "]"),
                400,
                "LOTS_TOO_MANY");
        problem(post("/sheets", JSON, "[\"" + "A".repeat(1000) + "\"]"), 400, "LOT_MISTYPED");
    }

    @ParameterizedTest
    @CsvSource({"404, LOT_UNKNOWN, 404", "410, LOT_VOIDED, 409", "500, LOTS_AWAY, 503", "403, PASS_REFUSED, 503"})
    void whatQueryServiceAnswersIsPassedOnInWords(int answer, String code, int status) throws Exception {
        String lot = shelf.answers(Shelf.code(20), answer, "{}");
        problem(get("/labels/" + lot + ".png"), status, code);
        problem(get("/sheets.pdf?lot=" + Shelf.HARVEST + "," + lot), status, code);
    }

    @Test
    void aProblemIsFrenchUnlessTheReaderWantsEnglish() throws Exception {
        String path = "/labels/26131K7QF0042H.png";
        assertThat(problem(get(path), 404, "LOT_UNKNOWN").get("detail").stringValue())
                .startsWith("Le lot");
        for (String language : List.of("en", "en-GB,en;q=0.9", "de,en;q=0.5")) {
            HttpResponse<byte[]> english =
                    send(HttpRequest.newBuilder(URI.create(url + path)).header("Accept-Language", language));
            assertThat(english.headers().firstValue("Content-Language")).contains("en");
            assertThat(problem(english, 404, "LOT_UNKNOWN").get("detail").stringValue())
                    .startsWith("Lot 26131");
        }
        for (String language : List.of("fr", "bm", "de", "*", ";;;")) {
            HttpResponse<byte[]> french =
                    send(HttpRequest.newBuilder(URI.create(url + path)).header("Accept-Language", language));
            assertThat(problem(french, 404, "LOT_UNKNOWN").get("detail").stringValue())
                    .startsWith("Le lot");
        }
    }

    @Test
    void theStartPageTellsWhatCanBeDoneHere() throws Exception {
        HttpResponse<byte[]> page = get("/");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; style-src 'self'; frame-src 'self'")
                .endsWith("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(text(page)).contains("href=\"/style.css\"").doesNotContain("<style", "style=\"", "<script");
        HttpResponse<byte[]> style = get("/style.css");
        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(style.headers().firstValue("Content-Type")).contains("text/css;charset=UTF-8");
        assertThat(text(style)).contains(":focus-visible{");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(page.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(text(page))
                .contains("<html lang=\"fr\">", "Codes de lot", "action=\"/sheets\"", "name=\"start-at\"");
        assertThat(text(send(HttpRequest.newBuilder(URI.create(url + "/")).header("Accept-Language", "en"))))
                .contains("<html lang=\"en\">", "Lot codes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/labels/" + Shelf.HARVEST + ".pdf",
                "/labels/" + Shelf.HARVEST + ".svg",
                "/labels/26092K7QF00046.png",
                "/labels/%00.png",
                "/nowhere",
                "/style.css"
            })
    void nothingRunsInALabelOrARefusalAndNobodyFramesIt(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
    }

    @Test
    void theStartPageShowsLabelsBeforeTheyArePrinted() throws Exception {
        assertThat(text(get("/?lot=" + Shelf.HARVEST)))
                .contains("<svg", "href=\"/labels/" + Shelf.HARVEST + ".pdf\"", ">" + Shelf.HARVEST + "</textarea>");
    }

    @Test
    void aPersonIsToldOnThePageAndKeepsWhatWasTyped() throws Exception {
        HttpResponse<byte[]> page = send(HttpRequest.newBuilder(URI.create(url + "/sheets"))
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString("lot=26092K7QF00046%0A%3Cscript%3E&copies=7&start-at=3")));
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(text(page))
                .contains("role=\"alert\"", "Relisez-le")
                .contains("26092K7QF00046\n&lt;script&gt;</textarea>", "value=\"7\"", "value=\"3\"")
                .doesNotContain("<script");
    }

    @Test
    void theServiceSaysItIsWell() throws Exception {
        String watch = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.management.port");
        assertThat(text(CLIENT.send(
                        HttpRequest.newBuilder(URI.create(watch + "/actuator/health"))
                                .build(),
                        BodyHandlers.ofByteArray())))
                .contains("\"status\":\"UP\"");
    }

    @Test
    void onlyThisMachineIsListenedTo() {
        assertThat(service.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://id.jekasy.example", "https://127.0.0.1", "nonsense"})
    void theServiceDoesNotStartWithAnAddressThatShouldNotBePrinted(String address) {
        assertThat(catchThrowable(() -> LabelPrinter.start(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--label.base-url=" + address,
                        "--label.demonstration=false")))
                .hasStackTraceContaining("base-url « " + address + " »");
    }

    private static JsonNode problem(HttpResponse<byte[]> answer, int status, String code) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = new JsonMapper().readTree(answer.body());
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("detail").stringValue()).isNotBlank().doesNotContain("{", "}");
        return problem;
    }

    private static HttpResponse<byte[]> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + path)));
    }

    private static HttpResponse<byte[]> post(String path, String type, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
