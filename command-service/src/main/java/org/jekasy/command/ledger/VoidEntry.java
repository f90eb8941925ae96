package org.jekasy.command.ledger;

import java.util.Set;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jspecify.annotations.Nullable;

/** Says that an earlier entry never happened. Everything recorded since must stay possible without it. */
public record VoidEntry(
        EventId target, CorrectReason reason, @Nullable String note) implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.entry(target));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        LedgerEntry entry = Corrections.entry(situation, target);
        LedgerEvent original = Corrections.inForce(situation, entry);
        EntryVoided voided = new EntryVoided(entry.eventId(), entry.position(), reason, original, note);
        Corrections.checkLater(situation, voided, entry.position());
        return voided;
    }

    @Override
    public boolean mayNeedSecondPerson() {
        return true;
    }
}
