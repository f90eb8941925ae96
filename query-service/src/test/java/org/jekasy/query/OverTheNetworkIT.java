package org.jekasy.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LotId;
import org.jekasy.language.wire.EventJson;
import org.jekasy.query.follow.Progress.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By settings alone: pages over TLS, with a key in either form, read from a broker that lets nobody in without a password and over TLS only. */
class OverTheNetworkIT {
    private static final String PASSWORD = "of-the-test";
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    private static final String TOPIC = "jekasy.ledger.v1";

    @TempDir
    private static Path folder;

    private static KeyStore keys;
    private static Path file;
    private static KafkaRaftServer broker;
    private static String address;
    private static final Book BOOK = Book.withRegister();
    private static final LotId LOT = BOOK.harvest(806);

    @BeforeAll
    static void aBrokerThatAsksWhoItIs()
            throws IOException, InterruptedException, GeneralSecurityException, ExecutionException {
        file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "web",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Key key = keys.getKey("web", PASSWORD.toCharArray());
        Files.writeString(folder.resolve("web.key"), pem("PRIVATE KEY", key.getEncoded()));
        Files.writeString(
                folder.resolve("web.crt"),
                pem("CERTIFICATE", keys.getCertificate("web").getEncoded()));
        int port = freePort();
        address = "localhost:" + port;
        broker = broker(port);
        broker.startup();
        Map<String, Object> relay = new HashMap<>(signedIn("relay", "r-1"));
        relay.put("bootstrap.servers", address);
        try (Admin admin = Admin.create(relay)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(relay, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (LedgerEntry entry : BOOK.entries()) {
                producer.send(Servers.record(TOPIC, entry, EventJson.write(entry)))
                        .get();
            }
        }
    }

    private static KafkaRaftServer broker(int port) {
        int controller = freePort();
        Properties settings = new Properties();
        Map.ofEntries(
                        Map.entry("process.roles", "broker,controller"),
                        Map.entry("node.id", "1"),
                        Map.entry("controller.quorum.voters", "1@localhost:" + controller),
                        Map.entry("controller.listener.names", "CONTROLLER"),
                        Map.entry(
                                "listeners", "SASL_SSL://localhost:" + port + ",CONTROLLER://localhost:" + controller),
                        Map.entry("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT"),
                        Map.entry("inter.broker.listener.name", "SASL_SSL"),
                        Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                        Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                        Map.entry(
                                "listener.name.sasl_ssl.plain.sasl.jaas.config",
                                PLAIN
                                        + "username=\"broker\" password=\"b-1\" user_broker=\"b-1\" user_relay=\"r-1\" user_pages=\"p-1\";"),
                        Map.entry("ssl.keystore.location", file.toString()),
                        Map.entry("ssl.keystore.password", PASSWORD),
                        Map.entry("ssl.truststore.location", file.toString()),
                        Map.entry("ssl.truststore.password", PASSWORD),
                        Map.entry("log.dirs", folder.resolve("log").toString()),
                        Map.entry("offsets.topic.replication.factor", "1"),
                        Map.entry("log.cleaner.dedupe.buffer.size", "2097152"))
                .forEach(settings::setProperty);
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.resolve("log").toString())
                    .addDirectory(folder.resolve("log").toString())
                    .run();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        return new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    }

    @AfterAll
    static void stop() {
        broker.shutdown();
        broker.awaitShutdown();
    }

    private static Map<String, String> signedIn(String user, String password) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                PLAIN + "username=\"" + user + "\" password=\"" + password + "\";",
                "ssl.truststore.location",
                file.toString(),
                "ssl.truststore.password",
                PASSWORD);
    }

    private static Running pages(String password, String... tls) {
        List<String> settings = new ArrayList<>(List.of(
                "--follow.bootstrap-servers=" + address, "--server.ssl.bundle=web", "--server.address=0.0.0.0"));
        settings.addAll(List.of(tls));
        signedIn("pages", password).forEach((name, value) -> settings.add("--follow.kafka." + name + "=" + value));
        return Running.on(Servers.database(), TOPIC, settings.toArray(String[]::new));
    }

    @Test
    void pagesOverTlsWithAPemFileReadABrokerOverTls() throws Exception {
        try (Running service = pages(
                        "p-1",
                        "--spring.ssl.bundle.pem.web.keystore.certificate=file:" + folder.resolve("web.crt"),
                        "--spring.ssl.bundle.pem.web.keystore.private-key=file:" + folder.resolve("web.key"));
                HttpClient client =
                        HttpClient.newBuilder().sslContext(trusting()).build()) {
            service.reaches(BOOK.last());
            assertThat(page(client, service, "/lots/" + LOT).body()).contains("\"availableG\":806000");
        }
    }

    @Test
    void pagesOverTlsWithAPkcs12FileSayThatTheBrokerLetsThemNotIn() throws Exception {
        try (Running service = pages(
                        "p-2",
                        "--spring.ssl.bundle.jks.web.keystore.location=file:" + file,
                        "--spring.ssl.bundle.jks.web.keystore.password=" + PASSWORD);
                HttpClient client =
                        HttpClient.newBuilder().sslContext(trusting()).build();
                HttpClient trustsNobodyNew = HttpClient.newHttpClient()) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(service.progress().state()).isEqualTo(State.WAITING_FOR_BROKER));
            assertThat(page(client, service, "/lots").body()).contains("\"lots\":[]");
            assertThat(service.health().text())
                    .contains("Authentication failed")
                    .doesNotContain("p-2");
            assertThatThrownBy(() -> page(trustsNobodyNew, service, "/lots")).isInstanceOf(SSLHandshakeException.class);
        }
    }

    private static HttpResponse<String> page(HttpClient client, Running service, String path)
            throws IOException, InterruptedException {
        URI page = URI.create(service.address(path).replace("http:", "https:"));
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static SSLContext trusting() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String pem(String what, byte[] encoded) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }

    // below those a machine hands out by itself: one of these could be somebody's connection by the time the broker
    // opens it
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 20_000);
            try (ServerSocket free = new ServerSocket(port)) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // another, then
            }
        }
    }
}
