package org.jekasy.language;

import java.util.List;

/** A hold (named by the id of the entry that set it) is lifted from these lots. */
public record LotReleased(LotId lot, EventId hold, List<LotId> lots, String decision) implements LedgerEvent {
    public LotReleased {
        lots = List.copyOf(lots);
    }
}
