package org.jekasy.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cartons were put on a pallet under one SSCC; can be undone. */
public record LogisticUnitBuilt(
        Sscc unit,
        PartyId holder,
        PlaceId place,
        List<Contents> contents,
        @Nullable Weight gross) implements LedgerEvent {
    public LogisticUnitBuilt {
        contents = List.copyOf(contents);
    }
}
