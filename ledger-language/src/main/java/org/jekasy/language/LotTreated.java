package org.jekasy.language;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lot was treated against fruit fly (hot water …): a new lot that carries the treatment. Loss is the difference. */
public record LotTreated(
        LotId output,
        PartyId holder,
        PlaceId facility,
        ProductCode product,
        @Nullable VarietyCode variety,
        SeasonId season,
        Portion input,
        Weight weight,
        Grams loss,
        String method,
        List<Measurement> parameters,
        Instant startedAt,
        Instant endedAt,
        List<Claim> claims,
        @Nullable String witness)
        implements LedgerEvent {
    public LotTreated {
        parameters = List.copyOf(parameters);
        claims = List.copyOf(claims);
    }
}
