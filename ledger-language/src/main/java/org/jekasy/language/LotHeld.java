package org.jekasy.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lots and units must not be used, packed or shipped: the one named and, with descendants, all that came from it. The entry's id names the hold. */
public record LotHeld(
        LotId lot,
        HoldScope scope,
        HoldReason reason,
        List<LotId> lots,
        List<Sscc> units,
        @Nullable String evidence) implements LedgerEvent {
    public LotHeld {
        lots = List.copyOf(lots);
        units = List.copyOf(units);
    }
}
