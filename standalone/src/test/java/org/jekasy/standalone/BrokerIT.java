package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerIT {
    private static final Path JAR = Path.of("broker/target/broker.jar").toAbsolutePath();
    private static final String TOPIC = "jekasy.ledger.v1";

    @TempDir
    Path place;

    private @Nullable Broker broker;
    private Path home = Path.of("");

    @BeforeEach
    void folder() throws Exception {
        home = Files.createDirectories(place.toRealPath().resolve("a place with spaces"));
    }

    @AfterEach
    void nothingIsLeft() {
        if (broker != null) {
            broker.close();
        }
        assertThat(Processes.mentioning(home)).isEmpty();
    }

    private Broker start() throws Exception {
        Ports ports = Ports.free();
        broker = Broker.start(JAR, home, home, ports.kafka(), ports.controller());
        return broker;
    }

    @Test
    void itIsFormattedOnceAndKeepsItsRecordsEvenOnOtherPorts() throws Exception {
        Broker first = start();
        String cluster = cluster(first);
        send(first, "806500");
        first.close();
        List<String> formatted = Files.readAllLines(home.resolve("topics/meta.properties"));

        Broker second = start();
        assertThat(cluster(second)).isEqualTo(cluster);
        assertThat(Files.readAllLines(home.resolve("topics/meta.properties"))).isEqualTo(formatted);
        assertThat(records(second)).containsExactly("806500");
    }

    @Test
    void itKeepsItsRecordsAfterKillNine() throws Exception {
        Broker first = start();
        send(first, "806500");
        first.process().destroyForcibly();
        first.process().onExit().join();
        assertThat(records(start())).containsExactly("806500");
    }

    @Test
    void aFormatThatWasCutShortIsDoneAgain() throws Exception {
        start().close();
        Files.delete(home.resolve("topics/meta.properties"));
        assertThat(cluster(start())).isNotEmpty();
    }

    @Test
    void aBrokerLeftOverByAKilledJvmIsEndedByTheNextStart() throws Exception {
        ProcessHandle leftOver = start().process();
        Broker.endLeftOver(home.resolveSibling("another"));
        assertThat(leftOver.isAlive()).isTrue();
        Broker.endLeftOver(home);
        assertThat(leftOver.isAlive()).isFalse();
    }

    @Test
    void noTopicAppearsByBeingAskedForAndEachRecordIsFlushed() throws Exception {
        try (Admin admin = admin(start())) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("typo"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
            ConfigResource one = new ConfigResource(ConfigResource.Type.BROKER, "1");
            assertThat(admin.describeConfigs(List.of(one)).all().get().values())
                    .singleElement()
                    .satisfies(config -> assertThat(config.get("log.flush.interval.messages"))
                            .extracting(ConfigEntry::value)
                            .isEqualTo("1"));
        }
    }

    @Test
    void aBrokerThatCannotStartSaysWhereToLook() throws Exception {
        Files.writeString(home.resolve("topics"), "a file where a folder should be");
        assertThatThrownBy(this::start)
                .isInstanceOfSatisfying(
                        CannotStart.class,
                        refusal -> assertThat(refusal.sentence(Language.FRENCH))
                                .startsWith("Kafka n'a pas démarré : ")
                                .contains(home.toString()));
    }

    @Test
    void whereItsPortIsTakenItSaysSoAndDoesNotWaitForTheStranger() throws Exception {
        Ports ports = Ports.free();
        try (ServerSocket stranger = new ServerSocket(ports.kafka(), 50, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.answers(stranger.getLocalPort())).isTrue();
            assertThatThrownBy(() -> Broker.start(JAR, home, home, ports.kafka(), ports.controller()))
                    .isInstanceOfSatisfying(
                            CannotStart.class,
                            refusal -> assertThat(refusal.sentence(Language.FRENCH))
                                    .contains("Address already in use"));
        }
        assertThat(Ports.answers(ports.kafka())).isFalse();
    }

    private static Admin admin(Broker running) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, running.bootstrap()));
    }

    private static String cluster(Broker running) throws Exception {
        try (Admin admin = admin(running)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static void send(Broker running, String value) throws Exception {
        try (Admin admin = admin(running)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                running.bootstrap(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class))) {
            producer.send(new ProducerRecord<>(TOPIC, value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static List<String> records(Broker running) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                running.bootstrap(),
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class))) {
            TopicPartition only = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            return consumer.poll(Duration.ofSeconds(20)).records(only).stream()
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .toList();
        }
    }
}
