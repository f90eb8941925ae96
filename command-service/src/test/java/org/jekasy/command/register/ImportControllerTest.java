package org.jekasy.command.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jekasy.command.http.Actors;
import org.jekasy.command.ledger.LabelOrders;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Lots;
import org.jekasy.command.ledger.MemoryLedger;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Receipt;
import org.jekasy.command.ledger.Request;
import org.jekasy.command.ledger.Rulebook;
import org.jekasy.command.ledger.Tag;
import org.jekasy.language.EventId;
import org.jekasy.language.reference.Permissions;
import org.jekasy.language.reference.Role;
import org.jekasy.language.wire.EventJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import tools.jackson.databind.JsonNode;

/** The whole way of a file: a real HTTP server with the real doors, before a ledger in memory, and the command line in front of it. */
@SpringBootTest(
        classes = ImportControllerTest.Service.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "spring.config.name=command-service"})
class ImportControllerTest {
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ComponentScan(
            basePackageClasses = {Actors.class, ImportController.class},
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = SpringBootConfiguration.class))
    static class Service {
        @Bean
        NewLedger newLedger() {
            return new NewLedger();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        LabelOrders noLabelOrders() {
            return (organisation, station, now) -> List.of();
        }
    }

    /** A ledger in memory that can be begun anew. */
    static final class NewLedger implements Ledger {
        private MemoryLedger ledger = begun();

        private static MemoryLedger begun() {
            return new MemoryLedger(
                    Clock.fixed(Instant.parse("2026-11-23T18:00:00Z"), ZoneOffset.UTC),
                    Rulebook.shipped(),
                    org.jekasy.command.order.OrderJson.INSTANCE);
        }

        synchronized void begin() {
            ledger = begun();
        }

        synchronized int size() {
            return ledger.entries().size();
        }

        @Override
        public Outcome submit(Request request) {
            return submit(List.of(request), false).getFirst();
        }

        @Override
        public synchronized List<Outcome> submit(List<Request> requests, boolean atomic) {
            return ledger.submit(requests, atomic);
        }

        @Override
        public synchronized List<Outcome> preview(List<Request> requests) {
            return ledger.preview(requests);
        }

        @Override
        public synchronized Optional<Receipt> receipt(EventId entry) {
            return ledger.receipt(entry);
        }

        @Override
        public synchronized Lots known(Set<Tag> tags) {
            return ledger.known(tags);
        }
    }

    private static final String MANGO = "livraisons_mangue_kadiolo_2026.csv";
    private static final String AS_KADIOLO = "?organisation=COOP-KAD-01&place=PC-KAD-01";

    private final HttpClient client = HttpClient.newHttpClient();

    private final NewLedger ledger;

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    ImportControllerTest(@Autowired NewLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    void registered() throws IOException, InterruptedException {
        ledger.begin();
        assertThat(post("", Samples.file("cooperatives.csv"), "PROGRAMME").statusCode())
                .isEqualTo(200);
        assertThat(post("", Samples.file("producteurs_kadiolo.csv"), "COOP-KAD-01")
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<byte[]> post(String query, byte[] file, String actor, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/imports" + query))
                .header("Jekasy-Actor", actor)
                .POST(HttpRequest.BodyPublishers.ofByteArray(file));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void theBookOfAnotherOrganisationIsAnsweredLikeThatOfNobodyInEveryRole() throws IOException, InterruptedException {
        byte[] book = Samples.file(MANGO);
        for (Role role : Role.values()) {
            String actor = "COOP-YOR-01/1;role=" + role.word();
            for (String more : List.of("", "&dry-run=true", "&issuer=K7QF", "&as=deliveries")) {
                HttpResponse<byte[]> foreign = post(AS_KADIOLO + more, book, actor);
                HttpResponse<byte[]> missing = post(AS_KADIOLO.replace("KAD-01", "KAD-99") + more, book, actor);
                assertThat(foreign.statusCode()).isEqualTo(403).isEqualTo(missing.statusCode());
                assertThat(new String(foreign.body(), StandardCharsets.UTF_8))
                        .isEqualTo(new String(missing.body(), StandardCharsets.UTF_8).replace("KAD-99", "KAD-01"));
            }
        }
        // its own organisation is told more
        assertThat(post(AS_KADIOLO + "&dry-run=true", book, "COOP-KAD-01").statusCode())
                .isEqualTo(200);
        assertThat(post(AS_KADIOLO.replace("PC-KAD-01", "PC-KAD-99"), book, "COOP-KAD-01")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void anImportAsksForTheRoleToo() throws IOException, InterruptedException {
        for (Role role : Role.values()) {
            int status = post(
                            "?dry-run=true", Samples.file("producteurs_kadiolo.csv"), "COOP-KAD-01;role=" + role.word())
                    .statusCode();
            assertThat(status).as("%s", role).isEqualTo(Permissions.shipped().may(role, "Import") ? 200 : 403);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return EventJson.mapper().readTree(response.body());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aBookIsAnsweredRowByRow() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = post(AS_KADIOLO, Samples.file(MANGO), "COOP-KAD-01/amina");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode answer = json(response);
        assertThat(answer.path("kind").stringValue()).isEqualTo("harvests");
        assertThat(answer.path("rows").intValue()).isEqualTo(422);
        assertThat(answer.path("refused").intValue()).isEqualTo(10);
        assertThat(answer.path("repeated").intValue()).isEqualTo(1);
        assertThat(answer.path("accepted").intValue() + answer.path("flagged").intValue())
                .isEqualTo(411);
        assertThat(answer.path("ignored").get(0).stringValue()).isEqualTo("Observations");
        JsonNode refused = answer.path("results").get(17);
        assertThat(refused.toString())
                .isEqualTo(
                        "{\"line\":19,\"ticket\":\"T00018\",\"outcome\":\"refused\",\"code\":\"E-MASS-01\",\"reason\":\"Poids net (kg) : « 0 » doit être plus grand que 0.\"}");
    }

    @Test
    void theAnswerIsASheetForWhoPrefersOne() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = post(
                AS_KADIOLO + "&dry-run=true",
                Samples.file(MANGO),
                "COOP-KAD-01",
                "Accept",
                "text/csv",
                "Accept-Language",
                "en-GB");

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"results.csv\"");
        assertThat(text(response).lines())
                .startsWith("line,ticket,outcome,reason", "2,T00001,accepted,")
                .contains("19,T00018,refused,\"E-MASS-01 : Poids net (kg): \"\"0\"\" must be more than 0.\"")
                .hasSize(423);
    }

    @Test
    void theRefusedRowsComeBackToBeCorrected() throws IOException, InterruptedException {
        byte[] book = ("N° ticket;Date;Verger;Variété;Poids;Observations\n"
                        + "T1;11/05/2026;V-KAD-0002;Kent;-5;=1+1\nT2;11/05/2026;V-KAD-0002;Kent;200;\n")
                .getBytes(StandardCharsets.UTF_8);

        HttpResponse<byte[]> response =
                post(AS_KADIOLO + "&sheet=corrections", book, "COOP-KAD-01", "Accept", "text/csv");

        assertThat(text(response))
                .isEqualTo(
                        "\uFEFFN° ticket;Date;Verger;Variété;Poids;Observations;outcome;reason\r\n"
                                + "T1;11/05/2026;V-KAD-0002;Kent;'-5;'=1+1;refused;E-MASS-01 : Poids : « -5 » doit être plus grand que 0.\r\n");
    }

    @Test
    void aFormIsTakenToo() throws IOException, InterruptedException {
        String boundary = "cahier";
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\nPC-KAD-01\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"cahier.csv\"\r\nContent-Type: text/csv\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(Samples.file(MANGO));
        form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));

        HttpResponse<byte[]> response = post(
                "", form.toByteArray(), "COOP-KAD-01", "Content-Type", "multipart/form-data; boundary=" + boundary);

        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        assertThat(json(response).path("rows").intValue()).isEqualTo(422);
    }

    @Test
    void whatIsNoBookIsAProblemWithASentence() throws IOException, InterruptedException {
        int before = ledger.size();

        HttpResponse<byte[]> pdf = post(AS_KADIOLO, "%PDF-1.7".getBytes(StandardCharsets.UTF_8), "COOP-KAD-01");
        HttpResponse<byte[]> large = post(AS_KADIOLO, new byte[Sheets.MOST_BYTES + 1], "COOP-KAD-01");
        HttpResponse<byte[]> foreign = post(AS_KADIOLO, Samples.file(MANGO), "COOP-YOR-01");
        HttpResponse<byte[]> kind = post(AS_KADIOLO + "&as=fish", Samples.file(MANGO), "COOP-KAD-01");
        HttpResponse<byte[]> nobody = post(AS_KADIOLO, Samples.file(MANGO), "?");
        HttpResponse<byte[]> word = post("?dry-run=perhaps", Samples.file(MANGO), "COOP-KAD-01");

        assertThat(pdf.statusCode()).isEqualTo(422);
        assertThat(pdf.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(pdf).path("code").stringValue()).isEqualTo("E-FORM-01");
        assertThat(json(pdf).path("detail").stringValue()).startsWith("Ce fichier est un PDF");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(kind.statusCode()).isEqualTo(422);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(word.statusCode()).isEqualTo(400);
        assertThat(ledger.size()).isEqualTo(before);
    }

    // ---- the command line

    private record Run(int code, String out, String err) {}

    private Run run(Locale locale, String... arguments) {
        return run(locale, (BufferedReader) null, arguments);
    }

    private Run run(Locale locale, @Nullable BufferedReader person, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = ImportTool.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                locale,
                person,
                arguments);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String url() {
        return "http://127.0.0.1:" + port;
    }

    @Test
    void theCommandLineSaysWhatBecameOfABook() throws IOException {
        Path results = folder.resolve("resultats.csv");
        Path corrections = folder.resolve("a-corriger.csv");
        String book = "../samples/registers/" + MANGO;

        Run dry = run(
                Locale.ENGLISH,
                book,
                "--organisation",
                "COOP-KAD-01",
                "--place",
                "PC-KAD-01",
                "--dry-run",
                "--ledger-url",
                url());
        Run first = run(
                Locale.FRENCH,
                book,
                "--organisation=COOP-KAD-01",
                "--place=PC-KAD-01",
                "--results=" + results,
                "--corrections=" + corrections,
                "--ledger-url=" + url());

        assertThat(dry.code()).as(dry.err()).isEqualTo(1);
        assertThat(dry.out()).contains("Dry run: nothing is recorded.", "422 rows (harvests)", "10 refused.");
        assertThat(first.code()).isEqualTo(1);
        assertThat(first.out())
                .contains(
                        "422 lignes (récoltes)",
                        "10 refusées.",
                        "ligne 153  T00152  refusée  E-REF-01 : Variété : « Kente »")
                .contains("Colonnes non lues : Observations");
        assertThat(Files.readAllLines(results)).hasSize(423).contains("363,T00361,repeated,");
        assertThat(Files.readAllLines(corrections)).hasSize(11);
    }

    @Test
    void aPersonAtTheTerminalSeesADryRunFirstAndDecides() throws IOException {
        Path book = Files.writeString(
                folder.resolve("cahier.csv"),
                "N° ticket;Date;Verger;Variété;Poids net (kg)\nT90001;11/05/2026;V-KAD-0012;Kent;812,5\n");
        String[] arguments = {
            book.toString(), "--organisation=COOP-KAD-01", "--place=PC-KAD-01", "--ledger-url=" + url()
        };
        int before = ledger.size();

        Run no = run(Locale.FRENCH, typed("n"), arguments);
        Run silent = run(Locale.FRENCH, typed(""), arguments);
        int afterNo = ledger.size();
        Run yes = run(Locale.FRENCH, typed("oui"), arguments);

        assertThat(no.out())
                .contains("Essai : rien n'est enregistré.", "Enregistrer ces 1 lignes ? [o/N]")
                .endsWith("Rien n'a été enregistré.\n");
        assertThat(silent.out()).endsWith("Rien n'a été enregistré.\n");
        assertThat(afterNo).isEqualTo(before);
        assertThat(yes.out()).contains("Essai : rien n'est enregistré.", "1 lignes (récoltes) : 1 acceptées");
        assertThat(ledger.size()).isEqualTo(before + 1);
    }

    private static BufferedReader typed(String line) {
        return new BufferedReader(new StringReader(line + "\n"));
    }

    @Test
    void theCommandLineEndsWithZeroWhenAllIsWell() {
        Run run = run(
                Locale.FRENCH,
                "../samples/registers/producteurs_kadiolo.csv",
                "--organisation=COOP-KAD-01",
                "--as=producers",
                "--ledger-url=" + url());

        assertThat(run.out())
                .contains(
                        "120 lignes (producteurs) : 0 acceptées, 0 acceptées avec une remarque, 120 déjà enregistrées");
        assertThat(run.code()).isZero();
    }

    @Test
    void theCommandLineSaysWhyNothingCouldBeDone() throws IOException {
        Path pdf = Files.writeString(folder.resolve("cahier.pdf"), "%PDF-1.7");

        assertThat(run(Locale.FRENCH, pdf.toString(), "--organisation=COOP-KAD-01", "--ledger-url=" + url()))
                .satisfies(run -> {
                    assertThat(run.code()).isEqualTo(2);
                    assertThat(run.err()).startsWith("Ce fichier est un PDF");
                });
        assertThat(run(Locale.FRENCH, "nowhere.csv", "--organisation=COOP-KAD-01", "--ledger-url=" + url()))
                .satisfies(run -> {
                    assertThat(run.code()).isEqualTo(2);
                    assertThat(run.err()).contains("Fichier introuvable : nowhere.csv");
                });
        assertThat(run(Locale.ENGLISH, pdf.toString(), "--organisation=COOP-KAD-01", "--ledger-url=http://127.0.0.1:1"))
                .satisfies(run -> {
                    assertThat(run.code()).isEqualTo(2);
                    assertThat(run.err()).contains("The ledger does not answer");
                });
        assertThat(run(Locale.FRENCH, "--fish").code()).isEqualTo(2);
        assertThat(run(Locale.FRENCH, "--help").out()).contains("Usage: ledger import");
    }
}
