package org.jekasy.language;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process run: inputs and additives became outputs, by-products and loss, in balance to the gram. */
public record LotsProcessed(
        RunId run,
        ProcessKind process,
        PartyId holder,
        PlaceId place,
        SeasonId season,
        List<Portion> inputs,
        List<Additive> additives,
        List<Output> outputs,
        List<ByProduct> byProducts,
        Grams loss,
        Instant startedAt,
        Instant completedAt,
        List<Claim> claims,
        @Nullable String treatment)
        implements LedgerEvent {
    public LotsProcessed {
        inputs = List.copyOf(inputs);
        additives = List.copyOf(additives);
        outputs = List.copyOf(outputs);
        byProducts = List.copyOf(byProducts);
        claims = List.copyOf(claims);
    }
}
