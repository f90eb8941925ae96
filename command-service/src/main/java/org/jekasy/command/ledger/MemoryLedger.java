package org.jekasy.command.ledger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;

/**
 * The rules without a journal: decides as the real ledger does and keeps its entries in memory only. For rehearsals, where a season is tried before it
 * is sent. One caller at a time.
 */
public final class MemoryLedger implements Ledger {
    private final Clock clock;
    private final Rulebook rulebook;
    private final Writing writing;
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final Map<Tag, List<LedgerEntry>> byTag = new HashMap<>();
    private final Map<Tag, Long> sums = new HashMap<>();
    private final Map<EventId, Decided.Answered> byId = new HashMap<>();

    public MemoryLedger(Clock clock, Rulebook rulebook, Writing writing) {
        this.clock = clock;
        this.rulebook = rulebook;
        this.writing = writing;
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
    public List<Outcome> submit(List<Request> requests, boolean atomic) {
        Decided decided = decide(new Batch(requests, atomic, clock.instant()));
        decided.toRecord().forEach(this::write);
        decided.recordedUpTo(entries.size());
        return decided.outcomes();
    }

    @Override
    public List<Outcome> preview(List<Request> requests) {
        return decide(new Batch(requests, false, clock.instant())).previewed();
    }

    @Override
    public Optional<Receipt> receipt(EventId entry) {
        return Optional.ofNullable(byId.get(entry)).map(answered -> Decided.receipt(answered.entry()));
    }

    @Override
    public Lots known(Set<Tag> tags) {
        return history(tags).lots();
    }

    private void write(Decided.Answered answered) {
        LedgerEntry placed = answered.entry().at(entries.size() + 1L);
        entries.add(placed);
        byId.put(placed.eventId(), new Decided.Answered(placed, answered.requestHash()));
        Tags.of(placed)
                .forEach(tag ->
                        byTag.computeIfAbsent(tag, any -> new ArrayList<>()).add(placed));
        Tags.grams(placed.event()).forEach((tag, grams) -> sums.merge(tag, grams, Long::sum));
    }

    private History history(Set<Tag> tags) {
        Map<Long, LedgerEntry> found = new TreeMap<>();
        for (Tag tag : tags) {
            if (tag.isSummed()) {
                continue;
            }
            byTag.getOrDefault(tag, List.of()).forEach(entry -> found.put(entry.position(), entry));
            if (tag.key().equals("entry")) {
                Optional.ofNullable(byId.get(EventId.parse(tag.value())))
                        .ifPresent(answered -> found.put(answered.entry().position(), answered.entry()));
            }
        }
        return History.of(tags, found.values(), sums);
    }

    private Decided decide(Batch batch) {
        Set<Tag> read = Decided.concerns(batch);
        while (true) {
            Decided decided = Decided.on(batch, history(read), byId, rulebook, writing);
            if (decided.notRead().isEmpty()) {
                return decided;
            }
            read.addAll(decided.notRead());
        }
    }
}
