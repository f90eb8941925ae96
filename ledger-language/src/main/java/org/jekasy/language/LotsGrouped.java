package org.jekasy.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lots were put together into a new one: inputs and output weigh the same but for a booked difference. */
public record LotsGrouped(
        LotId output,
        PartyId holder,
        PlaceId place,
        ProductCode product,
        @Nullable VarietyCode variety,
        SeasonId season,
        List<Portion> inputs,
        Weight weight,
        @Nullable Adjustment difference,
        List<Claim> claims,
        @Nullable String treatment,
        @Nullable String vehicle)
        implements LedgerEvent {
    public LotsGrouped {
        inputs = List.copyOf(inputs);
        claims = List.copyOf(claims);
    }
}
