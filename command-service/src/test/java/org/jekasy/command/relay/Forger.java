package org.jekasy.command.relay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jekasy.command.journal.Stored;
import org.jekasy.language.wire.RecordSeal;

/** Somebody who can write into the topic and does not know the key; where a test says so, our own relay of another time. */
final class Forger implements AutoCloseable {
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    Forger(TestBroker broker, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A record as of some other program: a header of ours, with nothing in it. */
    void sendsForeign() throws ExecutionException, InterruptedException {
        ProducerRecord<byte[], byte[]> record = record(new byte[] {1});
        record.headers().add("position", null);
        send(record).get();
    }

    /** An entry at a position, with all a record of ours has but its seal. */
    void sends(long position, byte[] entry) throws ExecutionException, InterruptedException {
        ProducerRecord<byte[], byte[]> record = record(entry);
        record.headers().add("position", Long.toString(position).getBytes(StandardCharsets.UTF_8));
        record.headers().add(RecordSeal.REQUEST_HASH, "00".repeat(32).getBytes(StandardCharsets.UTF_8));
        record.headers().add(RecordSeal.HEADER, new byte[32]);
        send(record).get();
    }

    /** What the relay sent once, of this journal or of another one. */
    void sendsSealed(Stored entry) throws ExecutionException, InterruptedException {
        ProducerRecord<byte[], byte[]> record = record(entry.entry());
        SealedRecord.seal(record, entry, RecordSeal.with(TestBroker.SEAL_KEY, "relay.seal-key"));
        send(record).get();
    }

    /** An entry our journal does not have, as the relay would have sent it. */
    void sendsSealed(long position) throws ExecutionException, InterruptedException {
        sendsSealed(new Stored(
                position,
                UUID.fromString("11111111-1111-1111-1111-111111111111"),
                "LotWeighed",
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                "coop",
                new byte[0],
                "{\"n\":0}".getBytes(StandardCharsets.UTF_8)));
    }

    private ProducerRecord<byte[], byte[]> record(byte[] value) {
        return new ProducerRecord<>(topic, 0, null, value);
    }

    private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return producer.send(record);
    }

    @Override
    public void close() {
        producer.close();
    }
}
