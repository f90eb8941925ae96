package org.jekasy.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jekasy.label.printer.PaperEater;
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
                String page = get(url + "/jobs/" + job);
                assertThat(page)
                        .contains("Les étiquettes sont-elles sorties\u00a0?", "Oui, c'est bon", "QR relu", "<svg");
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

                aLabelIsTakenBack(url, numbers.getFirst(), desk);
                theDoorsOf(url, printer);
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
        String theirs = "elsewhere.example:" + station.getPort();
        try (Socket socket = new Socket(station.getHost(), station.getPort())) {
            socket.getOutputStream()
                    .write(String.join(
                                    "\r\n",
                                    asked + " HTTP/1.1",
                                    "Host: " + theirs,
                                    "Origin: http://" + theirs,
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
            "--label.printers[0].address=" + printer.address()
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
