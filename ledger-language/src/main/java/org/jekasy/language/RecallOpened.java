package org.jekasy.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lots are called back: the seeds and every descendant known at this position. */
public record RecallOpened(
        RecallId recall,
        List<LotId> seeds,
        String hazard,
        RecallClass recallClass,
        List<LotId> lots,
        List<Sscc> units,
        @Nullable String notice)
        implements LedgerEvent {
    public RecallOpened {
        seeds = List.copyOf(seeds);
        lots = List.copyOf(lots);
        units = List.copyOf(units);
    }
}
