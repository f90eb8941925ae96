package org.jekasy.command.ledger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotHeld;
import org.jekasy.language.LotId;
import org.jekasy.language.LotReleased;

/**
 * Lifts a hold, named by the id of the entry that set it, from the lots named, or from all it still holds. Only who set it may.
 */
public record ReleaseLot(EventId hold, List<LotId> lots, String decision) implements LedgerCommand {
    public ReleaseLot {
        lots = List.copyOf(lots);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.entry(hold));
        lots.forEach(lot -> tags.add(Tag.lot(lot)));
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        LedgerEntry entry = situation.history().entry(hold);
        if (entry == null) {
            throw new Refusal(Reason.UNKNOWN, "what", "entry", "id", hold);
        }
        if (!entry.by().organisation().equals(situation.by())) {
            throw Situation.notYours("entry", hold, entry.by().organisation(), situation.by());
        }
        Set<Tag> tags = Tags.of(entry.event());
        situation.require(tags);
        LedgerEvent inForce = situation.history().inForce(entry);
        if (inForce == null) {
            throw new Refusal(Reason.VOIDED, "eventId", hold);
        }
        situation.require(Tags.of(inForce));
        Situation.eachOnce("lot", lots);
        List<LotId> held = situation.lots().heldBy(hold);
        for (LotId lot : lots) {
            if (!held.contains(lot)) {
                throw new Refusal(Reason.NOT_HELD, "lot", lot, "hold", hold);
            }
        }
        if (held.isEmpty()) {
            throw new Refusal(Reason.NOTHING_HELD, "hold", hold);
        }
        List<LotId> released = lots.isEmpty() ? held : lots;
        LotId first = inForce instanceof LotHeld set && released.contains(set.lot()) ? set.lot() : released.getFirst();
        return new LotReleased(first, hold, released, Situation.text("decision", decision));
    }

    @Override
    public boolean mayNeedSecondPerson() {
        return true;
    }
}
