package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;

/** A ledger on paper: the rules over a list of entries, for tests that need no journal. One writer. */
final class PaperLedger {
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final List<Set<Tag>> tags = new ArrayList<>();
    private final Map<EventId, Request> recorded = new HashMap<>();

    List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    /** Writes an entry as it is, unchecked. */
    LedgerEntry write(LedgerEntry entry) {
        LedgerEntry placed = entry.at(entries.size() + 1L);
        entries.add(placed);
        tags.add(Tags.of(entry));
        return placed;
    }

    /**
     * Decides a request and writes what follows; throws what it is refused for. The same request again is answered as before and writes nothing;
     * another one under the same id is refused.
     */
    Situation.Decision submit(Request request, Instant now) {
        Request first = recorded.get(request.eventId());
        if (first != null && !first.equals(request)) {
            throw new Refusal(Reason.SAME_ID_OTHER_BODY, "eventId", request.eventId());
        }
        if (first != null) {
            LedgerEntry entry = entry(request.eventId()).orElseThrow();
            return new Situation.Decision(
                    entry.event(), entry.flags(), List.of(), request.command().mayNeedSecondPerson());
        }
        Situation.Decision decision = submit(List.of(request), now, false).getFirst();
        if (decision.unconfirmed().isEmpty()) {
            recorded.put(request.eventId(), request);
        }
        return decision;
    }

    /** Decides requests in order; together: as one atomic batch. Nothing is written when one is refused. */
    List<Situation.Decision> submit(Collection<Request> requests, Instant now, boolean together) {
        Set<Tag> read = new LinkedHashSet<>();
        while (true) {
            try {
                History history = history(read);
                List<LedgerEntry> decided = new ArrayList<>();
                List<Situation.Decision> decisions = new ArrayList<>();
                for (Request request : requests) {
                    Situation.Decision decision = Situation.decide(request, history, Rulebook.shipped(), now, together);
                    decisions.add(decision);
                    if (decision.unconfirmed().isEmpty()) {
                        LedgerEntry entry = entry(request, decision, now);
                        history.append(entry);
                        decided.add(entry);
                    }
                }
                if (together) {
                    Situation.checkTogether(history, history.placed(decided.size()));
                }
                decided.forEach(this::write);
                return decisions;
            } catch (NotRead more) {
                read.addAll(more.tags());
            }
        }
    }

    /** The history under these tags. */
    History history(Set<Tag> read) {
        List<LedgerEntry> found = new ArrayList<>();
        Map<Tag, Long> sums = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            Tags.grams(entries.get(i).event()).forEach((tag, grams) -> sums.merge(tag, grams, Long::sum));
            Set<Tag> common = new HashSet<>(tags.get(i));
            common.add(Tag.entry(entries.get(i).eventId()));
            common.retainAll(read);
            common.removeIf(Tag::isSummed);
            if (!common.isEmpty()) {
                found.add(entries.get(i));
            }
        }
        return History.of(read, found, sums);
    }

    Optional<LedgerEntry> entry(EventId id) {
        return entries.stream().filter(entry -> entry.eventId().equals(id)).findFirst();
    }

    static LedgerEntry entry(Request request, Situation.Decision decision, Instant now) {
        return new LedgerEntry(
                0,
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
    }
}
