package org.jekasy.language;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A container or consignment left for a market. Lists the lots and units in it. */
public record ConsignmentDeparted(
        @Nullable ConsignmentId consignment,
        @Nullable ContainerNumber container,
        UnLocode from,
        @Nullable UnLocode to,
        CountryCode market,
        Transport transport,
        List<LotId> lots,
        List<Sscc> units,
        Instant departedAt)
        implements LedgerEvent {
    public ConsignmentDeparted {
        lots = List.copyOf(lots);
        units = List.copyOf(units);
    }
}
