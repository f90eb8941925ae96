package org.jekasy.command.ledger;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jekasy.language.ApprovalRequested;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;

/** What waits for a second person of the same organisation (E-AUTH-01). */
public final class Approvals {
    private static final UUID SPACE = UUID.fromString("3d5f1c36-0d3f-5c0e-9b51-6a1c1f0a7e42");

    private Approvals() {}

    /** The entry under which a request waits, by the request's own id (of an atomic batch: the first one's). The request keeps its id for what it comes to. */
    public static EventId idFor(EventId request) {
        return EventId.ofName(SPACE, request.text());
    }

    /** What must be read to know whether these requests wait already. */
    public static Set<Tag> concerns(Collection<Request> requests, boolean atomic) {
        Set<Tag> tags = new LinkedHashSet<>();
        for (Request request : requests) {
            if (request.command().mayNeedSecondPerson()) {
                EventId first = atomic ? requests.iterator().next().eventId() : request.eventId();
                tags.add(Tag.entry(idFor(first)));
                tags.add(Tag.approval(idFor(first)));
            }
        }
        return tags;
    }

    /** The entry that waits, for somebody of its organisation who says his own number; another organisation's is as unknown as one that does not exist. */
    static LedgerEntry waiting(Situation situation, EventId approval) {
        LedgerEntry entry = situation.history().entry(approval);
        if (entry == null
                || !(entry.event() instanceof ApprovalRequested asked)
                || !asked.organisation().equals(situation.by())) {
            throw new Refusal(Reason.UNKNOWN, "what", "approval", "id", approval);
        }
        situation.require(Set.of(Tag.approval(approval)));
        if (situation.lots().decided(approval) != null) {
            throw new Refusal(Reason.APPROVAL_DECIDED, "approval", approval);
        }
        if (situation.actor().operator() == null) {
            throw new Refusal(Reason.SECOND_PERSON_UNNAMED, "approval", approval);
        }
        return entry;
    }
}
