package org.jekasy.query.follow;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.wire.EventJson;
import org.jekasy.language.wire.EventType;
import org.jekasy.language.wire.ForgedRecord;
import org.jekasy.language.wire.RecordSeal;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's copy in Kafka: one partition, read by position. Offsets are never remembered: after the topic was wiped and filled again
 * the same offset holds another entry, so the place to go on from is always searched for.
 */
final class Topic implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final TopicPartition partition;
    private final RecordSeal seal;
    private final KafkaConsumer<byte[], byte[]> consumer;

    Topic(FollowProperties follow) {
        this.partition = new TopicPartition(follow.topic(), 0);
        this.seal = follow.seal();
        this.consumer = new KafkaConsumer<>(
                follow.client(Map.ofEntries(
                        Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, follow.bootstrapServers()),
                        Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, "query-service"),
                        // progress is kept with the rows it belongs to, never by the broker
                        Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"),
                        Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                        Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false"),
                        Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                        Map.entry(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, "false"),
                        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "4000"),
                        Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "4194304"),
                        Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1"),
                        Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "2000"),
                        Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, "10000"),
                        // a broker that vanished without a word is given up after this, and looked for again
                        Map.entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, "8000"),
                        Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000"))),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.consumer.assign(List.of(partition));
    }

    /** Goes to the last record that holds this position or an earlier one, so that the next new record is the one after it. */
    void seek(long position) {
        long begin = begin();
        long low = begin;
        long high = end();
        // invariant: what lies before low is at most this position, what lies from high on is beyond it
        while (low < high) {
            long middle = (low + high) >>> 1;
            Received record = first(middle, high);
            if (record == null || record.position() > position) {
                high = middle;
            } else {
                low = record.offset() + 1;
            }
        }
        consumer.seek(partition, Math.max(begin, low - 1));
    }

    /** The position of the last record; 0 where there is none. */
    long lastPosition() {
        long begin = begin();
        long end = end();
        for (long offset = end - 1; offset >= begin; offset--) {
            Received last = first(offset, end);
            if (last != null) {
                return last.position();
            }
        }
        return 0;
    }

    /** The next records in the order of the topic, their entries read; none where nothing came in that time. One thread at a time. */
    List<Received> poll(Duration patience) {
        List<Received> received = fetch(patience);
        received.forEach(Received::decode);
        return received;
    }

    private List<Received> fetch(Duration patience) {
        List<Received> received = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(patience).records(partition)) {
            received.add(new Received(polled, seal));
        }
        return received;
    }

    /** How many records the topic still holds beyond what was polled, as the broker said with the last answer. */
    long left() {
        return consumer.currentLag(partition).orElse(0);
    }

    /** Fails where the broker does not answer or the topic is not there. */
    void check() {
        end();
    }

    private long begin() {
        return consumer.beginningOffsets(List.of(partition), ANSWER)
                .values()
                .iterator()
                .next();
    }

    private long end() {
        return consumer.endOffsets(List.of(partition), ANSWER)
                .values()
                .iterator()
                .next();
    }

    /** Makes a poll under way, or the next one, return at once with an exception. Any thread may call it. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }

    // offsets may have holes (transaction marks), so the first record from there on counts; null where only holes are
    // left
    private @Nullable Received first(long offset, long end) {
        consumer.seek(partition, offset);
        long deadline = System.nanoTime() + ANSWER.toNanos();
        while (true) {
            List<Received> received = fetch(Duration.ofMillis(200));
            if (!received.isEmpty()) {
                Received first = received.getFirst();
                return first.offset() < end ? first : null;
            }
            if (consumer.position(partition) >= end) {
                return null;
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("no record at offset " + offset);
            }
        }
    }

    /** One record: where it lies, and what it says. Nothing of it is told before its seal was looked at. */
    static final class Received {
        private static final byte[] NONE = {};

        private final ConsumerRecord<byte[], byte[]> read;
        private final RecordSeal seal;
        /** The position, once the seal is found to be right; else 0. */
        private long sealedFor;

        private @Nullable Written entry;

        Received(ConsumerRecord<byte[], byte[]> read, RecordSeal seal) {
            this.read = read;
            this.seal = seal;
        }

        long offset() {
            return read.offset();
        }

        /** The position; {@link BadRecord} where the header says none, more than one, or no number, or where the relay did not seal this record for it. */
        long position() {
            if (sealedFor == 0) {
                long claimed = claimed();
                if (!seal.isOn(claimed, requestHash(), read.value(), only(RecordSeal.HEADER))) {
                    throw new BadRecord(String.valueOf(new ForgedRecord(read.topic(), claimed, offset()).getMessage()));
                }
                sealedFor = claimed;
            }
            return sealedFor;
        }

        private byte[] requestHash() {
            byte[] hash = only(RecordSeal.REQUEST_HASH);
            return hash == null ? NONE : hash;
        }

        private long claimed() {
            String text = header("position");
            try {
                long position = Long.parseLong(text);
                if (position > 0) {
                    return position;
                }
            } catch (NumberFormatException notANumber) {
                throw new BadRecord("offset %d: position \"%s\" is no number".formatted(offset(), shorten(text)));
            }
            throw new BadRecord("offset %d: position %s".formatted(offset(), shorten(text)));
        }

        /** The entry, if body and headers say the same; else {@link BadRecord}. */
        Written entry() {
            if (entry == null) {
                entry = decoded();
            }
            return entry;
        }

        // reads the body before anybody asks, on the thread that fetches; what is wrong with it is told when somebody
        // asks
        private void decode() {
            try {
                entry = decoded();
            } catch (BadRecord bad) {
                entry = null;
            }
        }

        private Written decoded() {
            long position = position();
            byte[] body = read.value();
            LedgerEntry entry;
            try {
                entry = EventJson.read(position, body);
            } catch (RuntimeException unreadable) {
                throw new BadRecord("position %d (offset %d) can not be read: %s"
                        .formatted(position, offset(), shorten(String.valueOf(unreadable.getMessage()))));
            }
            same(position, "ce_id", entry.eventId().text());
            same(position, "ce_type", EventType.of(entry.event()).name());
            return new Written(entry, new String(body, StandardCharsets.UTF_8));
        }

        private void same(long position, String name, String inBody) {
            String inHeader = header(name);
            if (!inHeader.equals(inBody)) {
                throw new BadRecord("position %d (offset %d): header %s says \"%s\", the entry \"%s\""
                        .formatted(position, offset(), name, shorten(inHeader), inBody));
            }
        }

        private String header(String name) {
            byte[] value = only(name);
            if (value == null) {
                throw new BadRecord("offset %d: header %s is missing or doubled".formatted(offset(), name));
            }
            return new String(value, StandardCharsets.UTF_8);
        }

        // null where the header is missing, empty or doubled
        private byte @Nullable [] only(String name) {
            Iterator<Header> found = read.headers().headers(name).iterator();
            byte[] value = found.hasNext() ? found.next().value() : null;
            return found.hasNext() ? null : value;
        }

        private static String shorten(String text) {
            return text.length() <= 200 ? text : text.substring(0, 200) + "…";
        }
    }

    /** A record that is no entry of the ledger, or not the one its headers claim. */
    static final class BadRecord extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadRecord(String message) {
            super(message);
        }
    }
}
