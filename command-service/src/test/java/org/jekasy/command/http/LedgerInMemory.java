package org.jekasy.command.http;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jekasy.command.ledger.LabelOrders;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.LedgerFull;
import org.jekasy.command.ledger.LedgerUnavailable;
import org.jekasy.command.ledger.Lots;
import org.jekasy.command.ledger.MemoryLedger;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Receipt;
import org.jekasy.command.ledger.Request;
import org.jekasy.command.ledger.Rulebook;
import org.jekasy.command.ledger.Tag;
import org.jekasy.command.ledger.Tags;
import org.jekasy.language.EventId;
import org.jekasy.language.LabelOrderReported;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.PartyId;
import org.jspecify.annotations.Nullable;

/** The rules without a journal, for many callers; it can begin anew, be away, and ask for a second person. */
final class LedgerInMemory implements Ledger, LabelOrders {
    private final Clock clock;
    private MemoryLedger ledger;
    private boolean away;
    private boolean full;
    private boolean secondPersonNeeded;
    private boolean onlyTried;

    LedgerInMemory(Clock clock) {
        this.clock = clock;
        this.ledger = new MemoryLedger(clock, Rulebook.shipped(), org.jekasy.command.order.OrderJson.INSTANCE);
    }

    synchronized void forgetEverything() {
        ledger = new MemoryLedger(clock, Rulebook.shipped(), org.jekasy.command.order.OrderJson.INSTANCE);
        away = false;
        full = false;
        secondPersonNeeded = false;
        onlyTried = false;
    }

    synchronized void goAway() {
        away = true;
    }

    synchronized void runOutOfRoom() {
        full = true;
    }

    /** From now on everything is decided and nothing recorded. */
    synchronized void onlyTry() {
        onlyTried = true;
    }

    synchronized void askForASecondPerson() {
        secondPersonNeeded = true;
    }

    synchronized List<LedgerEntry> entries() {
        return ledger.entries();
    }

    @Override
    public Outcome submit(Request request) {
        return submit(List.of(request), false).getFirst();
    }

    @Override
    public synchronized List<Outcome> submit(List<Request> requests, boolean atomic) {
        if (away) {
            throw new LedgerUnavailable("away");
        }
        if (full) {
            throw new LedgerFull("full", new IllegalStateException());
        }
        if (secondPersonNeeded) {
            return ledger.preview(requests).stream()
                    .map(LedgerInMemory::awaiting)
                    .toList();
        }
        return onlyTried ? ledger.preview(requests) : ledger.submit(requests, atomic);
    }

    @Override
    public synchronized List<Outcome> preview(List<Request> requests) {
        return ledger.preview(requests);
    }

    @Override
    public synchronized Optional<Receipt> receipt(EventId entry) {
        return ledger.receipt(entry);
    }

    @Override
    public synchronized List<LedgerEntry> waiting(PartyId organisation, @Nullable String station, Instant now) {
        if (away) {
            throw new LedgerUnavailable("away");
        }
        Set<Tag> tags = LabelOrders.tags(organisation, station, now);
        Set<EventId> answered = ledger.entries().stream()
                .filter(entry -> entry.event() instanceof LabelOrderReported)
                .map(entry -> ((LabelOrderReported) entry.event()).order())
                .collect(Collectors.toSet());
        return ledger.entries().stream()
                .filter(entry -> !Collections.disjoint(Tags.of(entry), tags) && !answered.contains(entry.eventId()))
                .limit(LabelOrders.MOST)
                .toList();
    }

    @Override
    public synchronized Lots known(Set<Tag> tags) {
        return ledger.known(tags);
    }

    private static Outcome awaiting(Outcome outcome) {
        return outcome instanceof Outcome.Recorded(Receipt receipt, boolean repeated) && !repeated
                ? new Outcome.Awaiting(receipt)
                : outcome;
    }
}
