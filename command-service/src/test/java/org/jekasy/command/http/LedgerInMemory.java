package org.jekasy.command.http;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jekasy.command.ledger.History;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.LedgerUnavailable;
import org.jekasy.command.ledger.Lots;
import org.jekasy.command.ledger.NotRead;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Reason;
import org.jekasy.command.ledger.Receipt;
import org.jekasy.command.ledger.Refusal;
import org.jekasy.command.ledger.Request;
import org.jekasy.command.ledger.Rulebook;
import org.jekasy.command.ledger.Situation;
import org.jekasy.command.ledger.Tag;
import org.jekasy.command.ledger.Tags;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;
import org.jspecify.annotations.Nullable;

/** The ledger with its real rules and no journal behind it: what the doors can be tried on without a database. */
final class LedgerInMemory implements Ledger {
    private final Clock clock;
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final Map<EventId, Request> requests = new HashMap<>();
    private boolean away;
    private boolean secondPersonNeeded;

    LedgerInMemory(Clock clock) {
        this.clock = clock;
    }

    synchronized void forgetEverything() {
        entries.clear();
        requests.clear();
        away = false;
        secondPersonNeeded = false;
    }

    /** Forgets everything but its first entries. */
    synchronized void rewindTo(int size) {
        while (entries.size() > size) {
            requests.remove(entries.removeLast().eventId());
        }
    }

    synchronized void goAway() {
        away = true;
    }

    synchronized void askForASecondPerson() {
        secondPersonNeeded = true;
    }

    synchronized List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public Outcome submit(Request request) {
        return submit(List.of(request), false).getFirst();
    }

    @Override
    public synchronized List<Outcome> submit(List<Request> wanted, boolean atomic) {
        if (away) {
            throw new LedgerUnavailable("away");
        }
        Set<Tag> read = new LinkedHashSet<>();
        while (true) {
            try {
                return decide(wanted, atomic, read);
            } catch (NotRead more) {
                read.addAll(more.tags());
            }
        }
    }

    @Override
    public synchronized List<Outcome> preview(List<Request> wanted) {
        throw new UnsupportedOperationException("no door asks for a preview here");
    }

    @Override
    public synchronized Lots known(Set<Tag> tags) {
        return history(tags).lots();
    }

    private List<Outcome> decide(List<Request> wanted, boolean atomic, Set<Tag> read) {
        Instant now = clock.instant();
        History history = history(read);
        List<LedgerEntry> fresh = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (Request request : wanted) {
            outcomes.add(decide(request, history, now, atomic, fresh));
        }
        if (atomic) {
            try {
                Situation.checkTogether(history, history.placed(fresh.size()));
            } catch (Refusal refusal) {
                outcomes.replaceAll(outcome -> new Outcome.Refused(refusal));
            }
            if (!outcomes.stream().allMatch(outcome -> outcome instanceof Outcome.Recorded)) {
                outcomes.replaceAll(outcome -> outcome instanceof Outcome.Recorded ? new Outcome.LeftOut() : outcome);
                return outcomes;
            }
        }
        entries.addAll(fresh);
        wanted.stream()
                .filter(request ->
                        fresh.stream().anyMatch(entry -> entry.eventId().equals(request.eventId())))
                .forEach(request -> requests.putIfAbsent(request.eventId(), request));
        return outcomes;
    }

    private Outcome decide(Request request, History history, Instant now, boolean atomic, List<LedgerEntry> fresh) {
        LedgerEntry before = known(request.eventId(), fresh);
        if (before != null) {
            Request first = requests.getOrDefault(request.eventId(), request);
            return first.equals(request)
                    ? new Outcome.Recorded(receipt(before), true)
                    : new Outcome.Refused(new Refusal(Reason.SAME_ID_OTHER_BODY, "eventId", request.eventId()));
        }
        try {
            Situation.Decision decision = Situation.decide(request, history, Rulebook.shipped(), now, atomic);
            if (!decision.unconfirmed().isEmpty()) {
                return new Outcome.Unconfirmed(decision.unconfirmed());
            }
            LedgerEntry entry = new LedgerEntry(
                    entries.size() + fresh.size() + 1L,
                    request.eventId(),
                    request.occurredAt(),
                    now,
                    request.by(),
                    request.source(),
                    decision.flags(),
                    request.documents(),
                    request.kmFromPlace(),
                    request.eventId(),
                    request.eventId(),
                    decision.event());
            if (secondPersonNeeded) {
                return new Outcome.Awaiting(receipt(entry));
            }
            history.append(entry);
            fresh.add(entry);
            return new Outcome.Recorded(receipt(entry), false);
        } catch (Refusal refusal) {
            return new Outcome.Refused(refusal);
        }
    }

    private @Nullable LedgerEntry known(EventId id, List<LedgerEntry> fresh) {
        for (List<LedgerEntry> written : List.of(entries, fresh)) {
            for (LedgerEntry entry : written) {
                if (entry.eventId().equals(id)) {
                    return entry;
                }
            }
        }
        return null;
    }

    private History history(Set<Tag> read) {
        List<LedgerEntry> found = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            Set<Tag> tags = new LinkedHashSet<>(Tags.of(entry.event()));
            tags.add(Tag.entry(entry.eventId()));
            if (!Collections.disjoint(tags, read)) {
                found.add(entry);
            }
        }
        return History.of(read, found);
    }

    private static Receipt receipt(LedgerEntry entry) {
        return new Receipt(entry.eventId(), entry.position(), entry.recordedAt(), entry.flags());
    }
}
