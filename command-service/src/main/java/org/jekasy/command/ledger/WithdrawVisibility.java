package org.jekasy.command.ledger;

import java.util.Set;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.PartyId;
import org.jekasy.language.VisibilityWithdrawn;
import org.jspecify.annotations.Nullable;

/** Takes back what one lets another organisation see. */
public record WithdrawVisibility(PartyId reader, @Nullable String note) implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.visibility(request.by().organisation(), reader));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        if (!situation.isVisible(situation.by(), reader)) {
            throw new Refusal(Reason.WRONG_STATE, "what", "organisation", "id", reader, "state", "NOT_GRANTED");
        }
        return new VisibilityWithdrawn(situation.by(), reader, Situation.optionalText("note", note));
    }
}
