package org.jekasy.language;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pallets were put into a container and it was sealed. */
public record ContainerStuffed(
        ContainerNumber container,
        PartyId holder,
        PlaceId place,
        List<Sscc> units,
        List<LotId> lots,
        List<String> seals,
        Instant sealedAt,
        @Nullable BigDecimal setPointC)
        implements LedgerEvent {
    public ContainerStuffed {
        units = List.copyOf(units);
        lots = List.copyOf(lots);
        seals = List.copyOf(seals);
    }
}
