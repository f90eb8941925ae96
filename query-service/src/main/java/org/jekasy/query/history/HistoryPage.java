package org.jekasy.query.history;

import java.time.Instant;
import java.util.List;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.Document;
import org.jekasy.language.EventId;
import org.jekasy.language.Flag;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.Source;
import org.jekasy.query.register.PartyName;
import org.jekasy.query.register.PlaceName;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a lot, in the order of the ledger, as it stood at {@code position}. {@code next}: where the following part begins
 * ({@code after=}), if there is one.
 */
public record HistoryPage(
        LotId lot,
        long position,
        List<Line> entries,
        @Nullable Long next) {
    /**
     * One entry. {@code takenBack} says that it is struck through, by which entry, who and why; {@code inPlaceOf} that it is itself a
     * correction or void of an earlier one. {@code place} is where it happened, {@code places} and {@code parties} all that it names.
     * Of an entry that names lots, a producer or an orchard the reader may not see, only that it happened is told, without {@code event}.
     */
    public record Line(
            long position,
            EventId eventId,
            String type,
            Instant occurredAt,
            Instant recordedAt,
            PartyName by,
            @Nullable String operator,
            @Nullable String device,
            Source source,
            List<Flag> flags,
            List<Document> documents,
            @Nullable Integer kmFromPlace,
            @Nullable PlaceName place,
            List<PlaceName> places,
            List<PartyName> parties,
            @Nullable Long inPlaceOf,
            @Nullable TakenBack takenBack,
            @Nullable LedgerEvent event) {
        /** False where a later entry corrected or voided this one. */
        public boolean inForce() {
            return takenBack == null;
        }
    }

    /** The entry that corrected or voided another: position, whether nothing stands in its place, why, by whom and when. */
    public record TakenBack(
            long position,
            boolean voided,
            CorrectReason reason,
            @Nullable String note,
            PartyName by,
            Instant at) {}
}
