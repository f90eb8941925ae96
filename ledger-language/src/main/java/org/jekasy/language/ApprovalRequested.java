package org.jekasy.language;

import java.util.List;

/** What was ordered needs a second person of the same organisation. Holds the orders whole (several: all or none) and the lots they are about; nothing of them is in force. */
public record ApprovalRequested(PartyId organisation, List<Order> orders, List<LotId> lots) implements LedgerEvent {
    public ApprovalRequested {
        orders = List.copyOf(orders);
        lots = List.copyOf(lots);
    }
}
