package org.jekasy.query.follow;

import java.time.Instant;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jspecify.annotations.Nullable;

/**
 * What one entry changes in what the ledger says. In the place of entry {@code root} (itself, or the one it corrects or voids) the ledger
 * said {@code before} (null: nothing) and says {@code now} (null: nothing any more). Neither is ever a correction or a void. What is corrected
 * still happened when the root happened: {@code occurredAt}.
 */
public record Change(
        LedgerEntry entry,
        long root,
        EventId rootId,
        Instant occurredAt,
        @Nullable LedgerEvent before,
        @Nullable LedgerEvent now) {
    public long position() {
        return entry.position();
    }
}
