package org.jekasy.language;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One weighing ticket of shea from one producer and collection area. Creates the lot, held by the cooperative; too moist, it is on hold from the start. */
public record DeliveryRecorded(
        LotId lot,
        ProductCode product,
        LocalDate deliveredOn,
        ProducerId producer,
        PlaceId area,
        PlaceId place,
        PartyId cooperative,
        CommuneId commune,
        Weight weight,
        @Nullable Integer sacks,
        @Nullable BigDecimal moisture,
        String ticket,
        SeasonId season,
        List<Claim> claims,
        @Nullable HoldReason hold,
        @Nullable String priceClass,
        @Nullable LocalDate boiledOn)
        implements LedgerEvent {
    public DeliveryRecorded {
        claims = List.copyOf(claims);
    }
}
