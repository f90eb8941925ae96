package org.jekasy.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.jekasy.command.journal.PostgresJournal;
import org.jekasy.command.journal.Stored;
import org.jekasy.command.journal.TestDatabase;
import org.jekasy.command.relay.KafkaRelay.Doing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** The copy in Kafka heals by itself; what it can not heal it names. */
class KafkaRelayIT {
    @TempDir
    private static Path folder;

    private static TestBroker broker;
    private static Admin admin;

    private final String topic;
    private final TestDatabase database = TestDatabase.withJournal();
    private final HikariDataSource pool = database.pool();
    private final PostgresJournal journal = new PostgresJournal(pool);
    private final List<KafkaRelay> relays = new ArrayList<>();
    private long written;

    KafkaRelayIT(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
    }

    @BeforeAll
    static void startBroker() {
        broker = new TestBroker(folder);
        admin = Admin.create(Map.of("bootstrap.servers", broker.address()));
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    }

    @AfterAll
    static void stopBroker() {
        Awaitility.reset();
        admin.close(Duration.ZERO);
        broker.close();
    }

    @AfterEach
    void close() {
        relays.forEach(KafkaRelay::stop);
        journal.close();
    }

    @Test
    void theTopicBecomesACompleteCopyOfTheJournal() {
        record(1_200);
        relay();
        record(3);
        awaitCopy();

        List<ConsumerRecord<byte[], byte[]>> copy = copy();
        assertThat(positions(copy))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1_203).boxed().toList());
        ConsumerRecord<byte[], byte[]> last = copy.getLast();
        Stored stored = journal.after(1_202, 1).getFirst();
        assertThat(last.value()).isEqualTo(stored.entry());
        assertThat(last.key()).isNull();
        assertThat(header(last, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(last, "ce_id")).isEqualTo(stored.eventId().toString());
        assertThat(header(last, "ce_type")).isEqualTo("LotWeighed");
        assertThat(header(last, "ce_source")).isEqualTo("/organisations/coop");
        assertThat(header(last, "ce_time")).isEqualTo(stored.occurredAt().toString());
        assertThat(header(last, "ce_datacontenttype")).isEqualTo("application/json");
    }

    @Test
    void theTopicIsMadeToKeepEverythingInOneOrder() throws Exception {
        get(admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(Map.of("retention.ms", "1000"))))
                .all());
        relay();
        await().until(() -> setting("retention.ms").equals("-1"));
        assertThat(setting("retention.bytes")).isEqualTo("-1");
        assertThat(setting("cleanup.policy")).isEqualTo("delete");
    }

    @Test
    void aTopicOfSeveralPartitionsHaltsTheRelay() throws Exception {
        get(admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all());
        halted(relay(), "2 partitions");
    }

    @Test
    void aWipedTopicIsFilledAgain() throws Exception {
        record(700);
        relay();
        awaitCopy();
        get(admin.deleteTopics(List.of(topic)).all());
        record(5);
        awaitCopy();
        assertThat(positions(copy()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 705).boxed().toList());
    }

    @Test
    void aTopicThatLostItsBeginningIsFilledAgain() throws Exception {
        record(20);
        KafkaRelay relay = relay();
        awaitCopy();
        relay.stop();
        get(admin.deleteRecords(Map.of(partition(), RecordsToDelete.beforeOffset(7)))
                .all());
        relay();
        await().until(() ->
                positions(copy()).equals(LongStream.rangeClosed(1, 20).boxed().toList()));
    }

    @Test
    void aTopicThatLosesItsBeginningUnderALeadingRelayIsFilledAgain() throws Exception {
        record(20);
        relay();
        awaitCopy();
        get(admin.deleteRecords(Map.of(partition(), RecordsToDelete.beforeOffset(7)))
                .all());
        await().until(() ->
                positions(copy()).equals(LongStream.rangeClosed(1, 20).boxed().toList()));
    }

    @Test
    void aBrokerThatIsAwayIsWaitedFor() {
        record(10);
        KafkaRelay relay = relay();
        awaitCopy();
        broker.stop();
        try {
            record(10);
            await().until(() -> relay.state().doing() == Doing.WAITING);
            assertThat(new RelayHealth(relay, journal).health().getStatus()).isEqualTo(Status.DOWN);
        } finally {
            broker.start();
        }
        awaitCopy();
        await().until(() -> relay.state().doing() == Doing.LEADING);
    }

    @Test
    void aTopicAheadOfTheJournalHaltsTheRelayUntilItIsPutRight() throws Exception {
        record(3);
        KafkaRelay relay = relay();
        awaitCopy();
        try (Forger another = new Forger(broker, topic)) {
            another.sendsSealed(4);
        }
        halted(relay, "jusqu'à la position 4, le journal jusqu'à 3");

        get(admin.deleteTopics(List.of(topic)).all());
        awaitCopy();
    }

    @Test
    void aTopicOfAnotherJournalHaltsTheRelay() throws Exception {
        record(5);
        get(admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all());
        try (Forger another = new Forger(broker, topic)) {
            for (int position = 1; position <= 4; position++) {
                another.sendsSealed(position);
            }
        }
        halted(relay(), "position 4");
    }

    @Test
    void aForeignRecordHaltsTheRelay() throws Exception {
        record(2);
        KafkaRelay relay = relay();
        awaitCopy();
        try (Forger somebody = new Forger(broker, topic)) {
            somebody.sendsForeign();
        }
        halted(relay, "message étranger");
    }

    @Test
    void aForgedRecordBeyondTheHeadHaltsTheRelayUntilTheTopicIsDeleted() throws Exception {
        record(3);
        KafkaRelay relay = relay();
        awaitCopy();
        try (Forger forger = new Forger(broker, topic)) {
            forger.sends(4, journal.after(2, 1).getFirst().entry());
        }
        isForged(halted(relay, "falsifié"), 4, 3);

        get(admin.deleteTopics(List.of(topic)).all());
        awaitCopy();
        await().until(() -> relay.state().doing() == Doing.LEADING);
    }

    @Test
    void aForgedRecordAtAPositionThatWasSentHaltsTheRelay() throws Exception {
        record(3);
        KafkaRelay relay = relay();
        awaitCopy();
        try (Forger forger = new Forger(broker, topic)) {
            forger.sends(2, "{\"n\":20}".getBytes(StandardCharsets.UTF_8));
        }
        isForged(halted(relay, "falsifié"), 2, 3);
    }

    @Test
    void aTopicFilledWithAnotherKeyHaltsTheRelay() {
        record(3);
        KafkaRelay relay = relay();
        awaitCopy();
        relay.stop();
        String another = Base64.getEncoder().encodeToString(new byte[32]);
        isForged(halted(relay(new RelayProperties(broker.address(), topic, another)), "scellé d'une autre clé"), 1, 0);
    }

    private static void isForged(Health health, long position, long offset) {
        assertThat(health.getDetails().get("why"))
                .asString()
                .contains("position %d (offset %d)".formatted(position, offset), "Forged record", "delete the topic")
                .doesNotContain("refill-from-topic", "en avance", "is ahead");
    }

    @Test
    void oneRelayLeadsAndTheOtherTakesOver() {
        record(50);
        KafkaRelay one = relay();
        await().until(() -> one.state().doing() == Doing.LEADING);
        KafkaRelay two = relay();
        record(50);
        awaitCopy();
        assertThat(two.state().doing()).isEqualTo(Doing.STANDING_BY);

        one.stop();
        await().until(() -> two.state().doing() == Doing.LEADING);
        record(50);
        awaitCopy();
        assertThat(positions(copy()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 150).boxed().toList());
    }

    @Test
    void aLeaderWhoseSessionIsCutDoesNotLeadOn() {
        record(5);
        KafkaRelay one = relay();
        awaitCopy();
        KafkaRelay two = relay();
        database.number(
                "select count(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory' and granted and objid = "
                        + (KafkaRelay.LEADER & 0xFFFF_FFFFL)
                        + " and database = (select oid from pg_database where datname = current_database())");
        record(5);
        awaitCopy();
        await().until(() -> one.state().doing() == Doing.LEADING ^ two.state().doing() == Doing.LEADING);
    }

    @Test
    void whatARelaySentBeforeItDiedIsNeitherSkippedNorCountedTwice() {
        record(300);
        try (Topic dying = new Topic(properties())) {
            dying.prepare();
            dying.holdings();
            dying.send(journal.after(0, 120));
            // it dies here: nobody has noted how far it came
        }
        relay();
        awaitCopy();
        assertThat(positions(copy()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 300).boxed().toList());
    }

    @Test
    void aRelayThatWakesUpLateAndSendsOldEntriesDoesNoHarm() throws Exception {
        record(10);
        relay();
        awaitCopy();
        try (Forger late = new Forger(broker, topic)) {
            for (Stored old : journal.after(4, 3)) {
                late.sendsSealed(old);
            }
        }
        record(10);
        awaitCopy();
        assertThat(taken(positions(copy()))).isEqualTo(20);
    }

    @Test
    void aGapAtTheEndOfTheTopicIsFilled() throws Exception {
        record(12);
        try (Topic broken = new Topic(properties())) {
            broken.prepare();
            broken.holdings();
            broken.send(journal.after(0, 5));
            broken.send(journal.after(8, 2));
        }
        assertThat(taken(positions(copy()))).isEqualTo(5);
        relay();
        awaitCopy();
        assertThat(taken(positions(copy()))).isEqualTo(12);
    }

    // ---- what the tests say

    private void record(int count) {
        database.sql(
                "insert into journal select n, gen_random_uuid(), 'LotWeighed', 1, now(), now(), 'coop', '', convert_to('{\"n\":' || n || '}', 'UTF8') from generate_series(%d, %d) n"
                        .formatted(written + 1, written + count));
        written += count;
        database.number("select 1 from pg_notify('" + PostgresJournal.BELL + "', '" + written + "')");
    }

    private RelayProperties properties() {
        return new RelayProperties(broker.address(), topic, TestBroker.SEAL_KEY);
    }

    private KafkaRelay relay() {
        return relay(properties());
    }

    private KafkaRelay relay(RelayProperties properties) {
        KafkaRelay relay = new KafkaRelay(database.properties(), journal, properties);
        relays.add(relay);
        relay.start();
        return relay;
    }

    private void awaitCopy() {
        await().untilAsserted(() -> assertThat(taken(positions(copy()))).isEqualTo(written));
    }

    /** Where a follower stands who takes each position once and in order. */
    private static long taken(List<Long> positions) {
        long last = 0;
        for (long position : positions) {
            if (position == last + 1) {
                last = position;
            }
        }
        return last;
    }

    private Health halted(KafkaRelay relay, String why) {
        await().until(() -> relay.state().doing() == Doing.HALTED);
        Health health = new RelayHealth(relay, journal).health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails().get("why")).asString().contains(why).contains("\n");
        return health;
    }

    private List<ConsumerRecord<byte[], byte[]>> copy() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.address(),
                        "auto.offset.reset",
                        "earliest",
                        "allow.auto.create.topics",
                        false,
                        "default.api.timeout.ms",
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            if (!consumer.listTopics().containsKey(topic)) {
                return List.of();
            }
            consumer.assign(List.of(partition()));
            long end = consumer.endOffsets(List.of(partition())).getOrDefault(partition(), 0L);
            consumer.seekToBeginning(List.of(partition()));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (consumer.position(partition()) < end && System.nanoTime() - deadline < 0) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private TopicPartition partition() {
        return new TopicPartition(topic, 0);
    }

    private static List<Long> positions(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> Long.valueOf(header(record, "position")))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private String setting(String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return get(admin.describeConfigs(List.of(resource)).all())
                .values()
                .iterator()
                .next()
                .get(name)
                .value();
    }

    private static <T> T get(KafkaFuture<T> answer) throws InterruptedException, ExecutionException {
        return answer.get();
    }
}
