package org.jekasy.trials.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jekasy.trials.rig.Rig;
import org.jekasy.trials.rig.Served;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the dashboard and the alerts ask for is there when the services run, and it moves. */
class WatchIT {
    private static final Path HOME = Path.of(System.getProperty("jekasy.home", ".."));
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    // what is left when strings, labels, ranges and groupings are taken away: names, functions, numbers, operators
    private static final Pattern NOT_A_NAME =
            Pattern.compile("\"[^\"]*\"|\\{[^}]*}|\\[[^\\]]*]|\\b(?:by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()\\b(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    @Test
    void everyFigureThatIsNamedIsThereAndMoves() throws Exception {
        List<String> alerts = alerts();
        List<String> panels = panels();
        assertThat(alerts).hasSizeGreaterThanOrEqualTo(10).allSatisfy(WatchIT::closed);
        assertThat(panels).hasSizeGreaterThan(20).allSatisfy(WatchIT::closed);

        try (Rig rig = Rig.open();
                Served commands = rig.commands();
                Served pages = rig.pages();
                Served labels = rig.labels()) {
            for (Served served : List.of(commands, pages, labels)) {
                ready(served, rig);
            }
            String before = scrape(commands);
            assertThat(post(commands, "/organisations", """
                    {"eventId":"0198a000-0000-7000-8000-000000000001","organisation":"COOP-KAD-01","name":"Coopérative de Kadiolo",
                     "kind":"cooperative","occurredAt":"2026-01-01T08:00:00Z"}""")).isBetween(201, 422);
            assertThat(post(commands, "/organisations", "no json")).isEqualTo(400);
            assertThat(get(labels, "/labels/none.png").statusCode()).isEqualTo(400);

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                String after = scrape(commands);
                assertThat(figure(after, "jekasy_door_rejections_total{fault=\"not_json\"}"))
                        .isEqualTo(figure(before, "jekasy_door_rejections_total{fault=\"not_json\"}") + 1);
                assertThat(figure(scrape(labels), "jekasy_labels_refusals_total{reason=\"lot_mistyped\"}"))
                        .isEqualTo(1);
                assertThat(figure(after, "jekasy_relay_state{doing=\"leading\"}"))
                        .isEqualTo(1);
            });

            Set<String> there = new TreeSet<>();
            for (Served served : List.of(commands, pages, labels)) {
                there.addAll(names(scrape(served)));
            }
            for (String expression : alerts) {
                assertThat(there).as(expression).containsAll(named(expression));
            }
            for (String expression : panels) {
                assertThat(there).as(expression).containsAll(named(expression));
            }
        }
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
        HttpResponse<String> answer = get(served, "/actuator/prometheus");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> get(Served served, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(served.address().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
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
