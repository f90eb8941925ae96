package org.jekasy.language;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One fact in the ledger. {@code position} counts 1, 2, 3 … without holes in commit order (0: not written yet); {@code occurredAt} is when it
 * happened, {@code recordedAt} when the ledger learned it; {@code kmFromPlace} the whole kilometres between the device and the registered place.
 */
public record LedgerEntry(
        long position,
        EventId eventId,
        Instant occurredAt,
        Instant recordedAt,
        Actor by,
        Source source,
        List<Flag> flags,
        List<Document> documents,
        @Nullable Integer kmFromPlace,
        EventId correlationId,
        EventId causationId,
        LedgerEvent event) {
    public LedgerEntry {
        flags = List.copyOf(flags);
        documents = List.copyOf(documents);
    }

    /** The same entry at its place in the ledger. */
    public LedgerEntry at(long place) {
        return new LedgerEntry(
                place,
                eventId,
                occurredAt,
                recordedAt,
                by,
                source,
                flags,
                documents,
                kmFromPlace,
                correlationId,
                causationId,
                event);
    }

    /** The same entry with another fact in it: what a correction puts in its place. */
    public LedgerEntry with(LedgerEvent other) {
        return new LedgerEntry(
                position,
                eventId,
                occurredAt,
                recordedAt,
                by,
                source,
                flags,
                documents,
                kmFromPlace,
                correlationId,
                causationId,
                other);
    }
}
