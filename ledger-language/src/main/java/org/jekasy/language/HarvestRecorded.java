package org.jekasy.language;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One weighing ticket of mango: one orchard, one variety, one day. Creates the lot with its net weight, held by the cooperative. */
public record HarvestRecorded(
        LotId lot,
        ProductCode product,
        VarietyCode variety,
        LocalDate harvestedOn,
        ProducerId producer,
        PlaceId orchard,
        PlaceId place,
        PartyId cooperative,
        CommuneId commune,
        Weight weight,
        @Nullable Integer crates,
        @Nullable Weight gross,
        String ticket,
        SeasonId season,
        List<Claim> claims,
        @Nullable LocalDate lastTreatedOn)
        implements LedgerEvent {
    public HarvestRecorded {
        claims = List.copyOf(claims);
    }
}
