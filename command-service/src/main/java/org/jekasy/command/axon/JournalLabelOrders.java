package org.jekasy.command.axon;

import java.time.Instant;
import java.util.List;
import org.jekasy.command.journal.JournalUnavailable;
import org.jekasy.command.journal.PostgresJournal;
import org.jekasy.command.ledger.LabelOrders;
import org.jekasy.command.ledger.LedgerUnavailable;
import org.jekasy.command.ledger.Tag;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.PartyId;
import org.jspecify.annotations.Nullable;

/** The orders for labels that wait, as the journal has them. */
record JournalLabelOrders(PostgresJournal journal) implements LabelOrders {
    @Override
    public List<LedgerEntry> waiting(PartyId organisation, @Nullable String station, Instant now) {
        List<String> tags = LabelOrders.tags(organisation, station, now).stream()
                .map(Tag::text)
                .toList();
        try {
            return journal.unanswered(tags, Tag.LABEL_ORDER, MOST);
        } catch (JournalUnavailable away) {
            throw new LedgerUnavailable("the journal does not answer", away);
        }
    }
}
