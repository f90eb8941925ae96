package org.jekasy.command.ledger;

import java.util.List;
import java.util.Set;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotHeld;
import org.jekasy.language.LotId;
import org.jspecify.annotations.Nullable;

/**
 * Puts a lot on hold, and with {@code LOT_AND_DESCENDANTS} all that came of it: not to be used, packed or shipped until released. Who holds or held
 * some of the lot may, and plant health, a certifier or an authority. The entry's id names the hold.
 */
public record HoldLot(
        LotId lot,
        HoldScope scope,
        HoldReason reason,
        @Nullable String evidence) implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.lot(lot), Tag.organisation(request.by().organisation()));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        situation.mayJudge(situation.existing(lot));
        Reach reach = switch (scope) {
            case LOT -> Reach.of(situation, List.of(lot));
            case LOT_AND_DESCENDANTS -> Reach.forward(situation, List.of(lot));
        };
        return new LotHeld(
                lot, scope, reason, reach.lots(), reach.units(), Situation.optionalText("evidence", evidence));
    }
}
