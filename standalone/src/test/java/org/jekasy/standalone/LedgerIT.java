package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jekasy.command.identity.DemoPeople;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A newcomer's first hour, with the real services: what README.md tells him to type, in its order, as processes of their own. */
class LedgerIT {
    private static final String MANGO_BOOK = "samples/registers/livraisons_mangue_kadiolo_2026.csv";

    private static final String TABLES = "postgresql/data/base/";
    private static final String WRITE_AHEAD = "postgresql/data/pg_wal/";

    @TempDir
    Path place;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aNewcomersFirstHour() throws Exception {
        Path root = Path.of("..").toRealPath();
        Path data = place.toRealPath().resolve("data");
        int port = Ports.free().pages();
        String watch = "http://127.0.0.1:" + Ports.from(port).watch().pages();
        String pages = "http://127.0.0.1:" + port;
        String commands = "http://127.0.0.1:" + (port + 1);

        // the first start loads the season and writes the sheet
        Process demo = ledger(root, "first", "demo", "--data", data.toString(), "--port", Integer.toString(port));
        awaitOpen(demo, "first", Duration.ofMinutes(6));
        assertThat(said("first"))
                .contains(
                        "Saison d'exemple : ",
                        pages + "/l/",
                        data.resolve("labels.pdf").toString());
        assertThat(errors("first")).isEmpty();
        assertThat(Files.readAllBytes(data.resolve("labels.pdf"))).startsWith('%', 'P', 'D', 'F');
        String publicPage = address(said("first"), pages + "/l/");
        assertThat(get(publicPage).statusCode()).isEqualTo(200);

        // the demonstration's people and machines come in with what only the files in its folder say
        Path identity = data.resolve("identity");
        for (String file : List.of("demo-people", "label-printer.secret", "import-tool.secret", "keys.json")) {
            assertThat(Files.getPosixFilePermissions(identity.resolve(file)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(said("first"))
                .contains(
                        "awa (COOP-KAD-01, administrateur ou administratrice)",
                        "http://localhost:" + (port + 1) + "/sign-in");
        assertThat(said("first"))
                .doesNotContain(DemoPeople.in(identity).getFirst().password());
        Process digits = ledger(root, "code", "code", "awa", "--data", data.toString());
        assertThat(ended(digits)).isZero();
        assertThat(said("code").strip()).matches("[0-9]{6}");
        String token = Guest.token(
                commands, "label-printer", Files.readString(identity.resolve("label-printer.secret")), "read");
        String lot = publicPage.substring(publicPage.lastIndexOf('/') + 1);
        assertThat(Guest.get(pages + "/places", token).statusCode()).isEqualTo(200);
        // it reads as its cooperative does: a lot of another one's is not there for it
        assertThat(List.of(200, 404))
                .contains(Guest.get(pages + "/lots/" + lot, token).statusCode());
        assertThat(Guest.get(pages + "/producers", token + "x").statusCode()).isEqualTo(401);
        Guest awa = new Guest("http://localhost:" + (port + 1));
        DemoPeople.Person person = DemoPeople.in(identity, "awa").orElseThrow();
        assertThat(awa.signIn("awa", person.password() + "x", person.digits(Instant.now())))
                .endsWith("/sign-in?wrong");
        assertThat(awa.signIn(
                        "awa", person.password(), person.digits(Instant.now().plusSeconds(30))))
                .endsWith("/account");

        // a weighing book of one's own; some of its rows are wrong, so the exit code is 1
        Path results = place.resolve("results.csv");
        Process imported = ledger(
                root,
                "import",
                "import",
                MANGO_BOOK,
                "--organisation",
                "COOP-KAD-01",
                "--place",
                "PC-KAD-01",
                "--results",
                results.toString(),
                "--ledger-url",
                commands,
                "--machine",
                "import-tool",
                "--secret-file",
                identity.resolve("import-tool.secret").toString());
        assertThat(ended(imported)).isEqualTo(1);
        assertThat(said("import")).contains("422 lignes");
        assertThat(Files.readString(results)).contains("line,ticket,outcome,reason");

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(get(watch + "/actuator/prometheus").body())
                                .containsPattern("jekasy_follower_lag_entries(\\{[^}]*})? 0\\.0"));

        // the pages anew, beside the running house: afterwards they say what they said
        long position = position(get(pages + "/lots?limit=1").body());
        String before = get(pages + "/lots?limit=200&min-position=" + position).body();
        Process beside = ledger(root, "beside", "rebuild", "--data", data.toString());
        assertThat(ended(beside)).as(said("beside") + errors("beside")).isZero();
        assertThat(said("beside")).contains(" écritures relues en ");
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(get(pages + "/lots?limit=200&min-position=" + position)
                                .body())
                        .isEqualTo(before));

        // who stands behind a number is kept, read and handed on
        String grower = commands + "/persons/P-KAD-0036";
        assertThat(asManager("PUT", grower, "{\"name\":\"Zénabou Quadrophène\",\"phone\":\"79 41 72 53\"}"))
                .isEqualTo(200);
        assertThat(
                        asManager(
                                "POST",
                                grower + "/consents",
                                "{\"purpose\":\"name-to-buyer\",\"given\":true,\"on\":\"2026-05-12\",\"words\":\"Quadrophène : oui\"}"))
                .isEqualTo(201);
        for (String read : List.of("", "/for/name-to-buyer", "/export")) {
            assertThat(asManager("GET", grower + read, "")).isEqualTo(200);
        }

        // Ctrl-C, and the pages anew in a closed house
        ctrlC(demo);
        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
        // the name is in PostgreSQL and in no other file of the house; the number is in the copy, where it belongs
        assertThat(filesWith(data, "Quadrophène"))
                .anyMatch(file -> file.startsWith(TABLES))
                .allMatch(file -> file.startsWith(TABLES) || file.startsWith(WRITE_AHEAD));
        assertThat(filesWith(data, "P-KAD-0036")).anyMatch(file -> file.startsWith("kafka/"));
        Process closed = ledger(root, "closed", "rebuild", "--data", data.toString(), "--port", Integer.toString(port));
        assertThat(ended(closed)).as(said("closed") + errors("closed")).isZero();
        assertThat(said("closed")).contains(" écritures relues en ");
        assertThat(Processes.mentioning(data)).isEmpty();

        // the second start finds everything and loads nothing
        long began = System.nanoTime();
        Process again = ledger(root, "again", "demo", "--data", data.toString(), "--port", Integer.toString(port));
        awaitOpen(again, "again", Duration.ofMinutes(1));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(1));
        assertThat(said("again")).doesNotContain("Saison d'exemple").contains(pages + "/l/");
        assertThat(get(publicPage).statusCode()).isEqualTo(200);
        assertThat(asManager("DELETE", grower, "")).isEqualTo(200);
        ctrlC(again);
        assertThat(again.waitFor(30, TimeUnit.SECONDS)).isTrue();
        // erased: in no file but the write-ahead log, which PostgreSQL writes over in time (docs/security.md says so)
        for (String each : List.of("Quadrophène", "79417253")) {
            assertThat(filesWith(data, each)).allMatch(file -> file.startsWith(WRITE_AHEAD));
        }
        assertThat(filesWith(data, "P-KAD-0036")).anyMatch(file -> file.startsWith(TABLES));
        assertThat(Processes.mentioning(data)).isEmpty();

        labelsOrderedInTheLedgerComeOutOfTheEnrolledStation(root, data, port);
        assertThat(Processes.mentioning(data)).isEmpty();
    }

    /** A ledger in which a token alone says who acts: an order, the station that is enrolled, a printer on a socket, and what the ledger then says. */
    private void labelsOrderedInTheLedgerComeOutOfTheEnrolledStation(Path root, Path data, int port) throws Exception {
        String pages = "http://127.0.0.1:" + port;
        String commands = "http://127.0.0.1:" + (port + 1);
        Path identity = data.resolve("identity");
        try (Zebra zebra = new Zebra()) {
            Process open = ledger(
                    root,
                    "station",
                    Map.of("LABEL_PRINTERS_0_NAME", "Zebra", "LABEL_PRINTERS_0_ADDRESS", zebra.address()),
                    "open",
                    "--data",
                    data.toString(),
                    "--port",
                    Integer.toString(port));
            awaitOpen(open, "station", Duration.ofMinutes(2));
            String reads = Guest.token(
                    commands, "label-printer", Files.readString(identity.resolve("label-printer.secret")), "read");
            String records = Guest.token(
                    commands, "import-tool", Files.readString(identity.resolve("import-tool.secret")), "record");
            String lot = lotOf("COOP-KAD-01", pages, reads);
            assertThat(Guest.get(pages + "/lots/" + lot, reads).body()).contains("\"issued\":0");

            String order =
                    "{\"eventId\":\"%s\",\"occurredAt\":\"%s\",\"lot\":\"%s\",\"template\":\"100x50\",\"count\":3,\"station\":\"label-printer\"}"
                            .formatted(UUID.randomUUID(), Instant.now(), lot);
            assertThat(Guest.post(commands + "/label-orders", records, order).statusCode())
                    .isEqualTo(201);
            String printed = zebra.printed();

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(
                                    Guest.get(pages + "/lots/" + lot, reads).body())
                            .contains(
                                    "\"state\":\"SENT\"",
                                    "\"station\":\"label-printer\"",
                                    "\"issued\":3,\"voided\":0,\"serials\":3"));
            JsonNode issue = entry("LabelsIssued", Guest.get(pages + "/lots/" + lot + "/history", reads));
            assertThat(issue.path("by").path("id").stringValue()).isEqualTo("COOP-KAD-01");
            assertThat(issue.path("device").stringValue()).isEqualTo("label-printer");
            List<String> numbers = issue.path("event")
                    .path("serials")
                    .valueStream()
                    .map(JsonNode::stringValue)
                    .toList();
            assertThat(numbers).hasSize(3).doesNotHaveDuplicates();
            assertThat(printed.split("\\^XA", -1)).as("labels printed").hasSize(4);
            // who scans one of them is told so, and of another number that nobody issued it
            assertThat(get(pages + "/l/" + lot + "/21/" + numbers.getLast()).statusCode())
                    .isEqualTo(200);
            assertThat(get(pages + "/l/" + lot + "/21/22222222").statusCode()).isEqualTo(404);
            ctrlC(open);
            assertThat(open.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A lot that this organisation made and has mass of. */
    private static String lotOf(String maker, String pages, String token) throws Exception {
        String after = "";
        do {
            JsonNode list = json(Guest.get(pages + "/lots?held=false&recalled=false&limit=200" + after, token));
            for (JsonNode line : list.path("lots")) {
                if (line.path("maker").path("id").stringValue("").equals(maker)
                        && line.path("state").stringValue("").equals("AVAILABLE")) {
                    return line.path("lot").stringValue();
                }
            }
            String next = list.path("next").stringValue("");
            after = next.isEmpty() ? "" : "&after=" + Visitor.parameter(next);
        } while (!after.isEmpty());
        throw new AssertionError("no lot of " + maker);
    }

    private static JsonNode entry(String type, HttpResponse<String> history) {
        return json(history)
                .path("entries")
                .valueStream()
                .filter(line -> line.path("type").stringValue("").equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError(history.body()));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Visitor.json(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRebuildWithoutALedgerSaysSo() throws Exception {
        Process rebuild = ledger(
                Path.of("..").toRealPath(),
                "none",
                "rebuild",
                "--data",
                place.resolve("nowhere").toString());
        assertThat(ended(rebuild)).isEqualTo(1);
        assertThat(errors("none")).singleElement().asString().contains("lancez d'abord ./ledger demo");
        assertThat(place.resolve("nowhere")).doesNotExist();
    }

    @Test
    void aSeasonIsTheSameForTheSameSeed() throws Exception {
        Path one = place.resolve("one");
        Path two = place.resolve("two");
        for (Path season : List.of(one, two)) {
            Process made = ledger(
                    Path.of("..").toRealPath(),
                    "season",
                    "season",
                    "--size",
                    "demo",
                    "--seed",
                    "7",
                    "--out",
                    season.toString());
            assertThat(ended(made)).as(said("season") + errors("season")).isZero();
        }
        try (var files = Files.walk(one)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                assertThat(two.resolve(one.relativize(file))).hasSameBinaryContentAs(file);
            }
        }
    }

    // -- how it is started and spoken to

    private Process ledger(Path root, String name, String... words) throws IOException {
        return ledger(root, name, Map.of(), words);
    }

    private Process ledger(Path root, String name, Map<String, String> surroundings, String... words)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Djekasy.home=" + root,
                "-jar",
                Path.of("target/standalone.jar").toAbsolutePath().toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectOutput(place.resolve(name + ".out").toFile())
                .redirectError(place.resolve(name + ".err").toFile());
        builder.environment().put("LC_ALL", "fr_FR.UTF-8");
        builder.environment().putAll(surroundings);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static int asManager(String method, String address, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .header("Jekasy-Actor", "COOP-KAD-01/op-2;role=manager")
                                    .header("Content-Type", "application/json")
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** The files of a folder in whose bytes a word stands. */
    private static List<String> filesWith(Path folder, String word) throws IOException {
        String wanted = new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        List<String> found = new ArrayList<>();
        try (var all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                // a byte, a character: searched without being understood
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted)) {
                    found.add(folder.relativize(file).toString());
                }
            }
        }
        return found;
    }

    private static int ended(Process process) throws InterruptedException {
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private void awaitOpen(Process demo, String name, Duration patience) throws IOException {
        await().atMost(patience).until(() -> said(name).contains("Ctrl-C pour arrêter") || !demo.isAlive());
        assertThat(demo.isAlive()).as(said(name) + errors(name)).isTrue();
    }

    private String said(String name) throws IOException {
        return Files.readString(place.resolve(name + ".out"));
    }

    private List<String> errors(String name) throws IOException {
        return Files.readAllLines(place.resolve(name + ".err")).stream()
                .filter(line -> !line.startsWith("Picked up ") && !line.startsWith("WARNING: "))
                .toList();
    }

    private static String address(String said, String beginning) {
        int from = said.indexOf(beginning);
        return said.substring(from, said.indexOf('\n', from)).strip();
    }

    private static long position(String list) {
        return Visitor.json(list.getBytes(StandardCharsets.UTF_8))
                .path("position")
                .longValue(0);
    }

    @Test
    void theFirstAccountIsMadeWithTheTokenAndNobodyComesInWithoutOne() throws Exception {
        Path root = Path.of("..").toRealPath();
        Path data = place.toRealPath().resolve("data");
        int port = Ports.free().pages();
        String pages = "http://127.0.0.1:" + port;
        String[] where = {"--data", data.toString(), "--port", Integer.toString(port)};

        Process init = ledger(root, "init", "init", where[0], where[1], where[2], where[3]);
        assertThat(ended(init)).as(said("init") + errors("init")).isZero();
        Path file = data.resolve("identity/setup-token");
        String token = Files.readString(file).strip();
        assertThat(said("init")).contains(token, file.toString(), "./ledger open --data " + data);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Processes.mentioning(data)).isEmpty();

        Process open = ledger(root, "open", "open", where[0], where[1], where[2], where[3]);
        awaitOpen(open, "open", Duration.ofMinutes(2));
        assertThat(Files.readString(file).strip()).as("the token lives on").isEqualTo(token);
        String people = "http://localhost:" + (port + 1);
        assertThat(said("open")).contains(people + "/setup", people + "/sign-in");
        assertThat(get(pages + "/lots").statusCode()).isEqualTo(401);
        assertThat(get(pages + "/").statusCode()).isEqualTo(200);

        // asked again while it is open, the first one is void
        assertThat(ended(ledger(root, "again", "init", where[0], where[1]))).isZero();
        Guest guest = new Guest(people);
        assertThat(guest.setUp(token)).isEqualTo(422);
        assertThat(guest.setUp(Files.readString(file).strip())).isEqualTo(303);
        assertThat(file).doesNotExist();
        assertThat(ended(ledger(root, "late", "init", where[0], where[1]))).isEqualTo(1);
        assertThat(errors("late")).singleElement().asString().contains("Il y a déjà un compte");
        ctrlC(open);
        assertThat(open.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Processes.mentioning(data)).isEmpty();
    }

    private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** What a terminal does on Ctrl-C: SIGINT to every process of the foreground group. */
    private static void ctrlC(Process demo) throws Exception {
        assertThat(new ProcessBuilder("/bin/sh", "-c", "kill -s INT -- -" + demo.pid())
                        .start()
                        .waitFor())
                .isZero();
    }
}
