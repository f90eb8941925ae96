package org.jekasy.trials.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jekasy.trials.rig.Rig;
import org.jekasy.trials.rig.Served;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the dashboard and the alerts ask for is there when the services run, and it moves; and what is broken for real, somebody is called for. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WatchIT {
    private static final Path HOME = Path.of(System.getProperty("jekasy.home", ".."));
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    // what is left when strings, labels, ranges and groupings are taken away: names, functions, numbers, operators
    private static final Pattern NOT_A_NAME =
            Pattern.compile("\"[^\"]*\"|\\{[^}]*}|\\[[^\\]]*]|\\b(?:by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()\\b(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    @TempDir
    static Path place;

    private static @Nullable Rig opened;
    private static @Nullable Served commands;
    private static @Nullable Served pages;
    private static @Nullable Served labels;

    @BeforeAll
    static void everythingRuns() throws Exception {
        Rig rig = Rig.open();
        opened = rig;
        backedUp(Duration.ZERO, Duration.ZERO);
        commands = rig.commands(
                rig.ports().commands(),
                Map.of(
                        "backup.notes",
                        place.resolve("backup.properties").toString(),
                        // phones and passkeys are counted where people sign in; the header is believed beside that
                        "identity.who",
                        "demo",
                        "identity.folder",
                        place.resolve("identity").toString()),
                List.of(),
                Map.of());
        pages = rig.pages();
        labels = rig.labels();
        for (Served served : services().values()) {
            ready(served, rig);
        }
    }

    @AfterAll
    static void nothingIsLeft() throws Exception {
        if (opened != null) {
            opened.close();
        }
    }

    private static Rig rig() {
        return Objects.requireNonNull(opened);
    }

    private static Served commands() {
        return Objects.requireNonNull(commands);
    }

    private static Map<String, Served> services() {
        return Map.of(
                "commands",
                commands(),
                "pages",
                Objects.requireNonNull(pages),
                "labels",
                Objects.requireNonNull(labels));
    }

    /** Notes of a backup and of a drill, so long ago. */
    private static void backedUp(Duration backup, Duration drill) throws Exception {
        Files.writeString(
                place.resolve("backup.properties"),
                "backup=%s%ndrill=%s%n"
                        .formatted(Instant.now().minus(backup), Instant.now().minus(drill)));
    }

    @Test
    @Order(1)
    void everyFigureThatIsNamedIsThereAndMoves() throws Exception {
        List<String> alerts = alerts();
        List<String> panels = panels();
        assertThat(alerts).hasSizeGreaterThanOrEqualTo(10).allSatisfy(WatchIT::closed);
        assertThat(panels).hasSizeGreaterThan(20).allSatisfy(WatchIT::closed);

        Served printer = Objects.requireNonNull(labels);
        String before = scrape(commands());
        assertThat(register(1)).isBetween(201, 422);
        assertThat(post(commands(), "/organisations", "no json")).isEqualTo(400);
        assertThat(get(printer.address().resolve("/labels/none.png")).statusCode())
                .isEqualTo(400);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            String after = scrape(commands());
            assertThat(figure(after, "jekasy_door_rejections_total{fault=\"not_json\"}"))
                    .isEqualTo(figure(before, "jekasy_door_rejections_total{fault=\"not_json\"}") + 1);
            assertThat(figure(scrape(printer), "jekasy_labels_refusals_total{reason=\"lot_mistyped\"}"))
                    .isEqualTo(1);
            assertThat(figure(after, "jekasy_relay_state{doing=\"leading\"}")).isEqualTo(1);
        });

        Set<String> there = new TreeSet<>();
        for (Served served : services().values()) {
            there.addAll(names(scrape(served)));
        }
        for (String expression : alerts) {
            assertThat(there).as(expression).containsAll(named(expression));
        }
        for (String expression : panels) {
            assertThat(there).as(expression).containsAll(named(expression));
        }
    }

    @Test
    @Order(2)
    void everyAlertIsSilentWhereAllIsWellAndCallsWhereItIsNot() throws Exception {
        Alerts alerts = new Alerts(HOME.resolve("deploy/prometheus/alerts.yml"), place);
        await().atMost(PATIENCE).until(() -> figure(scrape(commands()), "jekasy_relay_state{doing=\"leading\"}") == 1);
        Map<String, Double> well = seen();
        alerts.expect("all is well", well, well, Set.of());

        backedUp(Duration.ofHours(27), Duration.ofDays(9));
        alerts.expect("no backup", well, seen(), Set.of("BackupOld", "DrillOld"));
        backedUp(Duration.ofHours(25), Duration.ofDays(7));
        alerts.expect("a backup in time", well, seen(), Set.of());

        Path archive = Files.createDirectories(rig().folder().resolve("wal-archive"));
        Path taken = archive.resolve(ask("select pg_walfile_name(pg_current_wal_insert_lsn())"));
        Files.writeString(taken, "something else");
        ask("select pg_switch_wal() from pg_logical_emit_message(false, 'x', 'x')");
        await().atMost(PATIENCE).until(() -> figure(scrape(commands()), "jekasy_journal_archive_failures_total") > 0);
        alerts.expect("the log can not be archived", well, seen(), Set.of("ArchiveFails"));
        Files.delete(taken);

        rig().killBroker();
        await().atMost(PATIENCE).until(() -> figure(scrape(commands()), "jekasy_relay_state{doing=\"leading\"}") == 0);
        Map<String, Double> before = seen();
        alerts.expect("Kafka is away", before, seen(), Set.of("NobodyLeads"));
        rig().startBroker();
        await().atMost(PATIENCE).until(() -> figure(scrape(commands()), "jekasy_relay_state{doing=\"leading\"}") == 1);

        // an entry the pages can not take: the table it belongs into is not there
        try (Connection database = rig().postgres().superuser("pages");
                Statement statement = database.createStatement()) {
            statement.execute("alter table entry rename to entry_gone");
        }
        assertThat(register(2)).isEqualTo(201);
        await().atMost(PATIENCE)
                .until(() -> figure(scrape(Objects.requireNonNull(pages)), "jekasy_follower_stopped") == 1);
        before = seen();
        alerts.expect("the pages stand still", before, before, Set.of("FollowerStopped"));

        rig().killPostgres();
        await().atMost(PATIENCE).until(() -> Double.isNaN(figure(scrape(commands()), "jekasy_journal_head_position")));
        await().atMost(PATIENCE).until(() -> figure(scrape(commands()), "jekasy_relay_state{doing=\"leading\"}") == 0);
        before = seen();
        alerts.expect("PostgreSQL is away", before, before, Set.of("FollowerStopped", "JournalAway", "NobodyLeads"));

        // what takes a minute or a bigger disk to break: the figures of the services, with another value
        alerts.expect("behind for a minute", well, with(well, "jekasy_relay_lag_seconds", 61), Set.of("RelayBehind"));
        alerts.expect("not yet a minute", well, with(well, "jekasy_relay_lag_seconds", 59), Set.of());
        alerts.expect("halted", well, with(well, "jekasy_relay_state{doing=\"halted\"", 1), Set.of("RelayHalted"));
        alerts.expect("old pages", well, with(well, "jekasy_follower_head_age_seconds", 4_000), Set.of("PagesOld"));
        alerts.expect("a gap", well, with(well, "jekasy_follower_gaps_total", 1), Set.of("PositionGap"));
        alerts.expect(
                "two of a phone",
                well,
                with(well, "jekasy_phone_aside_total{why=\"cloned\"", 1),
                Set.of("PhoneCopied"));
        alerts.expect(
                "a phone that was revoked", well, with(well, "jekasy_phone_aside_total{why=\"revoked\"", 1), Set.of());
        alerts.expect("two of a passkey", well, with(well, "jekasy_passkey_copied_total", 1), Set.of("PasskeyCopied"));
        alerts.expect("19 % free", well, with(well, "disk_free_bytes", 190), Set.of("DiskNearlyFull"));
        alerts.expect("21 % free", well, with(well, "disk_free_bytes", 210), Set.of());
        alerts.expectSlowWrites("half of the entries wait for longer than any bound", well, Set.of("WritesSlow"));
        alerts.run();
    }

    /** All figures the alerts ask for, by series; whose they are is in the label instance. The disk is one of 1,000 bytes, 900 free. */
    private static Map<String, Double> seen() throws Exception {
        Set<String> asked = new TreeSet<>();
        for (String expression : alerts()) {
            asked.addAll(named(expression));
        }
        Map<String, Double> seen = new TreeMap<>();
        for (Map.Entry<String, Served> service : services().entrySet()) {
            for (String line : scrape(service.getValue()).lines().toList()) {
                int end = line.lastIndexOf(' ');
                if (!line.startsWith("#") && end > 0 && asked.contains(line.split("[{ ]", 2)[0])) {
                    String series = line.substring(0, end).replaceFirst("}$", "");
                    String value = line.substring(end + 1);
                    seen.put(
                            series + (series.contains("{") ? "," : "{") + "instance=\"" + service.getKey() + "\"}",
                            value.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(value));
                }
            }
        }
        return with(with(seen, "disk_total_bytes", 1_000), "disk_free_bytes", 900);
    }

    private static Map<String, Double> with(Map<String, Double> seen, String series, double value) {
        Map<String, Double> changed = new TreeMap<>(seen);
        changed.replaceAll((name, was) -> name.startsWith(series) ? value : was);
        assertThat(changed.keySet()).anyMatch(name -> name.startsWith(series));
        return changed;
    }

    private static String ask(String question) throws Exception {
        try (Connection database = rig().postgres().superuser("ledger");
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    private static int register(int number) throws Exception {
        return post(commands(), "/organisations", """
                {"eventId":"0198a000-0000-7000-8000-%012d","organisation":"IMP-%02d","name":"Importateur","country":"FR",
                 "kind":"IMPORTER","source":"PAPER_BACKFILL","occurredAt":"2026-01-01T08:00:00Z"}""".formatted(number, number));
    }

    @Test
    void aNameThatIsNotThereWouldBeNoticed() {
        assertThat(named("max(rate(jekasy_x_total{code=\"E-ID-01\"}[5m])) by (le) > 60 or absent(jekasy_y)"))
                .containsExactlyInAnyOrder("jekasy_x_total", "jekasy_y");
    }

    private static List<String> alerts() throws Exception {
        List<String> expressions = new ArrayList<>();
        Map<?, ?> file = new Yaml().load(Files.readString(HOME.resolve("deploy/prometheus/alerts.yml")));
        for (Object group : list(file, "groups")) {
            for (Object rule : list(group, "rules")) {
                expressions.add(String.valueOf(((Map<?, ?>) rule).get("expr")));
            }
        }
        return expressions;
    }

    private static void ready(Served served, Rig rig) throws Exception {
        try {
            served.awaitReady(PATIENCE);
        } catch (IllegalStateException ended) {
            StringBuilder said = new StringBuilder();
            try (Stream<Path> logs = Files.list(rig.folder().resolve("logs"))) {
                for (Path log : logs.toList()) {
                    said.append(log).append('\n').append(Files.readString(log)).append('\n');
                }
            }
            throw new AssertionError(said.toString(), ended);
        }
    }

    private static List<?> list(Object map, String name) {
        return map instanceof Map<?, ?> named && named.get(name) instanceof List<?> list ? list : List.of();
    }

    private static List<String> panels() throws Exception {
        JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(HOME.resolve("deploy/grafana/jekasy.json")));
        return dashboard
                .get("panels")
                .valueStream()
                .flatMap(panel -> panel.get("targets").valueStream())
                .map(target -> target.get("expr").asString())
                .toList();
    }

    /** Every bracket that opens is closed, in order. */
    private static void closed(String expression) {
        StringBuilder open = new StringBuilder();
        for (char c : expression.replaceAll("\"[^\"]*\"", "").toCharArray()) {
            if ("([{".indexOf(c) >= 0) {
                open.append(c);
            } else if (")]}".indexOf(c) >= 0) {
                assertThat(open).as(expression).isNotEmpty();
                assertThat("([{".indexOf(open.charAt(open.length() - 1)))
                        .as(expression)
                        .isEqualTo(")]}".indexOf(c));
                open.setLength(open.length() - 1);
            }
        }
        assertThat(open).as(expression).isEmpty();
    }

    private static Set<String> named(String expression) {
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(NOT_A_NAME.matcher(expression).replaceAll(" "));
        while (name.find()) {
            if (!WORDS.contains(name.group())) {
                names.add(name.group());
            }
        }
        return names;
    }

    private static Set<String> names(String scrape) {
        return scrape.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    private static double figure(String scrape, String series) {
        return scrape.lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String scrape(Served served) throws Exception {
        HttpResponse<String> answer = get(served.watch().resolve("/actuator/prometheus"));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int post(Served served, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(served.address() + path))
                .header("Content-Type", "application/json")
                .header("Jekasy-Actor", "COOP-KAD-01/op1/dev1")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
