package org.jekasy.command.ledger;

import java.util.Set;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotDisposed;
import org.jekasy.language.LotId;
import org.jekasy.language.Weight;

/** Takes a part of a lot out of the trade: destroyed, buried, given away. Held and recalled lots may be disposed of too. */
public record DisposeOfLot(LotId lot, Weight weight, String method, String reason) implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.lot(lot));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        situation.inHand(lot);
        return new LotDisposed(
                lot, situation.by(), weight, Situation.text("method", method), Situation.text("reason", reason));
    }
}
