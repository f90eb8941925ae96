package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Says what an earlier entry should have said: the whole command as it should have been given, decided again on what was known just before that
 * entry. Everything recorded since must stay possible. {@code happenedAt} left out is the time the entry already had.
 */
public record CorrectEntry(
        EventId target,
        CorrectReason reason,
        LedgerCommand corrected,
        @Nullable Instant happenedAt,
        @Nullable String note)
        implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.entry(target));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        LedgerEntry entry = Corrections.entry(situation, target);
        LedgerEvent original = Corrections.inForce(situation, entry);
        Instant when = happenedAt == null ? Corrections.happenedAt(situation, entry) : happenedAt;
        situation.checkHappened(when);
        Situation then = situation.asOf(entry, when);
        Request asGiven = new Request(
                entry.eventId(),
                when,
                entry.source(),
                situation.request().allConfirmed(),
                entry.documents(),
                entry.kmFromPlace(),
                entry.by(),
                corrected);
        then = then.with(asGiven);
        situation.require(corrected.concerns(asGiven));
        LedgerEvent event = corrected.decide(then);
        if (event.getClass() != original.getClass()) {
            throw new Refusal(
                    Reason.UNREADABLE,
                    "field",
                    "corrected",
                    "read",
                    corrected.getClass().getSimpleName());
        }
        Set<Tag> tags = new LinkedHashSet<>(Tags.of(original));
        tags.addAll(Tags.of(event));
        situation.require(tags);
        Corrections.checkChildren(situation, original, event);
        Corrections.checkCodes(situation, original, event);
        EntryCorrected correction =
                new EntryCorrected(entry.eventId(), entry.position(), when, reason, original, event, note);
        then.lots().check(new Fact(entry.position(), entry.eventId(), when, event), situation.history()::isRead);
        Corrections.checkLater(situation, correction, entry.position());
        return correction;
    }

    @Override
    public boolean mayNeedSecondPerson() {
        return true;
    }
}
