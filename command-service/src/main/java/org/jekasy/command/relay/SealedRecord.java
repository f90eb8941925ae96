package org.jekasy.command.relay;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jekasy.command.journal.Stored;
import org.jekasy.language.wire.ForgedRecord;
import org.jekasy.language.wire.RecordSeal;

/** One record of the copy that bears our seal: an entry as it was written, and the hash of the request it answers (empty where none was kept). */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record SealedRecord(long position, byte[] requestHash, byte[] entry) {

    /**
     * What a record says, once its seal is found to be ours.
     *
     * @throws ForgedRecord when it is not
     * @throws RelayHalted when it claims no position at all
     */
    public static SealedRecord read(ConsumerRecord<byte[], byte[]> record, RecordSeal seal) {
        String position = text(record.headers(), "position");
        if (!position.matches("[1-9][0-9]{0,17}")) {
            throw new RelayHalted(
                    "Le topic %s contient un message étranger (offset %d, sans en-tête position). Supprimez le topic, il sera recréé et rempli."
                            .formatted(record.topic(), record.offset()),
                    "Topic %s holds a foreign record (offset %d, without a position header). Delete the topic, it is made and filled again."
                            .formatted(record.topic(), record.offset()));
        }
        long claimed = Long.parseLong(position);
        String hash = text(record.headers(), RecordSeal.REQUEST_HASH);
        Header found = record.headers().lastHeader(RecordSeal.HEADER);
        if (!seal.isOn(claimed, bytes(hash), record.value(), found == null ? null : found.value())) {
            throw new ForgedRecord(record.topic(), claimed, record.offset());
        }
        return new SealedRecord(claimed, HexFormat.of().parseHex(hash), record.value());
    }

    /** Adds what {@link #read} asks for. */
    static void seal(ProducerRecord<byte[], byte[]> record, Stored entry, RecordSeal seal) {
        // so that an entry can be put back as it was, and still knows the same request sent again
        byte[] hash = bytes(HexFormat.of().formatHex(entry.requestHash()));
        record.headers()
                .add("position", bytes(Long.toString(entry.position())))
                .add(RecordSeal.REQUEST_HASH, hash)
                .add(RecordSeal.HEADER, seal.of(entry.position(), hash, record.value()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
