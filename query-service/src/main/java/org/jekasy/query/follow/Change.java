package org.jekasy.query.follow;

import java.time.Instant;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jspecify.annotations.Nullable;

/**
 * What one entry (written as {@code text}) changes in what the ledger says. In the place of entry {@code root} (itself, or the one it corrects or voids) the ledger
 * said {@code before} (null: nothing) and says {@code now} (null: nothing any more). Neither is ever a correction or a void. What is corrected
 * happened when the correction says: {@code happenedAt}.
 */
public record Change(
        LedgerEntry entry,
        String text,
        long root,
        EventId rootId,
        Instant happenedAt,
        @Nullable LedgerEvent before,
        @Nullable LedgerEvent now) {
    public long position() {
        return entry.position();
    }
}
