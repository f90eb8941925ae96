package org.jekasy.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pallet was taken apart, wholly or in part. */
public record LogisticUnitDismantled(
        Sscc unit,
        PartyId holder,
        List<Contents> contents,
        @Nullable String reason) implements LedgerEvent {
    public LogisticUnitDismantled {
        contents = List.copyOf(contents);
    }
}
