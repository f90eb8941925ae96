package org.jekasy.language;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lot was treated (against fruit fly in hot water …): a new lot that carries the treatment. Loss is the difference. A treatment off its
 * protocol holds the new lot from the start.
 */
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
        @Nullable HoldReason hold,
        @Nullable String witness)
        implements LedgerEvent {
    public LotTreated {
        parameters = List.copyOf(parameters);
        claims = List.copyOf(claims);
    }
}
