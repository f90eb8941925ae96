package org.jekasy.command.ledger;

import java.util.Set;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.LotWeighed;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/** Weighs again what one holds of a lot. Changes no mass: a difference is adjusted or not, by another command. */
public record WeighLot(
        LotId lot,
        Weight measured,
        String scale,
        String method,
        @Nullable String ticket) implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.lot(lot));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        situation.inHand(lot);
        return new LotWeighed(
                lot,
                measured,
                Situation.text("scale", scale),
                Situation.text("method", method),
                Situation.optionalText("ticket", ticket));
    }
}
