package org.jekasy.command.ledger;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.PartyId;
import org.jekasy.language.VisibilityGranted;
import org.jspecify.annotations.Nullable;

/** Lets another organisation read one's name and places in the lineage of its lots, up to so many steps away. A new grant takes the place of the last. */
public record GrantVisibility(
        PartyId reader, int steps, @Nullable LocalDate until) implements LedgerCommand {
    /** One step is always seen, and no lot of the trade is farther from its origin. */
    static final int MOST_STEPS = 99;

    @Override
    public Set<Tag> concerns(Request request) {
        PartyId owner = request.by().organisation();
        return new LinkedHashSet<>(
                List.of(Tag.organisation(owner), Tag.organisation(reader), Tag.visibility(owner, reader)));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        situation.organisation(situation.by());
        situation.organisation(reader);
        if (reader.equals(situation.by())) {
            throw new Refusal(Reason.UNREADABLE, "field", "reader", "read", reader);
        }
        if (steps < 2 || steps > MOST_STEPS) {
            throw new Refusal(
                    Reason.OUT_OF_RANGE, "field", "steps", "value", steps, "uom", "steps", "min", 2, "max", MOST_STEPS);
        }
        return new VisibilityGranted(situation.by(), reader, steps, until);
    }
}
