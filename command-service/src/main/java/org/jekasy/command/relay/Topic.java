package org.jekasy.command.relay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jekasy.command.journal.Stored;
import org.jekasy.language.wire.ForgedRecord;
import org.jekasy.language.wire.RecordSeal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one partition that holds the copy. Whatever goes wrong, it is closed and opened anew: the truth is read again from the topic itself. */
final class Topic implements AutoCloseable {
    /**
     * What the topic holds. {@code first}: the position of its first record, 0 when it is empty. {@code highest}: its furthest record.
     * {@code reached}: where a reader stands who takes each position once and in order.
     */
    record Holdings(long first, SealedRecord highest, long reached) {
        static final Holdings NOTHING = new Holdings(0, new SealedRecord(0, new byte[0], new byte[0]), 0);
    }

    /** Somebody else changed the topic: wiped it, or wrote to it. */
    static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Changed(String how) {
            super(how);
        }
    }

    /** Longer than any round that was sent and not acknowledged. */
    static final int TAIL = 2_000;

    private static final Logger log = LoggerFactory.getLogger(Topic.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AT_BEGINNING = Duration.ofSeconds(5);
    private static final int LARGEST_RECORD = 4 << 20;
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "-1",
            "retention.bytes", "-1",
            "max.message.bytes", Integer.toString(LARGEST_RECORD)));

    private final TopicPartition partition;
    private final RecordSeal seal;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private long beginning;
    private long lookedAtBeginning = System.nanoTime();
    private long end;

    Topic(RelayProperties relay) {
        partition = new TopicPartition(relay.topic(), 0);
        seal = relay.seal();
        admin = Admin.create(relay.client(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                relay.bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000)));
        consumer = new KafkaConsumer<>(
                relay.client(Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        relay.bootstrapServers(),
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        5_000,
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        // One request under way and no end to its retries: a later batch must never arrive where an earlier one was
        // given up.
        producer = new KafkaProducer<>(
                relay.client(Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        relay.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Integer.MAX_VALUE,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE.toMillis(),
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        LARGEST_RECORD,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Creates the topic if it is missing, and sees to it that it keeps everything in one order. */
    void prepare() {
        try {
            NewTopic wanted = new NewTopic(partition.topic(), Optional.of(1), Optional.empty()).configs(SETTINGS);
            await(admin.createTopics(List.of(wanted)).all());
            log.info("Topic {} created", partition.topic());
        } catch (TopicExistsException fine) {
            log.debug("Topic {} is there", partition.topic());
        }
        int partitions = await(admin.describeTopics(List.of(partition.topic())).allTopicNames())
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
        if (partitions != 1) {
            throw new RelayHalted(
                    "Le topic %s a %d partitions : l'ordre du registre se perdrait. Supprimez-le, il sera recréé et rempli."
                            .formatted(partition.topic(), partitions),
                    "Topic %s has %d partitions: the order of the ledger would be lost. Delete it, it is made and filled again."
                            .formatted(partition.topic(), partitions));
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, partition.topic());
        var current = await(admin.describeConfigs(List.of(resource)).all())
                .values()
                .iterator()
                .next();
        Collection<AlterConfigOp> repairs = new ArrayList<>();
        SETTINGS.forEach((name, value) -> {
            ConfigEntry is = current.get(name);
            if (is == null || !value.equals(is.value())) {
                log.warn(
                        "Topic {}: {} is {}, set to {}",
                        partition.topic(),
                        name,
                        is == null ? "unset" : is.value(),
                        value);
                repairs.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
            }
        });
        if (!repairs.isEmpty()) {
            await(admin.incrementalAlterConfigs(Map.of(resource, repairs)).all());
        }
    }

    /** Looks where the topic begins and ends now. */
    void look() {
        consumer.assign(List.of(partition));
        beginning = beginningOffset();
        end = endOffset();
    }

    /** Reads the beginning and the end of the topic; {@link ForgedRecord} where one there is not ours. */
    Holdings holdings() {
        look();
        if (beginning == end) {
            return Holdings.NOTHING;
        }
        long first = read(beginning, beginning + 1).getFirst().position();
        SealedRecord highest = Holdings.NOTHING.highest();
        long reached = 0;
        for (SealedRecord record : read(Math.max(beginning, end - TAIL), end)) {
            if (reached == 0 || record.position() == reached + 1) {
                reached = record.position();
            }
            if (record.position() > highest.position()) {
                highest = record;
            }
        }
        return new Holdings(first, highest, reached);
    }

    private List<SealedRecord> read(long from, long to) {
        consumer.seek(partition, from);
        List<SealedRecord> records = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < to) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (record.offset() < to) {
                    records.add(SealedRecord.read(record, seal));
                }
            }
            if (System.nanoTime() - deadline > 0) {
                throw new KafkaException("Kafka does not hand out the records of " + partition);
            }
        }
        return records;
    }

    /**
     * Hands over every record from the beginning to the end that {@link #look} saw, in the topic's order; {@link ForgedRecord} at the first that is not
     * ours.
     */
    void each(Consumer<SealedRecord> take) {
        consumer.seek(partition, beginning);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (record.offset() >= end) {
                    return;
                }
                take.accept(SealedRecord.read(record, seal));
                deadline = System.nanoTime() + PATIENCE.toNanos();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new KafkaException("Kafka does not hand out the records of " + partition);
            }
        }
    }

    /** Forgets every record on purpose. */
    void forget() {
        end = endOffset();
        wipe();
    }

    /** Forgets all records: the copy is incomplete and is filled from the beginning. */
    void wipe() {
        await(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end)))
                .all());
        beginning = end;
    }

    /** Nobody touched the topic since we last wrote or read it. */
    void checkUntouched() {
        long is = endOffset();
        if (is != end) {
            throw new Changed("the end of %s is at offset %d instead of %d".formatted(partition, is, end));
        }
        // records taken away at the beginning leave the end where it is; seldom looked at: it costs a question of its
        // own
        if (System.nanoTime() - lookedAtBeginning > LOOK_AT_BEGINNING.toNanos()) {
            lookedAtBeginning = System.nanoTime();
            long first = beginningOffset();
            if (first != beginning) {
                throw new Changed(
                        "the beginning of %s is at offset %d instead of %d".formatted(partition, first, beginning));
            }
        }
    }

    private long beginningOffset() {
        return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    private long endOffset() {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** Sends entries in order and returns when all brokers that must have them have them. */
    void send(List<Stored> entries) {
        checkUntouched();
        List<Future<RecordMetadata>> sent = new ArrayList<>(entries.size());
        for (Stored entry : entries) {
            sent.add(producer.send(record(entry)));
        }
        for (Future<RecordMetadata> ack : sent) {
            long offset = await(ack).offset();
            if (offset != end) {
                throw new Changed("a record came to offset %d of %s instead of %d".formatted(offset, partition, end));
            }
            end++;
        }
    }

    private ProducerRecord<byte[], byte[]> record(Stored entry) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                partition.topic(), partition.partition(), entry.recordedAt().toEpochMilli(), null, entry.entry());
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", entry.eventId().toString());
        header(record, "ce_type", entry.type());
        header(record, "ce_source", "/organisations/" + entry.organisation());
        header(record, "ce_time", entry.occurredAt().toString());
        header(record, "ce_datacontenttype", "application/json");
        // where the Kafka binding of CloudEvents wants it
        header(record, "content-type", "application/json");
        SealedRecord.seal(record, entry, seal);
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T await(Future<T> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof KafkaException known ? known : new KafkaException(failure.getCause());
        } catch (TimeoutException away) {
            throw new KafkaException("Kafka does not answer", away);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new KafkaException(stop);
        }
    }

    /** Gives up what is under way: the next one looks at the topic. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
        admin.close(Duration.ofSeconds(1));
    }
}
