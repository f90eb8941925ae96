package org.jekasy.language;

import java.util.List;

/** A second person agreed: the orders that waited under this entry were decided and recorded just before, as these entries. */
public record ApprovalGranted(EventId approval, PartyId organisation, List<EventId> entries) implements LedgerEvent {
    public ApprovalGranted {
        entries = List.copyOf(entries);
    }
}
