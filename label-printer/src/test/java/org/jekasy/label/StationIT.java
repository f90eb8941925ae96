package org.jekasy.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Field;
import java.net.Socket;
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
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jekasy.label.paper.Bars;
import org.jekasy.label.printer.PaperEater;
import org.jekasy.label.station.Station;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The station as a packer uses it, and with its power cut in the middle of an order. */
class StationIT {
    private static final Pattern LOOK = Pattern.compile("href=\"/jobs/([0-9a-f-]{36})\"");
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([0-9a-f-]{36})\"");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void anOrderCutOffByThePowerIsLookedAtAndNeverPrintedTwiceByItself() throws Exception {
        try (Shelf shelf = new Shelf();
                Desk desk = new Desk();
                PaperEater printer = PaperEater.slow()) {
            UUID order = desk.order("100x50", 12, "quai-1");
            OwnProcess station = OwnProcess.start(List.of("-XX:TieredStopAtLevel=1"), settings(shelf, desk, printer));
            assertThat(printer.eaten().split("\\^PQ1\\^XZ", -1)).hasSize(13);
            // kill -9: the printer has it all, and the station does not know yet
            station.kill();
            assertThat(desk.said(order)).containsExactly("TAKEN");
            printer.hurry();
            List<String> numbers = numbers();
            assertThat(numbers).describedAs("which labels may be out").hasSize(12);

            try (ConfigurableApplicationContext again = LabelPrinter.start(settings(shelf, desk, printer))) {
                String url = "http://127.0.0.1:" + again.getEnvironment().getProperty("local.server.port");
                await().untilAsserted(() -> assertThat(get(url + "/jobs")).contains("Zebra : prête"));
                String queue = get(url + "/jobs");
                assertThat(queue)
                        .contains(
                                "Inconnu, vérifier",
                                "Le poste s&#39;est arrêté pendant l&#39;envoi",
                                "Commande du registre, par 7 le");
                await().until(() -> desk.said(order).equals(List.of("TAKEN", "UNKNOWN")));
                await().until(() -> desk.asked() > 1);
                assertThat(printer.nothing()).isTrue();

                String job = found(LOOK, queue);
                shelf.counted(Shelf.HARVEST, 120, 0, 120, 100);
                String page = get(url + "/jobs/" + job);
                assertThat(page)
                        .contains("Les étiquettes sont-elles sorties\u00a0?", "Oui, c'est bon", "QR relu", "<svg")
                        .contains("120 étiquettes imprimées, 100 unités expédiées sur 120")
                        .doesNotContain("⚠");
                String key = found(KEY, page);
                post(url + "/jobs/" + job + "/again", "count=4&key=" + key);
                post(url + "/jobs/" + job + "/again", "count=4&key=" + key);
                assertThat(printer.eaten().split("copie 2", -1)).hasSize(5);
                await().untilAsserted(() -> assertThat(numbers()).hasSize(16).containsAll(numbers));
                assertThat(get(url + "/jobs")).contains("Réimprimé").doesNotContain("Inconnu");
                await().until(() -> desk.said(order).equals(List.of("TAKEN", "UNKNOWN", "PRINTED")));
                assertThat(desk.about(order).getLast().path("printed").intValue())
                        .isEqualTo(8);
                assertThat(printer.nothing()).isTrue();
                // the ledger knows the copies from the labels they stand in for
                await().until(() -> desk.issues().size() == 2);
                assertThat(desk.issues().getFirst().path("copy").isMissingNode())
                        .isTrue();
                assertThat(desk.issues().getLast().path("copy").intValue()).isEqualTo(2);
                assertThat(desk.issues().getLast().path("count").intValue()).isEqualTo(4);

                aLabelIsTakenBack(url, numbers.getFirst(), desk);
                aSheetIsCountedOnce(url, desk);
                labelsAgainstUnits(url, shelf);
                aPalletHasItsNumber(url, printer);
                aRollIsPrintedOnce(url, shelf);
                theDoorsOf(url, printer);
                theSettingsOf(again, url);
            }
        }
    }

    private static void aLabelIsTakenBack(String url, String number, Desk desk) throws Exception {
        assertThat(get(url + "/")).contains("Une étiquette abîmée ou en trop", "action=\"/voids\"");
        String form = "reason=mal+imprim%C3%A9e&key=" + UUID.randomUUID() + "&scan=";
        assertThat(sent(url + "/voids", form + Shelf.HARVEST).body())
                .contains("LABEL_NOT_NUMBERED", "Rien n'est annulé");
        assertThat(sent(url + "/voids", form + "26092K7QF00046+" + number).body())
                .contains("LOT_MISTYPED");
        String label = encoded("https://id.jekasy.example/class/mango_fresh/lot/" + Shelf.HARVEST + "/21/" + number);
        post(url + "/voids", form + label);
        post(url + "/voids", form + label);
        await().untilAsserted(() -> assertThat(get(url + "/jobs"))
                .contains("Étiquette " + number + " du lot " + Shelf.HARVEST + " : annulée, le registre le sait"));
        assertThat(desk.voids().stream()
                        .filter(entry -> entry.path("serials").toString().contains(number)))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("reason").asString()).isEqualTo("mal imprimée"));
    }

    private static void aSheetIsCountedOnce(String url, Desk desk) throws Exception {
        String start = get(url + "/");
        assertThat(start).contains("Le registre compte les étiquettes d'une planche", "n'est pas compté");
        Matcher form = Pattern.compile(
                        "action=\"/sheets\"><input type=\"hidden\" name=\"key\" value=\"([0-9a-f-]{36})\"")
                .matcher(start);
        assertThat(form.find()).as(start).isTrue();
        String sheet = "copies=24&lot=" + Shelf.HARVEST + "&key=" + form.group(1);
        for (int time = 0; time < 2; time++) {
            HttpResponse<String> pdf = sent(url + "/sheets", sheet);
            assertThat(pdf.statusCode()).isEqualTo(200);
            assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
        }
        assertThat(sent(url + "/sheets", sheet.replace("=24", "=12")).body()).contains("VALUE_REFUSED", "rechargez-la");
        // refused, it is no sheet
        assertThat(sent(url + "/sheets", "lot=" + Shelf.code(99) + "&key=" + UUID.randomUUID())
                        .body())
                .contains("LOT_UNKNOWN");
        // an address for programs is none either
        assertThat(send(HttpRequest.newBuilder(URI.create(url + "/sheets.pdf?lot=" + Shelf.HARVEST)))
                        .statusCode())
                .isEqualTo(200);
        String queue = get(url + "/jobs");
        assertThat(queue).contains("24 étiquettes · 70x37 · Planche A4", ">Voir</a>");
        String job = found(Pattern.compile("href=\"/jobs/([0-9a-f-]{36})\">Voir<"), queue);
        assertThat(get(url + "/jobs/" + job)).contains("Planche A4").doesNotContain("/again");
        assertThat(sent(url + "/jobs/" + job + "/again", "count=1").body()).contains("PRINTER_NOT_NAMED");
        // what comes after it is there, so is all before it
        await().until(() -> get(url + "/jobs").contains("Planche A4")
                && !get(url + "/jobs").contains("Comptes rendus non transmis"));
        assertThat(desk.issues().stream()
                        .filter(issue -> issue.path("printer").asString("").equals("Planche A4")))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.path("count").intValue()).isEqualTo(24);
                    assertThat(issue.path("serials").size()).isZero();
                    assertThat(issue.path("lot").asString()).isEqualTo(Shelf.HARVEST);
                });
    }

    private static void labelsAgainstUnits(String url, Shelf shelf) throws Exception {
        shelf.counted(Shelf.HARVEST, 130, 1, 120, 100);
        assertThat(get(url + "/?lot=" + Shelf.HARVEST))
                .contains("130 étiquettes imprimées (dont 1 annulée), 100 unités expédiées sur 120")
                .contains("⚠ Plus d'étiquettes valables (129) que d'unités (120)");
        assertThat(send(HttpRequest.newBuilder(URI.create(url + "/?lot=" + Shelf.HARVEST))
                                .header("Accept-Language", "en"))
                        .body())
                .contains("130 labels printed (1 of them void), 100 of 120 units shipped")
                .contains("⚠ More valid labels (129) than units (120)");
        shelf.counted(Shelf.HARVEST, 1, 0, null, null);
        assertThat(get(url + "/?lot=" + Shelf.HARVEST))
                .contains(">1 étiquette imprimée</p>")
                .doesNotContain("⚠");
    }

    private static void aPalletHasItsNumber(String url, PaperEater printer) throws Exception {
        String order = "printer=Zebra&scan=" + Shelf.HARVEST + "&sscc=";
        assertThat(sent(url + "/jobs", order + "095212340000000014&size=100x150")
                        .body())
                .contains("sscc", "18 chiffres, dont le dernier contrôle les autres");
        assertThat(sent(url + "/jobs", order + "095212340000000013&size=100x50").body())
                .contains("size", "s'imprime sur 100x150 et 105x148");
        assertThat(get(url + "/")).contains("name=\"sscc\"");
        post(url + "/jobs", order + encoded("(00) 0 9521234000000001 3") + "&size=100x150");
        assertThat(Bars.read(printer.eaten())).contains("]C100095212340000000013");
        String queue = get(url + "/jobs");
        assertThat(queue).contains("100x150 · Zebra · (00) 0 9521234000000001 3");
        // what is printed again is for the same pallet
        await().until(() ->
                get(url + "/jobs/" + found(LOOK, get(url + "/jobs"))).contains("100x150"));
        String job = found(LOOK, get(url + "/jobs"));
        post(url + "/jobs/" + job + "/again", "count=1&key=" + UUID.randomUUID());
        String copy = printer.eaten();
        // as a scanner reads it from the bars
        post(url + "/jobs", order + "00095212340000000013&size=105x148");
        assertThat(Bars.read(printer.eaten())).contains("]C100095212340000000013");
        assertThat(copy).contains("copie 2");
        assertThat(Bars.read(copy)).contains("]C100095212340000000013");
        assertThat(printer.nothing()).isTrue();
    }

    private static void aRollIsPrintedOnce(String url, Shelf shelf) throws Exception {
        shelf.roll("K7QF", 1_000, 24, 0, "[]");
        String key = "&key=" + UUID.randomUUID();
        String form = "issuer=K7QF&first=1000&count=12&copy=";
        // the form that is sent twice is one
        assertThat(sent(url + "/rolls", form + 1 + key).statusCode()).isEqualTo(200);
        assertThat(sent(url + "/rolls", form + 1 + key).statusCode()).isEqualTo(200);
        assertThat(sent(url + "/rolls", form + 2 + key).body()).contains("VALUE_REFUSED", "rechargez-la");
        String again = "&key=" + UUID.randomUUID();
        HttpResponse<String> refused = sent(url + "/rolls", form + 1 + again);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("ROLL_HANDED_OUT", "1000 à 101", "de K7QF", "(copie 1)", "demandez la copie 2");
        assertThat(sent(url + "/rolls", form + 2 + again).statusCode()).isEqualTo(200);
        HttpRequest.Builder program = HttpRequest.newBuilder(URI.create(url + "/rolls/K7QF/1005.zpl?count=1&copy=2"));
        assertThat(send(program).body()).contains("ROLL_HANDED_OUT", "demandez la copie 3");
        // nobody else's page hands codes out, nor a look at what there would be
        HttpRequest.Builder theirs = HttpRequest.newBuilder(URI.create(url + "/rolls/K7QF/1020.zpl?count=1"));
        assertThat(send(theirs.copy().header("Sec-Fetch-Site", "cross-site")).body())
                .contains("FOREIGN_PAGE");
        assertThat(send(theirs.copy().HEAD()).statusCode()).isEqualTo(405);
        HttpRequest.Builder mistyped = HttpRequest.newBuilder(URI.create(url + "/rolls/K7QF/1020.zpl?copy=0"));
        assertThat(send(mistyped).body()).contains("copy : « 0 »");
        // what comes behind was never handed out
        HttpRequest.Builder behind = HttpRequest.newBuilder(URI.create(url + "/rolls/K7QF/1020.zpl?count=1"));
        assertThat(send(behind).statusCode()).isEqualTo(200);
        assertThat(send(behind).statusCode()).isEqualTo(409);
    }

    private static void theSettingsOf(ConfigurableApplicationContext station, String url) throws Exception {
        // the numbers of its labels are drawn by what nobody can foresee
        assertThat(field("chance", field("serials", station.getBean(Station.class))))
                .isInstanceOf(SecureRandom.class);
        // http://station:8085/, a name without dots
        assertThat(station.getEnvironment().getPropertySources().stream()
                        .filter(source -> source.getName().contains("label-printer.yml"))
                        .map(source -> String.valueOf(source.getProperty("server.port"))))
                .containsExactly("8085");
        assertThat(asked(URI.create(url), "station:8085", "GET /", ""))
                .startsWith("HTTP/1.1 200")
                .contains("Poste d'étiquetage");
    }

    private static Object field(String name, Object of) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    /** In the same service: another start would test nothing more. */
    private static void theDoorsOf(String url, PaperEater printer) throws Exception {
        String start = get(url + "/");
        assertThat(start)
                .contains("Poste d'étiquetage", "name=\"scan\"", "<iframe src=\"/jobs\"", "Page d'essai : Zebra")
                .contains("action=\"/sheets\"")
                .doesNotContain("<script");
        HttpResponse<String> queue = send(HttpRequest.newBuilder(URI.create(url + "/jobs")));
        assertThat(queue.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'self'", "default-src 'none'");
        HttpResponse<String> english =
                send(HttpRequest.newBuilder(URI.create(url + "/")).header("Accept-Language", "en"));
        assertThat(english.body()).contains("Label station", "Test page: Zebra");

        // what a hand scanner reads from a label
        post(
                url + "/jobs",
                "printer=Zebra&size=50x30&scan="
                        + encoded("https://id.jekasy.example/class/mango_fresh/lot/" + Shelf.HARVEST));
        assertThat(printer.eaten()).contains("^PQ1", "^LL240");
        post(url + "/test-pages", "printer=Zebra");
        assertThat(printer.eaten()).contains("^MD-10", "^MD10", "^MD0");

        HttpResponse<String> elsewhere = sent(url + "/jobs", "scan=" + Shelf.HARVEST + "&printer=192.168.1.9");
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(elsewhere.body()).contains("PRINTER_NOT_NAMED");
        HttpResponse<String> tooWide = sent(url + "/jobs", "scan=" + Shelf.HARVEST + "&printer=Tickets&size=100x50");
        assertThat(tooWide.statusCode()).isEqualTo(400);
        assertThat(tooWide.body()).contains("VALUE_REFUSED", "799 points");
        assertThat(get(url + "/jobs")).doesNotContain("100x50 · Tickets");
        assertThat(sent(url + "/jobs", "scan=26092K7QF00046&printer=Zebra").body())
                .contains("LOT_MISTYPED");
        assertThat(sent(url + "/jobs/x/cancel", "").body()).contains("JOB_UNKNOWN");

        onlyOurOwnPagesMakeItPrint(url, printer);
    }

    private static void onlyOurOwnPagesMakeItPrint(String url, PaperEater printer) throws Exception {
        String order = "printer=Zebra&scan=" + Shelf.HARVEST;
        for (List<String> foreign : List.of(
                List.of("Origin", "https://elsewhere.example"),
                List.of("Origin", "null"),
                List.of("Origin", "http://127.0.0.1:1"),
                List.of("Sec-Fetch-Site", "cross-site"),
                List.of("Sec-Fetch-Site", "same-site"))) {
            HttpResponse<String> refused = sent(url + "/jobs", order, foreign.toArray(String[]::new));
            assertThat(refused.statusCode()).as("%s", foreign).isEqualTo(403);
            assertThat(refused.body()).contains("FOREIGN_PAGE", "rien n'est fait");
        }
        URI station = URI.create(url);
        // a name of theirs that is pointed here for a moment: to the browser, page and station are then one
        assertThat(asTheirs(station, "POST /jobs", order))
                .startsWith("HTTP/1.1 403")
                .contains("FOREIGN_PAGE");
        assertThat(asTheirs(station, "GET /jobs", ""))
                .startsWith("HTTP/1.1 403")
                .contains("FOREIGN_PAGE");
        assertThat(printer.nothing()).isTrue();
        assertThat(sent(url + "/jobs", order, "Origin", url, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(303);
        assertThat(printer.eaten()).contains("^PQ1");
    }

    private static String asTheirs(URI station, String asked, String form) throws Exception {
        return asked(station, "elsewhere.example:" + station.getPort(), asked, form);
    }

    /** As somebody asks who knows the station by this name. */
    private static String asked(URI station, String name, String asked, String form) throws Exception {
        try (Socket socket = new Socket(station.getHost(), station.getPort())) {
            socket.getOutputStream()
                    .write(String.join(
                                    "\r\n",
                                    asked + " HTTP/1.1",
                                    "Host: " + name,
                                    "Origin: http://" + name,
                                    "Sec-Fetch-Site: same-origin",
                                    "Content-Type: application/x-www-form-urlencoded",
                                    "Content-Length: " + form.length(),
                                    "Connection: close",
                                    "",
                                    form)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String[] settings(Shelf shelf, Desk desk, PaperEater printer) {
        return new String[] {
            "--server.port=0",
            "--management.server.port=0",
            "--label.lots-url=" + shelf.url(),
            "--label.folder=" + folder.resolve("station"),
            "--label.commands-url=" + desk.url(),
            "--label.actor=COOP-KAD-01/op-1/quai-1",
            "--label.printers[0].name=Zebra",
            "--label.printers[0].address=" + printer.address(),
            // nobody is there, and what it can not print is refused all the same
            "--label.printers[1].name=Tickets",
            "--label.printers[1].language=escpos",
            "--label.printers[1].address=127.0.0.1:1"
        };
    }

    /** All the queue's file knows of. */
    private List<String> numbers() throws Exception {
        return Pattern.compile("(?<=[\\[,]\")[2-9A-HJ-NP-Z]{8}(?=\")")
                .matcher(Files.readString(folder.resolve("station").resolve("jobs.jsonl")))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static String found(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }

    private static String get(String url) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static void post(String url, String form) throws Exception {
        HttpResponse<String> answer = sent(url, form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/");
    }

    private static HttpResponse<String> sent(String url, String form, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
