package org.jekasy.command.ledger;

import java.util.Set;
import org.jekasy.language.Grams;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.RecallClosed;
import org.jekasy.language.RecallId;
import org.jekasy.language.RecallOpened;
import org.jspecify.annotations.Nullable;

/** Ends a recall for all its lots: the outcome, and what was found of the goods. Only who opened it may. */
public record CloseRecall(
        RecallId recall, String outcome, @Nullable Grams found) implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.recall(recall));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        RecallOpened opened = situation.lots().recall(recall);
        if (opened == null) {
            throw new Refusal(Reason.UNKNOWN, "what", "recall", "id", recall);
        }
        if (situation.lots().isClosed(recall)) {
            throw new Refusal(Reason.RECALL_CLOSED, "recall", recall);
        }
        LedgerEntry entry = situation.history().entry(situation.lots().recallEntry(recall));
        if (entry != null && !entry.by().organisation().equals(situation.by())) {
            throw Situation.notYours("recall", recall, entry.by().organisation(), situation.by());
        }
        return new RecallClosed(
                recall, Situation.text("outcome", outcome), found == null ? Grams.NONE : found, opened.lots());
    }
}
