package org.jekasy.command.axon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jekasy.command.ledger.History;
import org.jekasy.command.ledger.NotRead;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Reason;
import org.jekasy.command.ledger.Receipt;
import org.jekasy.command.ledger.Refusal;
import org.jekasy.command.ledger.Request;
import org.jekasy.command.ledger.Rulebook;
import org.jekasy.command.ledger.Situation;
import org.jekasy.command.ledger.Tag;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;
import org.jspecify.annotations.Nullable;

/** A batch decided on one history: what is to be recorded, and each request's outcome once the positions are known. */
final class Decided {
    /** An entry with the hash of the request it answers. */
    record Answered(LedgerEntry entry, String requestHash) {}

    /** What the decision still had to know; empty when it stands. */
    final Set<Tag> notRead = new LinkedHashSet<>();

    private final Batch batch;
    private final Map<EventId, Answered> known;
    private final List<@Nullable Outcome> outcomes = new ArrayList<>();
    private final Map<EventId, Answered> fresh = new HashMap<>();
    private final List<Answered> toRecord = new ArrayList<>();
    private long lastPosition;

    private Decided(Batch batch, Map<EventId, Answered> known) {
        this.batch = batch;
        this.known = known;
    }

    /** {@code known}: the entries already recorded under the requests' event ids. */
    static Decided on(Batch batch, History history, Map<EventId, Answered> known, Rulebook rulebook) {
        Decided decided = new Decided(batch, known);
        for (Request request : batch.requests()) {
            decided.outcomes.add(decided.decide(request, history, rulebook));
        }
        if (batch.atomic()) {
            decided.allOrNothing(history);
        }
        return decided;
    }

    /** Null: to be recorded, the receipt comes with its position. */
    private @Nullable Outcome decide(Request request, History history, Rulebook rulebook) {
        String hash = RequestHash.of(request);
        Answered before = known.getOrDefault(request.eventId(), fresh.get(request.eventId()));
        if (before != null) {
            if (!before.requestHash().equals(hash)) {
                return new Outcome.Refused(new Refusal(Reason.SAME_ID_OTHER_BODY, "eventId", request.eventId()));
            }
            return known.containsKey(request.eventId()) ? new Outcome.Recorded(receipt(before.entry()), true) : null;
        }
        try {
            Situation.Decision decision = Situation.decide(request, history, rulebook, batch.now(), batch.atomic());
            if (!decision.unconfirmed().isEmpty()) {
                return new Outcome.Unconfirmed(decision.unconfirmed());
            }
            LedgerEntry entry = new LedgerEntry(
                    0,
                    request.eventId(),
                    request.occurredAt(),
                    batch.now(),
                    request.by(),
                    request.source(),
                    decision.flags(),
                    request.documents(),
                    request.kmFromPlace(),
                    request.eventId(),
                    request.eventId(),
                    decision.event());
            history.append(entry);
            fresh.put(entry.eventId(), new Answered(entry, hash));
            toRecord.add(new Answered(entry, hash));
            return null;
        } catch (Refusal refusal) {
            return new Outcome.Refused(refusal);
        } catch (NotRead more) {
            // go on to learn what the others need: all of it is read at once and everything decided again
            notRead.addAll(more.tags());
            return null;
        }
    }

    private void allOrNothing(History history) {
        if (notRead.isEmpty() && !isAnyLost()) {
            try {
                Situation.checkTogether(history, history.placed(toRecord.size()));
            } catch (Refusal refusal) {
                for (int i = 0; i < outcomes.size(); i++) {
                    Answered answered = fresh.get(batch.requests().get(i).eventId());
                    if (answered != null && changesThePast(answered.entry())) {
                        outcomes.set(i, new Outcome.Refused(refusal));
                    }
                }
            }
        }
        if (isAnyLost()) {
            toRecord.clear();
            outcomes.replaceAll(outcome -> outcome == null ? new Outcome.LeftOut() : outcome);
        }
    }

    private boolean isAnyLost() {
        return outcomes.stream().anyMatch(outcome -> outcome != null && !(outcome instanceof Outcome.Recorded));
    }

    private static boolean changesThePast(LedgerEntry entry) {
        return entry.event() instanceof EntryCorrected || entry.event() instanceof EntryVoided;
    }

    List<Answered> toRecord() {
        return toRecord;
    }

    /** The entries are safe; the last of them stands at this position, the others just before it. */
    void recordedUpTo(long position) {
        lastPosition = position;
    }

    /** One outcome per request, in their order. */
    List<Outcome> outcomes() {
        Map<EventId, Receipt> receipts = new HashMap<>();
        long position = lastPosition - toRecord.size();
        for (Answered answered : toRecord) {
            position++;
            receipts.put(answered.entry().eventId(), receipt(answered.entry().at(position)));
        }
        return outcomes(receipts);
    }

    /** The outcomes if it were recorded: what would be has position 0. */
    List<Outcome> previewed() {
        Map<EventId, Receipt> receipts = new HashMap<>();
        toRecord.forEach(answered -> receipts.put(answered.entry().eventId(), receipt(answered.entry())));
        return outcomes(receipts);
    }

    private List<Outcome> outcomes(Map<EventId, Receipt> receipts) {
        Set<EventId> given = new LinkedHashSet<>();
        List<Outcome> all = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            Receipt receipt = receipts.get(batch.requests().get(i).eventId());
            if (outcome != null) {
                all.add(outcome);
            } else if (receipt != null) {
                all.add(new Outcome.Recorded(receipt, !given.add(receipt.eventId())));
            } else {
                throw new IllegalStateException("a request was neither decided nor recorded");
            }
        }
        return all;
    }

    static Receipt receipt(LedgerEntry entry) {
        return new Receipt(entry.eventId(), entry.position(), entry.recordedAt(), entry.flags());
    }
}
