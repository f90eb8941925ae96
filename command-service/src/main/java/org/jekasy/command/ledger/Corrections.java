package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.Account;
import org.jekasy.language.ApprovalGranted;
import org.jekasy.language.ApprovalRejected;
import org.jekasy.language.ApprovalRequested;
import org.jekasy.language.CodeBound;
import org.jekasy.language.CodesIssued;
import org.jekasy.language.CodesVoided;
import org.jekasy.language.Edge;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.EventId;
import org.jekasy.language.LabelOrderReported;
import org.jekasy.language.LabelsOrdered;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.Lineage;
import org.jekasy.language.LotId;
import org.jekasy.language.MembershipChanged;
import org.jekasy.language.Movement;
import org.jekasy.language.Movements;
import org.jekasy.language.VisibilityGranted;
import org.jekasy.language.VisibilityWithdrawn;

/** What correcting and voiding have in common. */
final class Corrections {
    private Corrections() {}

    /** The entry to be changed, with the histories of all it touches read; only who recorded it may change it. */
    static LedgerEntry entry(Situation situation, EventId target) {
        LedgerEntry entry = situation.history().entry(target);
        if (entry == null) {
            throw new Refusal(Reason.UNKNOWN, "what", "entry", "id", target);
        }
        // a consent, membership or grant is between several; codes of rolls and orders are their organisation's alone
        if (isOfItsOwnAlone(entry.event())) {
            checkOwn(situation, entry);
        }
        if (isChangedByItsOwnWords(entry.event())) {
            throw new Refusal(
                    Reason.WRONG_STATE,
                    "what",
                    "entry",
                    "id",
                    target,
                    "state",
                    entry.event().getClass().getSimpleName());
        }
        situation.require(Tags.of(entry.event()));
        // its position is not known before it is written, and a correction names it
        if (situation.history().isNew(target)) {
            throw new Refusal(Reason.NOT_YET_WRITTEN, "eventId", target);
        }
        checkOwn(situation, entry);
        return entry;
    }

    private static void checkOwn(Situation situation, LedgerEntry entry) {
        if (!entry.by().organisation().equals(situation.by())) {
            throw new Refusal(
                    Reason.NOT_YOURS,
                    "what",
                    "entry",
                    "id",
                    entry.eventId(),
                    "owner",
                    entry.by().organisation(),
                    "actor",
                    situation.by());
        }
    }

    private static boolean isOfItsOwnAlone(LedgerEvent event) {
        return event instanceof CodesIssued
                || event instanceof CodesVoided
                || event instanceof LabelsOrdered
                || event instanceof LabelOrderReported;
    }

    // a correction by the next one, a membership, a grant and a consent by a word of their own; codes that are printed
    // stay given out, and of an order the station says what became
    private static boolean isChangedByItsOwnWords(LedgerEvent event) {
        return event instanceof EntryCorrected
                || event instanceof EntryVoided
                || isOfItsOwnAlone(event)
                || event instanceof MembershipChanged
                || event instanceof VisibilityGranted
                || event instanceof VisibilityWithdrawn
                || event instanceof ApprovalRequested
                || event instanceof ApprovalGranted
                || event instanceof ApprovalRejected;
    }

    /** What the entry says today; a void one can not be changed any more. */
    static LedgerEvent inForce(Situation situation, LedgerEntry entry) {
        LedgerEvent inForce = situation.history().inForce(entry);
        if (inForce == null) {
            throw new Refusal(Reason.VOIDED, "eventId", entry.eventId());
        }
        // an earlier correction may have named other lots
        situation.require(Tags.of(inForce));
        return inForce;
    }

    /** When it happened by what is in force. */
    static Instant happenedAt(Situation situation, LedgerEntry entry) {
        return situation.history().happenedAt(entry);
    }

    /**
     * Refuses a change by which a lot comes of one that is recalled, or held with its descendants, and is itself free: the recall listed who was
     * concerned when it was opened, and nobody escapes it afterwards.
     */
    static void checkChildren(Situation situation, LedgerEvent original, LedgerEvent corrected) {
        List<Edge> before = Lineage.of(original);
        for (Edge edge : Lineage.of(corrected)) {
            boolean isNew = before.stream()
                    .noneMatch(known -> known.parent().equals(edge.parent())
                            && known.child().equals(edge.child()));
            Lot parent = situation.lot(edge.parent());
            Lot child = situation.lot(edge.child());
            if (isNew && parent.reachesDescendants() && !child.reachesDescendants()) {
                throw new Refusal(Reason.CHILD_ESCAPES, "child", child.id(), "lot", parent.id());
            }
        }
    }

    /** Refuses a change to another code of a roll that is void by now: a void is for good, whatever was known before. */
    static void checkCodes(Situation situation, LedgerEvent original, LedgerEvent corrected) {
        Set<LotId> before = codes(original);
        for (LotId code : codes(corrected)) {
            if (!before.contains(code)) {
                situation.lots().codes().checkNotVoid(code, situation.history()::isRead);
            }
        }
    }

    // what is bound, and the lots that are made
    private static Set<LotId> codes(LedgerEvent event) {
        Set<LotId> codes = new LinkedHashSet<>();
        if (event instanceof CodeBound bound) {
            codes.add(bound.code());
        }
        for (Movement movement : Movements.of(event)) {
            boolean made = movement.from() == Account.Outside.ORIGIN || movement.from() == Account.Outside.MADE;
            if (made && movement.lot().isOfRoll()) {
                codes.add(movement.lot());
            }
        }
        return codes;
    }

    /** Refuses a change that leaves a later entry impossible; in an atomic batch that is judged at its end. */
    static void checkLater(Situation situation, LedgerEvent change, long position) {
        if (situation.isTogether()) {
            return;
        }
        History changed = situation.history().with(change, situation.request(), situation.now());
        Situation.refuseImpossibleAfter(changed, position);
    }
}
