package org.jekasy.language;

import java.util.List;

/** A recall ended: outcome and what was found. */
public record RecallClosed(RecallId recall, String outcome, Grams found, List<LotId> lots) implements LedgerEvent {
    public RecallClosed {
        lots = List.copyOf(lots);
    }
}
