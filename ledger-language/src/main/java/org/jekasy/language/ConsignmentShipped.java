package org.jekasy.language;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A party sent lots to another: the quantities are in transit and locked. */
public record ConsignmentShipped(
        ConsignmentId consignment,
        PartyId from,
        PartyId to,
        PlaceId fromPlace,
        PlaceId toPlace,
        List<ShippedLine> lines,
        Transport transport,
        Instant dispatchedAt,
        String documentNo,
        @Nullable ShipmentPurpose purpose)
        implements LedgerEvent {
    public ConsignmentShipped {
        lines = List.copyOf(lines);
    }
}
