package org.jekasy.command.register;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jekasy.command.ledger.LedgerCommand;
import org.jekasy.command.ledger.Tag;
import org.jekasy.language.EventId;
import org.jekasy.language.LotId;

/** What one row asks of the ledger. */
sealed interface Asked {
    /** One order under its id, and when what it tells of happened. */
    record Order(EventId id, Instant at, LedgerCommand command) {}

    /** Things to make known, in this order. */
    record Registration(List<Order> orders) implements Asked {
        public Registration {
            orders = List.copyOf(orders);
        }
    }

    /** A ticket that becomes a lot: the codes it asks for one after the other, and the order with one of them. */
    record Weighing(EventId id, Instant at, Tag ticket, IntFunction<LotId> codes, Function<LotId, LedgerCommand> order)
            implements Asked {
        Order with(LotId lot) {
            return new Order(id, at, order.apply(lot));
        }
    }
}
