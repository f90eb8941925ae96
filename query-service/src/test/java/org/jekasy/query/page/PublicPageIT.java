package org.jekasy.query.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.query.Running;
import org.jekasy.query.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The addresses on labels: which page, which status, which language, how long it may be kept. */
class PublicPageIT {
    private static final LotId UNKNOWN = LotId.ofRoll(IssuerCode.parse("K7QF"), 99);

    private static LotsToScan lots;

    @BeforeAll
    static void aSeason() {
        lots = new LotsToScan();
    }

    @AfterAll
    static void end() {
        lots.close();
    }

    private static Running.Answer open(String path, String... headers) {
        Running.Answer answer = lots.service.get(path, headers);
        assertThat(answer.type()).describedAs(path).startsWith("text/html");
        assertThat(answer.text()).doesNotContain(LotsToScan.PRIVATE).doesNotContain("<script");
        return answer;
    }

    private static List<String> near(Running.Answer answer) {
        return java.util.regex.Pattern.compile("href=\"/l/([0-9A-Z]+)\\?")
                .matcher(answer.text())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void everyAddressOfALotLeadsToItsPage() {
        String lot = lots.export.text();
        for (String address : List.of(
                "/01/" + LotsToScan.CARTON + "/10/" + lot,
                "/01/" + LotsToScan.CARTON + "/10/" + lot + "/21/" + LotsToScan.LABEL,
                "/01/" + LotsToScan.CARTON + "/10/" + lot + "?13=260602",
                "/class/mango_fresh/lot/" + lot,
                "/l/" + lot,
                "/l/" + lot.toLowerCase(Locale.ROOT))) {
            Running.Answer page = open(address);
            assertThat(page.status()).describedAs(address).isEqualTo(200);
            assertThat(page.text()).contains(lot);
        }
    }

    @Test
    void aPageIsKeptHalfAMinuteSoThatARecallShowsWithinOne() {
        Running.Answer page = open("/l/" + lots.inStock);
        assertThat(page.headers().firstValue("cache-control")).contains("max-age=30, public");
        assertThat(page.headers().allValues("vary"))
                .anyMatch(vary -> vary.toLowerCase(Locale.ROOT).contains("accept-language"));
        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
    }

    @Test
    void whoOpensOnePageAfterTheOtherIsToldToWaitAndNobodyElse() {
        String path = "/l/" + lots.inStock;
        // by the proxy before us; what it does not name is this machine's own
        String from = "X-Forwarded-For";
        int opened = 0;
        Running.Answer page = open(path, from, "203.0.113.7");
        while (page.status() == 200) {
            assertThat(++opened).isLessThan(150);
            page = open(path, from, "203.0.113.7");
        }
        assertThat(page.status()).isEqualTo(429);
        assertThat(opened).isGreaterThanOrEqualTo(60);
        assertThat(page.text()).contains("Trop de pages en une minute", "ni bon, ni bloqué");
        assertThat(page.headers().firstValue("retry-after")).contains("60");
        assertThat(page.headers().firstValue("cache-control")).contains("no-store");
        assertThat(lots.service
                        .get("/scan?code=" + lots.inStock, from, "203.0.113.7")
                        .status())
                .isEqualTo(429);
        assertThat(lots.service.get("/page/page.css", from, "203.0.113.7").status())
                .isEqualTo(200);
        assertThat(open(path, from, "203.0.113.8").status()).isEqualTo(200);
        assertThat(open(path).status()).isEqualTo(200);

        // all addresses of one IPv6 network are one reader's
        for (int n = 0; n < 60; n++) {
            assertThat(open(path, from, "2001:db8::" + Integer.toHexString(n)).status())
                    .isEqualTo(200);
        }
        assertThat(open(path, from, "2001:db8::ffff").status()).isEqualTo(429);
        assertThat(open(path, from, "2001:db8:0:1::1").status()).isEqualTo(200);
    }

    @Test
    void anUnknownCodeIsNotFoundAndNotKept() {
        Running.Answer page = open("/l/" + UNKNOWN);
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("Code inconnu", UNKNOWN.text(), "Cela ne dit rien du fruit");
        assertThat(page.headers().firstValue("cache-control")).contains("no-store");
        assertThat(near(page)).isEmpty();
    }

    @Test
    void aMistypedCodeIsRefusedAndTheNearLotOfTheLedgerProposed() {
        Running.Answer page = open("/l/" + LotsToScan.mistyped(lots.inStock));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("Ce code contient une faute", LotsToScan.mistyped(lots.inStock));
        assertThat(near(page)).contains(lots.inStock.text()).hasSizeLessThanOrEqualTo(3);
        assertThat(page.headers().firstValue("cache-control")).contains("no-store");
    }

    @Test
    void oneSlipOfEachKindStillLeadsToTheLot() {
        String lot = lots.inStock.text();
        for (String slip : List.of(
                lot.substring(0, 7) + lot.substring(8), // one left out
                lot.substring(0, 7) + lot.charAt(6) + lot.substring(7), // one doubled
                lot.substring(0, 5) + lot.charAt(6) + lot.charAt(5) + lot.substring(7), // two exchanged
                lot.replace('0', 'O'))) {
            assertThat(near(open("/l/" + slip))).describedAs(slip).contains(lot);
        }
        assertThat(near(open("/l/" + LotsToScan.mistyped(UNKNOWN))))
                .describedAs("what the ledger does not know is not proposed")
                .isEmpty();
    }

    @Test
    void aContainersManyHarvestsAreOneStepAndItsSmallSharesAreFolded() {
        String page = open("/l/" + lots.export).text();
        assertThat(page).contains("40 récoltes", "et 32 autres", "6 coopératives", "<details>");
        assertThat(page.indexOf("Union Jigisèmè de Sikasso"))
                .describedAs("the largest share comes first")
                .isGreaterThan(page.indexOf("Coopérative Benkadi de Loulouni"));
        assertThat(open("/l/" + lots.grouped).text()).contains("2 récoltes").doesNotContain("<details>");
    }

    @Test
    void aVoidedCodeHasItsOwnPage() {
        Running.Answer page = open("/l/" + lots.voided);
        assertThat(page.status()).isEqualTo(410);
        assertThat(page.text()).contains("Annulé", "n’a jamais existé sous ce code", "doublon");
        assertThat(page.text()).doesNotContain("Poids net", "Le chemin");
        assertThat(page.headers().firstValue("cache-control")).contains("max-age=30, public");
    }

    @Test
    void aLabelOfARollLeadsToTheLotItIsOn() {
        Running.Answer page = open("/l/" + LotsToScan.sticker(0));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains(
                        lots.inStock.text(),
                        "Étiquette de rouleau",
                        LotsToScan.sticker(0).text());
        assertThat(open("/l/" + lots.inStock).text()).doesNotContain("Étiquette de rouleau");
        // recorded under the code itself
        assertThat(open("/l/" + LotsToScan.sticker(2)).text())
                .contains(LotsToScan.sticker(2).text(), "Poids net")
                .doesNotContain("Étiquette de rouleau");
    }

    @Test
    void aLabelThatIsOnNoLotYetSaysSoAndWhatToDo() {
        Running.Answer page = open("/l/" + LotsToScan.sticker(1));
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text())
                .contains("encore sur aucun lot", LotsToScan.sticker(1).text(), "liez-la au lot");
        assertThat(page.headers().firstValue("cache-control")).contains("no-store");
        assertThat(open("/l/" + LotsToScan.sticker(1) + "?lang=en").text())
                .contains("This label is on no lot yet", "bind it to the lot");
    }

    @Test
    void aLabelWhoseLotIsVoidedIsFreeAgainOnEveryPage() {
        LotId free = LotsToScan.sticker(4);
        assertThat(open("/l/" + free).status()).isEqualTo(404);
        assertThat(open("/l/" + free).text()).contains("encore sur aucun lot");
        assertThat(lots.service.get("/lots/" + free + "/label").string("/kind")).isEqualTo("free-code");
        Running.Answer scan = lots.service.page("/scan?code=" + free);
        assertThat(scan.at("/known").asBoolean()).isFalse();
        assertThat(scan.string("/sticker/state")).isEqualTo("FREE");
        assertThat(scan.at("/state").isNull() || scan.at("/state").isMissingNode())
                .isTrue();
        assertThat(scan.string("/actions/0")).isEqualTo("RecordHarvest");
    }

    @Test
    void aLabelsOwnAddressSaysWhichLabelOfTheLotItIs() {
        for (String of : List.of("/01/" + LotsToScan.CARTON + "/10/", "/class/mango_fresh/lot/", "/l/")) {
            Running.Answer page = open(of + lots.export + "/21/" + LotsToScan.LABEL.toLowerCase(Locale.ROOT));
            assertThat(page.status()).describedAs(of).isEqualTo(200);
            assertThat(words(page)).contains("Étiquette n° " + LotsToScan.LABEL + " de ce lot", "5 280 × 4 kg");
            assertThat(page.headers().firstValue("cache-control")).contains("max-age=30, public");
        }
        assertThat(words(open("/l/" + lots.export + "/21/" + LotsToScan.LABEL + "?lang=en")))
                .contains("Label no. " + LotsToScan.LABEL + " of this lot");
        assertThat(words(open("/l/" + lots.export))).doesNotContain("Étiquette n°");
        assertThat(scanned(LotsToScan.LABEL)).isEqualTo("ISSUED");
    }

    @Test
    void aLabelThatWasNeverIssuedIsSaidToBeUnknownAndPerhapsForged() {
        // of another lot, too: a number is good for its own lot only
        for (String forged : List.of(
                lots.export + "/21/" + LotsToScan.FORGED_LABEL,
                lots.export + "/21/" + LotsToScan.ANNULLED_LABEL,
                lots.inStock + "/21/" + LotsToScan.LABEL)) {
            Running.Answer page = open("/l/" + forged);
            assertThat(page.status()).describedAs(forged).isEqualTo(404);
            assertThat(words(page))
                    .contains("Étiquette inconnue", "contrefaçon", "Poids net")
                    .doesNotContain("Étiquette n°");
            assertThat(page.headers().firstValue("cache-control")).contains("no-store");
            assertThat(open("/l/" + forged + "?lang=en").text()).contains("Unknown label", "may be a forgery");
        }
        assertThat(scanned(LotsToScan.FORGED_LABEL)).isEqualTo("UNKNOWN");
        assertThat(scanned(LotsToScan.ANNULLED_LABEL)).isEqualTo("UNKNOWN");
        String long1000 = "%3Cb%3E" + "A".repeat(1_000);
        assertThat(open("/l/" + lots.export + "/21/" + long1000).text())
                .contains("&lt;b&gt;AAAA")
                .doesNotContain("<b>A", "A".repeat(25));
    }

    @Test
    void aVoidLabelSaysSoAndStillTellsOfTheLot() {
        Running.Answer page = open("/01/" + LotsToScan.CARTON + "/10/" + lots.export + "/21/" + LotsToScan.VOID_LABEL);
        assertThat(page.status()).isEqualTo(410);
        assertThat(words(page))
                .contains("Étiquette annulée", "elle ne devrait être sur aucun emballage", "Poids net")
                .doesNotContain("contrefaçon");
        assertThat(scanned(LotsToScan.VOID_LABEL)).isEqualTo("VOID");
    }

    @Test
    void numbersReadBeforeTheirTableWasThereAreTheSame() throws Exception {
        String made;
        try (var file = getClass().getResourceAsStream("/db/pages/V015__label_serial.sql")) {
            made = new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        List<String> alongside = lots.service.rows().get("label_serial");
        assertThat(alongside).hasSize(7);
        try (var pages = lots.service.owner();
                var statement = pages.createStatement()) {
            statement.execute("delete from label_serial");
            statement.execute(
                    made.substring(made.indexOf("insert into label_serial"), made.indexOf("alter table label_serial")));
        }
        assertThat(lots.service.rows().get("label_serial")).isEqualTo(alongside);
    }

    @Test
    void scansOfALabelAreCountedAndThoseOfOneThatWasNeverIssuedAreNot() throws Exception {
        String address = "/01/" + LotsToScan.CARTON + "/10/" + lots.export + "/21/";
        for (int scan = 0; scan < 3; scan++) {
            open(address + LotsToScan.COUNTED_LABEL);
        }
        scanned(LotsToScan.COUNTED_LABEL);
        open(address + LotsToScan.OTHER_COUNTED_LABEL.toLowerCase(Locale.ROOT));
        // who changes the language has scanned before
        open(address + LotsToScan.COUNTED_LABEL + "?lang=en");
        open(address + "CCCC4444");
        await().untilAsserted(() -> assertThat(counted())
                .anyMatch(row -> row.startsWith("(" + lots.export + ",CCCC3333,") && row.endsWith(",1)"))
                .anyMatch(row -> row.startsWith("(" + lots.export + ",CCCC2222,") && row.endsWith(",4)"))
                .noneMatch(row -> row.contains("CCCC4444")));
        Running.Answer scans = lots.service.page("/lots/" + lots.export + "/scans");
        assertThat(scans.number("/labels/serials")).isEqualTo(5);
        assertThat(scans.number("/labels/issued")).isEqualTo(5);
        assertThat(scans.number("/labels/voided")).isEqualTo(1);
        assertThat(scans.number("/labels/unitsShipped")).isEqualTo(1_000);
        assertThat(scans.json().at("/most")).anySatisfy(line -> {
            assertThat(line.at("/serial").asString()).isEqualTo(LotsToScan.COUNTED_LABEL);
            assertThat(line.at("/state").asString()).isEqualTo("ISSUED");
            assertThat(line.at("/scans").asLong()).isEqualTo(4);
            assertThat(line.at("/firstDay").asString())
                    .isEqualTo(line.at("/lastDay").asString())
                    .isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
            assertThat(line.has("oddity")).isFalse();
        });
    }

    @Test
    void aCopiedLabelAndOneThatWasVoidedBeforeStandOut() throws Exception {
        try (var pages = lots.service.owner();
                var statement = pages.createStatement()) {
            statement.execute("""
                    insert into label_scan values ('%1$s', '%2$s', '2026-06-03', '2099-01-01', 1), ('%1$s', '%3$s', '2026-07-01', '2026-09-01', 4000)
                    on conflict (lot, serial) do update set scans = excluded.scans, last_day = excluded.last_day""".formatted(lots.export, LotsToScan.VOID_LABEL, "n°/7"));
        }
        JsonNode most =
                lots.service.page("/lots/" + lots.export + "/scans").json().at("/most");
        assertThat(most.at("/0/serial").asString()).isEqualTo("n°/7");
        assertThat(most.at("/0/oddity").asString()).isEqualTo("FAR_MORE_OFTEN");
        assertThat(most.at("/1/serial").asString()).isEqualTo(LotsToScan.VOID_LABEL);
        assertThat(most.at("/1/state").asString()).isEqualTo("VOID");
        assertThat(most.at("/1/oddity").asString()).isEqualTo("AFTER_VOID");
    }

    private static List<String> counted() {
        return lots.service.rows().getOrDefault("label_scan", List.of());
    }

    private static String scanned(String serial) {
        String address = "https://id.example.org/01/" + LotsToScan.CARTON + "/10/" + lots.export + "/21/" + serial;
        Running.Answer scan = lots.service.page("/scan?code=" + address);
        assertThat(scan.string("/serial/serial")).isEqualTo(serial);
        assertThat(scan.string("/lot")).isEqualTo(lots.export.text());
        return scan.string("/serial/state");
    }

    /** What is read on a page, without its marks. */
    private static String words(Running.Answer page) {
        return page.text().replaceAll("<[^>]*>", "").replaceAll("[\\s\u00A0\u202F]+", " ");
    }

    @Test
    void aVoidLabelOfARollSaysSo() {
        Running.Answer page = open("/l/" + LotsToScan.sticker(3));
        assertThat(page.status()).isEqualTo(410);
        assertThat(page.text()).contains("Cette étiquette est annulée", "Ne la collez pas");
        assertThat(open("/l/" + LotsToScan.sticker(3) + "?lang=en").text()).contains("This label is void");
    }

    @Test
    void aWrongProductNumberIsSaidToBeInTheAddress() {
        for (String address : List.of("/01/09521234000113/10/" + lots.inStock, "/class/Mangue!/lot/" + lots.inStock)) {
            Running.Answer page = open(address);
            assertThat(page.status()).isEqualTo(400);
            assertThat(page.text()).contains("Cette adresse contient une faute");
        }
    }

    @Test
    void theLanguageIsAskedForOrPreferredElseFrench() {
        for (String path : List.of("/", "/l/" + lots.inStock, "/l/" + lots.voided, "/l/" + UNKNOWN, "/l/X")) {
            for (String english : List.of("en", "en-GB,fr;q=0.5", "de, en;q=0.8")) {
                Running.Answer page = open(path, "Accept-Language", english);
                assertThat(page.text()).describedAs(path).contains("lang=\"en\">");
                assertThat(page.headers().firstValue("content-language")).contains("en");
            }
            for (String french : List.of("fr", "bm", "de", "*", "x y z;;q=nine")) {
                Running.Answer page = open(path, "Accept-Language", french);
                assertThat(page.headers().firstValue("content-language")).contains("fr");
            }
            assertThat(open(path + "?lang=en", "Accept-Language", "fr")
                            .headers()
                            .firstValue("content-language"))
                    .contains("en");
        }
        // the space before a colon is French
        String way = "/l/" + lots.export + "?lang=";
        assertThat(open(way + "fr").text()).contains(" : ");
        assertThat(open(way + "en").text()).doesNotContain(" : ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{lot}", " {lot} ", "https://id.example.org/01/09521234000112/10/{lot}?13=260602", "{lot}/"})
    void whatIsTypedOnTheStartPageLeadsToTheLot(String typed) {
        String code = typed.replace("{lot}", lots.inStock.text());
        Running.Answer to = lots.service.get(
                "/?code=" + java.net.URLEncoder.encode(code, java.nio.charset.StandardCharsets.UTF_8),
                "Accept",
                "text/html");
        assertThat(to.status()).isEqualTo(303);
        assertThat(to.headers().firstValue("location"))
                .hasValueSatisfying(at -> assertThat(at).endsWith("/l/" + lots.inStock + "?lang=fr"));
    }

    @Test
    void whatIsTypedWithALabelsNumberLeadsToThatLabel() {
        String typed = "https://id.example.org/01/09521234000112/10/" + lots.export + "/21/" + LotsToScan.LABEL;
        Running.Answer to = lots.service.get("/?code=" + typed, "Accept", "text/html");
        assertThat(to.headers().firstValue("location"))
                .hasValueSatisfying(
                        at -> assertThat(at).endsWith("/l/" + lots.export + "/21/" + LotsToScan.LABEL + "?lang=fr"));
    }

    @Test
    void whileTheDatabaseIsAwayThePageSaysSoAndNothingOfTheLot() {
        Servers.reachable(lots.database, false);
        try {
            Running.Answer page = open("/l/" + lots.recalled);
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.headers().firstValue("retry-after")).contains("10");
            assertThat(page.headers().firstValue("cache-control")).contains("no-store");
            assertThat(page.text()).contains("le registre ne répond pas", "Rien n’est perdu");
        } finally {
            Servers.reachable(lots.database, true);
        }
        await().untilAsserted(
                        () -> assertThat(open("/l/" + lots.recalled).text()).contains("Rappelé"));
        // the connections that were cut are out of the pool of whoever reads the tables next
        await().ignoreExceptions()
                .during(Duration.ofMillis(600))
                .untilAsserted(() -> assertThat(lots.service.rows()).isNotEmpty());
    }

    @Test
    void whateverTextReachesThePageStaysText() {
        Running.Answer page = open("/l/%3Cscript%3Ealert(1)%3C%2Fscript%3E".replace("%2F", ""));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("&lt;SCRIPT&gt;").doesNotContain("<SCRIPT");
    }
}
