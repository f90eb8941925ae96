package org.jekasy.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jekasy.language.LotId;
import org.jekasy.language.wire.EventJson;
import org.jekasy.query.follow.Progress;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A query service that runs on a database and a topic, asked through its front door. */
public final class Running implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext service;
    private final int port;

    private Running(ConfigurableApplicationContext service) {
        this.service = service;
        this.port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public static Running on(String database, String topic, String... more) {
        return on(database, topic, UnaryOperator.identity(), more);
    }

    /** The same, of a service that was changed before it starts. */
    public static Running on(
            String database, String topic, UnaryOperator<SpringApplicationBuilder> changed, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--read.url=" + database,
                "--read.user=postgres",
                "--read.password=any",
                "--follow.bootstrap-servers=" + Servers.brokers(),
                "--follow.topic=" + topic,
                "--follow.seal-key=" + Servers.SEAL_KEY,
                "--follow.patience=3s"));
        List<String> said = List.of(more);
        arguments.removeIf(usual ->
                said.stream().anyMatch(other -> other.startsWith(usual.substring(0, usual.indexOf('=') + 1))));
        arguments.addAll(said);
        return new Running(changed.apply(QueryService.builder()).run(arguments.toArray(String[]::new)));
    }

    public <T> T bean(Class<T> type) {
        return service.getBean(type);
    }

    public Progress.Now progress() {
        return bean(Progress.class).now();
    }

    /** Waits until a position is in the pages. */
    public Running reaches(long position) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Progress.Now now = progress();
            assertThat(now.position()).describedAs("%s", now).isEqualTo(position);
        });
        return this;
    }

    /** The whole address of a path. */
    public String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** An answer of the door. */
    public record Answer(int status, HttpHeaders headers, String text) {
        public JsonNode json() {
            return EventJson.mapper().readTree(text);
        }

        public JsonNode at(String pointer) {
            return json().at(pointer);
        }

        public String string(String pointer) {
            return at(pointer).asString();
        }

        public long number(String pointer) {
            return at(pointer).asLong();
        }

        public String type() {
            return headers.firstValue("content-type").orElse("");
        }
    }

    public Answer get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address(path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** What the service says of itself, at the port for whoever watches over it. */
    public Answer health() {
        return watched("health");
    }

    /** The figures for Prometheus, there too. */
    public Answer figures() {
        return watched("prometheus");
    }

    private Answer watched(String what) {
        String watch = service.getEnvironment().getRequiredProperty("local.management.port");
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + watch + "/actuator/" + what))
                .build());
    }

    public Answer send(HttpRequest.Builder request, String path) {
        return send(request.uri(URI.create(address(path))).build());
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(asked);
        }
    }

    /** A page that must be there. */
    public Answer page(String path) {
        Answer answer = get(path);
        assertThat(answer.status()).describedAs("%s: %s", path, answer.text()).isEqualTo(200);
        return answer;
    }

    public Answer lot(LotId lot) {
        return page("/lots/" + lot.text());
    }

    /** A connection as who owns the tables, whom no wall holds back. */
    public Connection owner() throws SQLException {
        return service.getBean("followPool", HikariDataSource.class).getConnection();
    }

    /** Every row of every table, table by table, in order. */
    public Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(
                    "select tablename from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history' order by 1")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                List<String> of = new ArrayList<>();
                try (ResultSet found = statement.executeQuery("select t::text from " + table + " t order by 1")) {
                    while (found.next()) {
                        of.add(found.getString(1));
                    }
                }
                rows.put(table, of);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return rows;
    }

    @Override
    public void close() {
        service.close();
    }
}
