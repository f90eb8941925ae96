package org.jekasy.command.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jekasy.language.ApprovalRejected;
import org.jekasy.language.ApprovalRequested;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.Order;
import org.jspecify.annotations.Nullable;

/**
 * A batch decided on one history: what is to be recorded, and each request's outcome once the positions are known. What needs a second person is not
 * recorded but waits, whole, as one {@link ApprovalRequested}; a consent brings what waited with it.
 */
public final class Decided {
    /** An entry with the fingerprint of the request it answers. */
    public record Answered(LedgerEntry entry, String requestHash) {}

    private final Set<Tag> notRead = new LinkedHashSet<>();
    private final Map<Request, Set<Tag>> askedBy = new LinkedHashMap<>();
    private final Batch batch;
    private final History history;
    private final Map<EventId, Answered> known;
    private final Rulebook rulebook;
    private final Writing writing;
    private final List<@Nullable Outcome> outcomes = new ArrayList<>();
    private final Map<EventId, Answered> fresh = new HashMap<>();
    private final List<Answered> toRecord = new ArrayList<>();

    // requests that wait, by their own id, with the entry they wait under
    private final Map<EventId, EventId> awaiting = new HashMap<>();
    private boolean secondPersonNeeded;
    private long lastPosition;

    private Decided(Batch batch, History history, Map<EventId, Answered> known, Rulebook rulebook, Writing writing) {
        this.batch = batch;
        this.history = history;
        this.known = known;
        this.rulebook = rulebook;
        this.writing = writing;
    }

    /** What is read at first: what the commands concern, and whatever was recorded under their event ids. */
    public static Set<Tag> concerns(Batch batch) {
        Set<Tag> tags = new LinkedHashSet<>();
        for (Request request : batch.requests()) {
            tags.add(Tag.entry(request.eventId()));
            tags.addAll(request.command().concerns(request));
        }
        tags.addAll(Approvals.concerns(batch.requests(), batch.atomic()));
        return tags;
    }

    /** {@code known}: the entries already recorded, by their ids. */
    public static Decided on(
            Batch batch, History history, Map<EventId, Answered> known, Rulebook rulebook, Writing writing) {
        Decided decided = new Decided(batch, history, known, rulebook, writing);
        if (!batch.atomic() || !decided.waitsAlready()) {
            for (Request request : batch.requests()) {
                decided.outcomes.add(decided.decide(request));
            }
            if (batch.atomic()) {
                decided.allOrNothing();
            }
        }
        return decided;
    }

    // the whole of an atomic batch sent again
    private boolean waitsAlready() {
        if (batch.requests().stream().noneMatch(request -> request.command().mayNeedSecondPerson())) {
            return false;
        }
        EventId first = batch.requests().getFirst().eventId();
        if (known.containsKey(first)) {
            return false;
        }
        Outcome before = before(Approvals.idFor(first), batch.requests());
        if (before == null) {
            return false;
        }
        batch.requests().forEach(request -> outcomes.add(before));
        return true;
    }

    /** What became of requests that were asked for under this id before; null where they were not. */
    private @Nullable Outcome before(EventId approval, List<Request> requests) {
        Answered asked = known.get(approval);
        if (asked == null || !(asked.entry().event() instanceof ApprovalRequested waiting)) {
            return null;
        }
        EventId first = requests.getFirst().eventId();
        List<String> then = waiting.orders().stream()
                .map(order -> writing.fingerprint(writing.read(order.request())))
                .toList();
        if (!then.equals(requests.stream().map(writing::fingerprint).toList())) {
            return new Outcome.Refused(new Refusal(Reason.SAME_ID_OTHER_BODY, "eventId", first));
        }
        if (history.lots().decided(approval) instanceof ApprovalRejected rejected) {
            return new Outcome.Refused(
                    new Refusal(Reason.APPROVAL_REJECTED, "approval", approval, "reason", rejected.reason()));
        }
        return new Outcome.Awaiting(receipt(asked.entry()));
    }

    /** Null: to be recorded, the receipt comes with its position. */
    private @Nullable Outcome decide(Request request) {
        String hash = writing.fingerprint(request);
        Answered before = known.getOrDefault(request.eventId(), fresh.get(request.eventId()));
        if (before != null) {
            // no hash: the entry came back from an old copy, which did not carry it
            if (!before.requestHash().isEmpty() && !before.requestHash().equals(hash)) {
                return new Outcome.Refused(new Refusal(Reason.SAME_ID_OTHER_BODY, "eventId", request.eventId()));
            }
            return known.containsKey(request.eventId()) ? new Outcome.Recorded(receipt(before.entry()), true) : null;
        }
        try {
            if (!batch.atomic() && request.command().mayNeedSecondPerson()) {
                Outcome asked = before(Approvals.idFor(request.eventId()), List.of(request));
                if (asked != null) {
                    return asked;
                }
            }
            if (awaiting.containsKey(request.eventId())) {
                return null;
            }
            Situation.Decision decision = Situation.decide(request, history, rulebook, batch.now(), batch.atomic());
            if (!decision.unconfirmed().isEmpty()) {
                return new Outcome.Unconfirmed(decision.unconfirmed());
            }
            if (decision.needsSecondPerson() && request.by().operator() == null) {
                throw new Refusal(Reason.FIRST_PERSON_UNNAMED);
            }
            if (decision.needsSecondPerson() && !batch.atomic()) {
                await(List.of(request), lots(List.of(decision.event())));
                return null;
            }
            secondPersonNeeded |= decision.needsSecondPerson();
            if (request.command() instanceof GrantApproval consent) {
                return grant(request, hash, consent, decision);
            }
            record(entry(request, decision, request.eventId()), hash);
            return null;
        } catch (Refusal refusal) {
            return new Outcome.Refused(refusal);
        } catch (NotRead more) {
            // go on to learn what the others need: all of it is read at once and everything decided again
            notRead.addAll(more.tags());
            askedBy.put(request, more.tags());
            return null;
        }
    }

    // what waited comes first, so that who reads up to the consent reads it too
    private @Nullable Outcome grant(Request request, String hash, GrantApproval consent, Situation.Decision agreed) {
        LedgerEntry asked = history.entry(consent.approval());
        if (asked == null || !(asked.event() instanceof ApprovalRequested waiting)) {
            throw new IllegalStateException("a consent to nothing was decided");
        }
        boolean together = waiting.orders().size() > 1;
        History tried = history.copy();
        Map<LedgerEntry, String> entries = new LinkedHashMap<>();
        for (Order order : waiting.orders()) {
            if (tried.entry(order.eventId()) != null) {
                throw new Refusal(Reason.SAME_ID_OTHER_BODY, "eventId", order.eventId());
            }
            Request ordered = writing.read(order.request());
            Request confirmed = ordered.confirmedToo(request.confirmed());
            // judged on what is known now, but told when it was asked for: waiting makes nothing late
            Situation.Decision decision = Situation.decide(confirmed, tried, rulebook, asked.recordedAt(), together);
            if (!decision.unconfirmed().isEmpty()) {
                return new Outcome.Unconfirmed(decision.unconfirmed());
            }
            LedgerEntry entry = entry(ordered, decision, consent.approval());
            tried.append(entry);
            entries.put(entry, writing.fingerprint(ordered));
        }
        if (together) {
            Situation.checkTogether(tried, tried.placed(entries.size()));
        }
        entries.forEach(this::record);
        record(entry(request, agreed, consent.approval()), hash);
        return null;
    }

    private void await(List<Request> requests, List<LotId> lots) {
        Request first = requests.getFirst();
        EventId approval = Approvals.idFor(first.eventId());
        List<Order> orders = requests.stream()
                .map(request -> new Order(
                        request.eventId(), request.command().getClass().getSimpleName(), writing.write(request)))
                .toList();
        record(
                new LedgerEntry(
                        0,
                        approval,
                        first.occurredAt(),
                        batch.now(),
                        first.by(),
                        first.source(),
                        List.of(),
                        List.of(),
                        null,
                        approval,
                        approval,
                        new ApprovalRequested(first.by().organisation(), orders, lots)),
                writing.fingerprint(first));
        requests.forEach(request -> awaiting.put(request.eventId(), approval));
    }

    private static List<LotId> lots(Collection<LedgerEvent> events) {
        return events.stream()
                .flatMap(event -> Tags.of(event).stream())
                .filter(tag -> tag.key().equals("lot"))
                .map(tag -> LotId.parse(tag.value()))
                .distinct()
                .sorted()
                .toList();
    }

    private LedgerEntry entry(Request request, Situation.Decision decision, EventId cause) {
        return new LedgerEntry(
                0,
                request.eventId(),
                request.occurredAt(),
                batch.now(),
                request.by(),
                request.source(),
                decision.flags(),
                request.documents(),
                request.kmFromPlace(),
                cause,
                cause,
                decision.event());
    }

    private void record(LedgerEntry entry, String hash) {
        history.append(entry);
        Answered answered = new Answered(entry, hash);
        fresh.put(entry.eventId(), answered);
        toRecord.add(answered);
    }

    private void allOrNothing() {
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
        } else if (secondPersonNeeded && notRead.isEmpty()) {
            awaitAll();
        }
    }

    // the batch is one: all of it waits
    private void awaitAll() {
        List<LedgerEvent> events =
                toRecord.stream().map(answered -> answered.entry().event()).toList();
        Set<EventId> seen = new LinkedHashSet<>();
        List<Request> waiting = new ArrayList<>();
        for (Request request : batch.requests()) {
            if (fresh.containsKey(request.eventId()) && seen.add(request.eventId())) {
                waiting.add(request);
            }
        }
        toRecord.clear();
        await(waiting, lots(events));
    }

    private boolean isAnyLost() {
        return outcomes.stream().anyMatch(outcome -> outcome != null && !(outcome instanceof Outcome.Recorded));
    }

    private static boolean changesThePast(LedgerEntry entry) {
        return entry.event() instanceof EntryCorrected || entry.event() instanceof EntryVoided;
    }

    /** What the decision still had to know; empty when it stands. */
    public Set<Tag> notRead() {
        return notRead;
    }

    /** Which request made that necessary, and by what. */
    public Map<Request, Set<Tag>> askedBy() {
        return askedBy;
    }

    public List<Answered> toRecord() {
        return toRecord;
    }

    /** The entries are safe; the last of them stands at this position, the others just before it. */
    public void recordedUpTo(long position) {
        lastPosition = position;
    }

    /** One outcome per request, in their order. */
    public List<Outcome> outcomes() {
        Map<EventId, Receipt> receipts = new HashMap<>();
        long position = lastPosition - toRecord.size();
        for (Answered answered : toRecord) {
            position++;
            receipts.put(answered.entry().eventId(), receipt(answered.entry().at(position)));
        }
        return outcomes(receipts);
    }

    /** The outcomes if it were recorded: what would be has position 0. */
    public List<Outcome> previewed() {
        Map<EventId, Receipt> receipts = new HashMap<>();
        toRecord.forEach(answered -> receipts.put(answered.entry().eventId(), receipt(answered.entry())));
        return outcomes(receipts);
    }

    private List<Outcome> outcomes(Map<EventId, Receipt> receipts) {
        Set<EventId> given = new LinkedHashSet<>();
        List<Outcome> all = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            EventId request = batch.requests().get(i).eventId();
            EventId approval = awaiting.get(request);
            Receipt receipt = receipts.get(approval == null ? request : approval);
            if (outcome != null) {
                all.add(outcome);
            } else if (receipt == null) {
                throw new IllegalStateException("a request was neither decided nor recorded");
            } else if (approval != null) {
                all.add(new Outcome.Awaiting(receipt));
            } else {
                all.add(new Outcome.Recorded(receipt, !given.add(receipt.eventId())));
            }
        }
        return all;
    }

    /** The receipt of an entry. */
    public static Receipt receipt(LedgerEntry entry) {
        return new Receipt(entry.eventId(), entry.position(), entry.recordedAt(), entry.flags());
    }
}
