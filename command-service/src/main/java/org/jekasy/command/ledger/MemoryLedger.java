package org.jekasy.command.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jekasy.language.Actor;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;
import org.jspecify.annotations.Nullable;

/**
 * The rules without a journal: decides as the real ledger does and keeps its entries in memory only. For rehearsals, where a season is tried before it
 * is sent. One caller at a time.
 */
public final class MemoryLedger implements Ledger {
    private final Clock clock;
    private final Rulebook rulebook;
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final Map<Tag, List<LedgerEntry>> byTag = new HashMap<>();
    private final Map<EventId, LedgerEntry> byId = new HashMap<>();
    private final Map<EventId, Request> requests = new HashMap<>();

    public MemoryLedger(Clock clock, Rulebook rulebook) {
        this.clock = clock;
        this.rulebook = rulebook;
    }

    /** All entries in their order. */
    public List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public Outcome submit(Request request) {
        return submit(List.of(request), false).getFirst();
    }

    @Override
    public List<Outcome> submit(List<Request> batch, boolean atomic) {
        Attempt attempt = decide(batch, atomic);
        attempt.fresh.forEach(this::write);
        return attempt.outcomes(entries.size() - attempt.fresh.size());
    }

    @Override
    public List<Outcome> preview(List<Request> batch) {
        return decide(batch, false).outcomes(-1);
    }

    @Override
    public Optional<Receipt> receipt(EventId entry) {
        return Optional.ofNullable(byId.get(entry)).map(MemoryLedger::receipt);
    }

    @Override
    public Lots known(Set<Tag> tags) {
        return history(tags).lots();
    }

    private void write(Request request, LedgerEntry entry) {
        LedgerEntry placed = entry.at(entries.size() + 1L);
        entries.add(placed);
        byId.put(placed.eventId(), placed);
        requests.put(placed.eventId(), request);
        Tags.of(placed)
                .forEach(tag ->
                        byTag.computeIfAbsent(tag, any -> new ArrayList<>()).add(placed));
    }

    private History history(Set<Tag> tags) {
        Map<Long, LedgerEntry> found = new TreeMap<>();
        for (Tag tag : tags) {
            byTag.getOrDefault(tag, List.of()).forEach(entry -> found.put(entry.position(), entry));
            if (tag.key().equals("entry")) {
                Optional.ofNullable(byId.get(EventId.parse(tag.value())))
                        .ifPresent(entry -> found.put(entry.position(), entry));
            }
        }
        return History.of(tags, found.values());
    }

    private Attempt decide(List<Request> batch, boolean atomic) {
        Set<Tag> read = new LinkedHashSet<>();
        batch.forEach(request -> read.addAll(request.command().concerns(request)));
        Instant now = clock.instant();
        while (true) {
            Attempt attempt = new Attempt(batch, history(read), now, atomic);
            if (attempt.notRead.isEmpty()) {
                return attempt;
            }
            read.addAll(attempt.notRead);
        }
    }

    /** A batch decided on what was read so far. */
    private final class Attempt {
        private final List<Request> batch;
        private final Map<Request, LedgerEntry> fresh = new java.util.LinkedHashMap<>();
        private final Map<EventId, Request> freshById = new HashMap<>();
        private final List<@Nullable Outcome> outcomes = new ArrayList<>();
        private final Set<Tag> notRead = new LinkedHashSet<>();

        Attempt(List<Request> batch, History history, Instant now, boolean atomic) {
            this.batch = batch;
            for (Request request : batch) {
                outcomes.add(decide(request, history, now, atomic));
            }
            if (atomic && notRead.isEmpty()) {
                allOrNothing(history);
            }
        }

        // null: to be written, the receipt comes with its position
        private @Nullable Outcome decide(Request request, History history, Instant now, boolean atomic) {
            Request before = requests.getOrDefault(request.eventId(), freshById.get(request.eventId()));
            if (before != null) {
                LedgerEntry recorded = byId.get(request.eventId());
                if (!said(before).equals(said(request))) {
                    return new Outcome.Refused(new Refusal(Reason.SAME_ID_OTHER_BODY, "eventId", request.eventId()));
                }
                return recorded == null ? null : new Outcome.Recorded(receipt(recorded), true);
            }
            try {
                Situation.Decision decision = Situation.decide(request, history, rulebook, now, atomic);
                if (!decision.unconfirmed().isEmpty()) {
                    return new Outcome.Unconfirmed(decision.unconfirmed());
                }
                LedgerEntry entry = new LedgerEntry(
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
                history.append(entry);
                fresh.put(request, entry);
                freshById.put(request.eventId(), request);
                return null;
            } catch (Refusal refusal) {
                return new Outcome.Refused(refusal);
            } catch (NotRead more) {
                notRead.addAll(more.tags());
                return null;
            }
        }

        private void allOrNothing(History history) {
            if (isAllWell()) {
                try {
                    Situation.checkTogether(history, history.placed(fresh.size()));
                } catch (Refusal refusal) {
                    outcomes.replaceAll(outcome -> outcome == null ? new Outcome.Refused(refusal) : outcome);
                }
            }
            if (!isAllWell()) {
                fresh.clear();
                outcomes.replaceAll(outcome -> outcome == null ? new Outcome.LeftOut() : outcome);
            }
        }

        private boolean isAllWell() {
            return outcomes.stream().allMatch(outcome -> outcome == null || outcome instanceof Outcome.Recorded);
        }

        /** {@code last}: the position before the first of the batch; below 0 nothing was written. */
        List<Outcome> outcomes(long last) {
            Map<EventId, Receipt> receipts = new HashMap<>();
            long position = last;
            for (LedgerEntry entry : fresh.values()) {
                position++;
                receipts.put(entry.eventId(), receipt(last < 0 ? entry : entry.at(position)));
            }
            Set<EventId> given = new LinkedHashSet<>();
            List<Outcome> all = new ArrayList<>();
            for (int i = 0; i < batch.size(); i++) {
                Outcome outcome = outcomes.get(i);
                EventId id = batch.get(i).eventId();
                all.add(
                        outcome == null
                                ? new Outcome.Recorded(
                                        java.util.Objects.requireNonNull(receipts.get(id)), !given.add(id))
                                : outcome);
            }
            return all;
        }
    }

    // the same whichever device of the organisation sends it
    private static Request said(Request request) {
        return new Request(
                request.eventId(),
                request.occurredAt(),
                request.source(),
                request.confirmed(),
                request.documents(),
                request.kmFromPlace(),
                Actor.of(request.by().organisation()),
                request.command());
    }

    private static Receipt receipt(LedgerEntry entry) {
        return new Receipt(entry.eventId(), entry.position(), entry.recordedAt(), entry.flags());
    }
}
