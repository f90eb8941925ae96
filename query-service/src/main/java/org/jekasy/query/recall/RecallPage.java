package org.jekasy.query.recall;

import java.time.Instant;
import org.jekasy.language.Grams;
import org.jekasy.language.RecallClass;
import org.jekasy.language.RecallId;
import org.jekasy.query.register.PartyName;
import org.jspecify.annotations.Nullable;

/** A recall: why, by whom, how it ended if it did, and what it reaches with where that is now. */
public record RecallPage(
        RecallId recall,
        long position,
        String hazard,
        RecallClass recallClass,
        @Nullable String notice,
        Instant openedAt,
        PartyName openedBy,
        @Nullable Closed closed,
        Reach reach) {
    /** How it ended: outcome and what was found. */
    public record Closed(Instant at, PartyName by, String outcome, Grams found) {}
}
