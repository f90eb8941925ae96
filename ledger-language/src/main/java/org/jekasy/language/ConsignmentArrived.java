package org.jekasy.language;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A container or consignment arrived. */
public record ConsignmentArrived(
        @Nullable ConsignmentId consignment,
        @Nullable ContainerNumber container,
        UnLocode at,
        Transport transport,
        List<LotId> lots,
        Instant arrivedAt)
        implements LedgerEvent {
    public ConsignmentArrived {
        lots = List.copyOf(lots);
    }
}
