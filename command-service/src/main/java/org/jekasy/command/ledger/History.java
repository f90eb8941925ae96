package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.OrganisationRegistered;
import org.jekasy.language.PartyId;
import org.jspecify.annotations.Nullable;

/**
 * All entries under the tags that were read, and what is in force after them: a corrected fact stands at the position of the entry it corrects, a
 * voided one does not stand at all.
 */
public final class History {
    private final Set<Tag> read;
    private final Map<Tag, Long> sums;
    private final NavigableMap<Long, LedgerEntry> entries = new TreeMap<>();
    private final Map<EventId, LedgerEntry> byId = new HashMap<>();
    private final Set<EventId> appended = new HashSet<>();
    private @Nullable Lots lots;

    private History(Set<Tag> read, Map<Tag, Long> sums) {
        this.read = new LinkedHashSet<>(read);
        this.sums = new HashMap<>(sums);
    }

    /**
     * The history under these tags; entries in any order, each once or more often. {@code sums}: of each tag that is only summed, what all its entries
     * come to in grams; one that is left out comes to nothing.
     */
    public static History of(Set<Tag> read, Collection<LedgerEntry> entries, Map<Tag, Long> sums) {
        History history = new History(read, sums);
        for (LedgerEntry entry : entries) {
            history.entries.put(entry.position(), entry);
            history.byId.put(entry.eventId(), entry);
        }
        return history;
    }

    /** The same history, to try something on. */
    History copy() {
        History copy = of(read, entries.values(), sums);
        copy.appended.addAll(appended);
        return copy;
    }

    /** Every tag that was read: what the append must be conditional on. */
    public Set<Tag> read() {
        return Set.copyOf(read);
    }

    /** Takes in an entry decided in the same batch, at the position after all others. */
    public void append(LedgerEntry entry) {
        LedgerEntry placed = entry.at(entries.isEmpty() ? 1 : entries.lastKey() + 1);
        entries.put(placed.position(), placed);
        byId.put(placed.eventId(), placed);
        appended.add(placed.eventId());
        Tags.grams(placed.event()).forEach((tag, grams) -> sums.merge(tag, grams, Long::sum));
        boolean changesThePast = placed.event() instanceof EntryCorrected || placed.event() instanceof EntryVoided;
        if (changesThePast) {
            lots = null;
        } else if (lots != null) {
            lots.apply(new Fact(placed.position(), placed.eventId(), placed.occurredAt(), placed.event()));
        }
    }

    /** The last entries, as many as asked for, at their positions. */
    public List<LedgerEntry> placed(int count) {
        return List.copyOf(
                entries.descendingMap().values().stream().limit(count).toList());
    }

    /** True when everything under this tag was read. */
    boolean isRead(Tag tag) {
        return read.contains(tag);
    }

    void require(Set<Tag> tags) {
        Set<Tag> missing = new LinkedHashSet<>(tags);
        missing.removeAll(read);
        if (!missing.isEmpty()) {
            throw new NotRead(missing);
        }
    }

    void require(Tag tag) {
        if (!read.contains(tag)) {
            throw new NotRead(Set.of(tag));
        }
    }

    @Nullable
    LedgerEntry entry(EventId id) {
        require(Tag.entry(id));
        return byId.get(id);
    }

    /** What all entries under a summed tag come to, in grams. */
    long sum(Tag tag) {
        require(tag);
        return sums.getOrDefault(tag, 0L);
    }

    /** The entries of one operator among those that were read. */
    List<LedgerEntry> by(PartyId organisation, String operator) {
        return entries.values().stream()
                .filter(entry -> entry.by().organisation().equals(organisation)
                        && operator.equals(entry.by().operator()))
                .toList();
    }

    /** Who registered the first organisation among those that were read, in whatever words; null where none was. */
    @Nullable
    PartyId registrar(Predicate<OrganisationRegistered> which) {
        return entries.values().stream()
                .filter(entry -> entry.event() instanceof OrganisationRegistered known && which.test(known))
                .map(entry -> entry.by().organisation())
                .findFirst()
                .orElse(null);
    }

    /** True for an entry that was decided in the same batch and is not written yet. */
    boolean isNew(EventId id) {
        return appended.contains(id);
    }

    /** What is known after everything that was read. */
    public Lots lots() {
        Lots known = lots;
        if (known == null) {
            known = fold(facts(), Long.MAX_VALUE);
            lots = known;
        }
        return known;
    }

    /** What was known just before a position, by what is in force today. */
    Lots before(long position) {
        return fold(facts(), position);
    }

    /** What is in force of an entry: itself, what corrected it last, or null when it is void. */
    @Nullable
    LedgerEvent inForce(LedgerEntry entry) {
        LedgerEvent event = entry.event();
        for (LedgerEntry later : entries.tailMap(entry.position(), false).values()) {
            if (later.event() instanceof EntryCorrected c && c.target().equals(entry.eventId())) {
                event = c.corrected();
            } else if (later.event() instanceof EntryVoided v && v.target().equals(entry.eventId())) {
                return null;
            }
        }
        return event;
    }

    /** When an entry happened: as recorded, or as corrected last. */
    Instant happenedAt(LedgerEntry entry) {
        Instant when = entry.occurredAt();
        for (LedgerEntry later : entries.tailMap(entry.position(), false).values()) {
            if (later.event() instanceof EntryCorrected c && c.target().equals(entry.eventId())) {
                when = c.happenedAt();
            }
        }
        return when;
    }

    /** This history and one change more. */
    History with(LedgerEvent change, Request request, Instant now) {
        History changed = of(read, entries.values(), sums);
        changed.append(new LedgerEntry(
                0,
                request.eventId(),
                request.occurredAt(),
                now,
                request.by(),
                request.source(),
                List.of(),
                List.of(),
                null,
                request.eventId(),
                request.eventId(),
                change));
        return changed;
    }

    /** The entries after a position that are not possible on what is in force before them, in order. */
    List<EventId> impossibleAfter(long position) {
        List<EventId> impossible = new ArrayList<>();
        Lots known = new Lots();
        for (Fact fact : facts()) {
            if (fact.position() > position) {
                try {
                    known.check(fact, this::isRead);
                } catch (Refusal refusal) {
                    impossible.add(fact.entry());
                }
            }
            known.apply(fact);
        }
        return impossible;
    }

    private static Lots fold(Collection<Fact> facts, long before) {
        Lots lots = new Lots();
        for (Fact fact : facts) {
            if (fact.position() >= before) {
                break;
            }
            lots.apply(fact);
        }
        return lots;
    }

    private Collection<Fact> facts() {
        NavigableMap<Long, Fact> facts = new TreeMap<>();
        for (LedgerEntry entry : entries.values()) {
            switch (entry.event()) {
                // the target itself may not have been read: under a lot that only the correction names
                case EntryCorrected c ->
                    facts.put(
                            c.targetPosition(),
                            new Fact(c.targetPosition(), c.target(), c.happenedAt(), c.corrected()));
                case EntryVoided v -> facts.remove(v.targetPosition());
                case LedgerEvent event ->
                    facts.put(entry.position(), new Fact(entry.position(), entry.eventId(), entry.occurredAt(), event));
            }
        }
        return facts.values();
    }
}
