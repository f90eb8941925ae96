package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody writes an entry into the topic: everybody who reads it says so, nobody believes it, and the way out that they name is one. */
class ForgedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    private final Restore restore = new Restore(OpenLedger.BROKER, Language.FRENCH, out, out, Clock.systemUTC());
    private final Rebuilding rebuilding = new Rebuilding(OpenLedger.BROKER, Language.FRENCH, out, out);

    @TempDir
    Path place;

    @Test
    void aForgedRecordIsNamedByAllBelievedByNoneAndGoneWithTheTopic() throws Exception {
        Path data = place.toRealPath().resolve("data");
        try (OpenLedger ledger = OpenLedger.in(data)) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(ledger.register(1).statusCode()).isEqualTo(201));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ledger.ask("pages", "select position from progress"))
                            .isEqualTo("1"));
            forge(ledger);

            for (int port : new int[] {
                ledger.ports().watch().commands(), ledger.ports().watch().pages()
            }) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(health(port))
                                .contains("Enregistrement falsifié", "position 2 (offset 1)", "journal est intact")
                                .doesNotContain("refill-from-topic"));
            }
            doctor(data, ledger);
            assertThat(said()).contains("✗ sujet : son dernier enregistrement ne porte pas notre sceau");
            assertThat(restore.refill(data, ledger.ports())).isEqualTo(1);
            assertThat(said()).contains("Enregistrement falsifié").doesNotContain("il manque");
            assertThat(restore.acceptLoss(data, ledger.ports(), 1)).isEqualTo(1);
            assertThat(rebuilding.run(data, ledger.ports())).isEqualTo(1);
            // nothing was emptied, nothing put back, and the ledger goes on
            assertThat(ledger.ask("pages", "select count(*) from entry")).isEqualTo("1");
            assertThat(ledger.ask("ledger", "select count(*) from journal")).isEqualTo("1");
            assertThat(ledger.register(3).statusCode()).isEqualTo(201);

            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka(ledger)))) {
                admin.deleteTopics(List.of(Services.TOPIC)).all().get();
            }
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(health(ledger.ports().watch().commands()))
                                    .contains("\"doing\":\"LEADING\""));
            assertThat(rebuilding.run(data, ledger.ports())).as(said()).isZero();
            assertThat(ledger.ask("pages", "select string_agg(event_id::text, ' ' order by position) from entry"))
                    .isEqualTo("0198a000-0000-7000-8000-000000000001 0198a000-0000-7000-8000-000000000003");
        }
    }

    /** The entry that is there, once more as the next one, with every header but the seal's right value. */
    private static void forge(OpenLedger ledger) throws Exception {
        String entry = ledger.ask("ledger", "select convert_from(entry, 'UTF8') from journal");
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Services.TOPIC, 0, null, entry.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "position",
                        "2",
                        "ce_id",
                        "0198a000-0000-7000-8000-000000000001",
                        "ce_type",
                        "OrganisationRegistered",
                        "requesthash",
                        "00".repeat(32),
                        "seal",
                        "0".repeat(32))
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<byte[], byte[]> forger = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka(ledger)), new ByteArraySerializer(), new ByteArraySerializer())) {
            forger.send(record).get();
        }
    }

    private void doctor(Path data, OpenLedger ledger) {
        assertThat(new Doctor(OpenLedger.BROKER, Language.FRENCH, out, Clock.systemUTC()).run(data, ledger.ports()))
                .isEqualTo(1);
    }

    private static String kafka(OpenLedger ledger) {
        return "127.0.0.1:" + ledger.ports().kafka();
    }

    private static String health(int port) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
