package org.jekasy.command.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jekasy.command.CommandService;
import org.jekasy.command.journal.JournalProperties;
import org.jekasy.command.journal.TestDatabase;
import org.jekasy.command.relay.TestBroker;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.language.wire.EventJson;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The whole command service with its journal, topic, people and register of persons, spoken to over HTTP. */
final class RegisterHouse implements AutoCloseable {
    static final String MANAGER = "COOP-KAD-01/op-2;role=manager";

    final TestDatabase database = TestDatabase.empty();
    final Path kafka;
    final Path identity;
    private final TestBroker broker;
    private final ConfigurableApplicationContext service;
    private final Map<String, List<UUID>> registered = new HashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();

    RegisterHouse(Path folder) {
        this(folder, UnaryOperator.identity());
    }

    /** The same, of a service that was changed before it starts. */
    RegisterHouse(Path folder, UnaryOperator<SpringApplicationBuilder> changed) {
        this.kafka = folder.resolve("kafka");
        this.identity = folder.resolve("identity");
        this.broker = new TestBroker(kafka);
        JournalProperties journal = database.properties();
        SpringApplicationBuilder commands =
                new SpringApplicationBuilder(CommandService.class).properties("spring.config.name=command-service");
        this.service = changed.apply(commands)
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--journal.url=" + journal.url(),
                        "--journal.user=" + journal.user(),
                        "--journal.password=any",
                        "--journal.owner-user=" + journal.ownerUser(),
                        "--journal.owner-password=any",
                        "--relay.seal-key=" + TestBroker.SEAL_KEY,
                        "--relay.bootstrap-servers=" + broker.address(),
                        "--identity.who=demo",
                        "--identity.issuer=http://127.0.0.1:1",
                        "--identity.folder=" + identity);
    }

    /** Whether the log tells each step of each request, as somebody in search of a fault would have it. */
    void logsInDetail(boolean detailed) {
        LoggingSystem logging = service.getBean(LoggingSystem.class);
        for (String each : List.of("org.jekasy.command", "org.springframework.web", "org.springframework.jdbc")) {
            logging.setLogLevel(each, detailed ? LogLevel.DEBUG : null);
        }
    }

    <T> T part(String name, Class<T> type) {
        return service.getBean(name, type);
    }

    record Reply(int status, String type, String disposition, String body) {
        JsonNode json() {
            return EventJson.mapper().readTree(body);
        }

        Reply is(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        Reply isProblem(int expected, String code, String sentence) {
            is(expected);
            assertThat(type).isEqualTo("application/problem+json");
            assertThat(json().path("code").asString("")).isEqualTo(code);
            assertThat(json().path("detail").asString("")).isEqualTo(sentence);
            return this;
        }
    }

    Reply send(String actor, String method, String path, String body) {
        return send(actor, method, path, body, "application/json", "fr");
    }

    Reply send(String actor, String method, String path, String body, String type, String language) {
        return send(actor, method, path, body.getBytes(StandardCharsets.UTF_8), type, language);
    }

    Reply send(String actor, String method, String path, byte[] body, String type, String language) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port") + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Jekasy-Actor", actor)
                .header("Accept-Language", language);
        if (body.length > 0) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.headers().firstValue("Content-Disposition").orElse(""),
                    answer.body());
        } catch (IOException failure) {
            throw new AssertionError("no answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static String fact(UUID id, String fields) {
        return "{\"eventId\":\"%s\",\"occurredAt\":\"2026-05-11T09:10:00Z\",\"source\":\"IMPORT\",%s}"
                .formatted(id, fields.replace('\'', '"'));
    }

    /** A fact out of a book; returns its id. */
    UUID record(String organisation, String door, String fields) {
        UUID id = UUID.randomUUID();
        send(organisation + "/op-2", "POST", door, fact(id, fields)).is(201);
        return id;
    }

    void cooperative(String organisation, String issuer) {
        record(
                organisation,
                "/organisations",
                "'organisation':'%s','name':'%s','kind':'COOPERATIVE','issuers':['%s']"
                        .formatted(organisation, organisation, issuer));
    }

    /** A producer with an orchard, as {@code P-…} and {@code V-…}. */
    void producer(String organisation, String number) {
        registered.put(
                number,
                List.of(
                        record(
                                organisation,
                                "/producers",
                                "'producer':'P-%s','commune':'ml.sikasso.kadiolo.nimbougou','consentOn':'2026-01-20','claims':[]"
                                        .formatted(number)),
                        record(
                                organisation,
                                "/places",
                                "'place':'V-%s','kind':'ORCHARD','producer':'P-%s','commune':'ml.sikasso.kadiolo.nimbougou'"
                                        .formatted(number, number))));
    }

    /** Takes a producer of Kadiolo back with its orchard: one person asks, a second agrees. */
    void voids(String number) {
        for (UUID entry : Objects.requireNonNull(registered.get(number)).reversed()) {
            Reply asked = send(
                            "COOP-KAD-01/op-2",
                            "POST",
                            "/voids",
                            fact(UUID.randomUUID(), "'target':'%s','reason':'DUPLICATE'".formatted(entry)))
                    .is(202);
            send(
                            "COOP-KAD-01/op-3",
                            "POST",
                            "/approvals",
                            fact(
                                    UUID.randomUUID(),
                                    "'approval':'%s'"
                                            .formatted(
                                                    asked.json().path("eventId").asString())))
                    .is(201);
        }
    }

    String harvest(String organisation, String issuer, String number, int serial) {
        String lot = LotId.ofDay(LocalDate.of(2026, 5, 11), IssuerCode.parse(issuer), serial)
                .text();
        record(
                organisation,
                "/harvests",
                "'lot':'%s','variety':'KEN','orchard':'V-%s','weightG':806500".formatted(lot, number));
        return lot;
    }

    void agrees(String producer, List<String> purposes) {
        agrees(producer, purposes, LocalDate.of(2026, 5, 12));
    }

    void agrees(String producer, List<String> purposes, LocalDate on) {
        agrees(MANAGER, producer, purposes, on);
    }

    void agrees(String actor, String producer, List<String> purposes, LocalDate on) {
        for (String purpose : purposes) {
            send(
                            actor,
                            "POST",
                            "/persons/" + producer + "/consents",
                            "{\"purpose\":\"%s\",\"given\":true,\"on\":\"%s\"}".formatted(purpose, on))
                    .is(201);
        }
    }

    @Override
    public void close() {
        service.close();
        broker.stop();
    }
}
