package org.jekasy.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lot was divided into new lots that must be told apart. */
public record LotSplit(
        LotId input,
        PartyId holder,
        PlaceId place,
        ProductCode product,
        @Nullable VarietyCode variety,
        SeasonId season,
        List<Portion> outputs,
        List<Claim> claims,
        @Nullable String treatment,
        @Nullable String reason)
        implements LedgerEvent {
    public LotSplit {
        outputs = List.copyOf(outputs);
        claims = List.copyOf(claims);
    }
}
