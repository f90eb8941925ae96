package org.jekasy.language;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The receiver took a consignment over, line by line. */
public record ConsignmentReceived(
        ConsignmentId consignment,
        PartyId from,
        PartyId receiver,
        PlaceId place,
        List<ReceivedLine> lines,
        Instant receivedAt,
        @Nullable String documentNo)
        implements LedgerEvent {
    public ConsignmentReceived {
        lines = List.copyOf(lines);
    }
}
