package org.jekasy.label.station;

import java.time.Instant;
import java.util.UUID;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason.Said;
import org.jekasy.label.paper.LabelSize;
import org.jspecify.annotations.Nullable;

/**
 * An order to a printer and what became of it. {@code lot} is null for a test page; {@code copy} is 1, or more where it stands in for
 * one that was printed before, of which {@code first} is the first; {@code missing} is how many of its labels the operator did not
 * find and had printed again.
 */
public record PrintJob(
        UUID id,
        Instant asked,
        String printer,
        @Nullable LotCode lot,
        LabelSize size,
        int count,
        int copy,
        UUID first,
        State state,
        Instant since,
        @Nullable Said note,
        int missing) {

    /** Where an order stands. */
    public enum State {
        WAITING("En attente", "Waiting"),
        /** From here on, until it is known otherwise, labels may have come out. */
        SENDING("Envoi en cours", "Sending"),
        /** The printer took all of it; more it does not say. */
        SENT("Envoyé", "Sent"),
        /** The printer, or somebody who looked, says that it came out. */
        PRINTED("Imprimé", "Printed"),
        FAILED("Échec", "Failed"),
        UNKNOWN("Inconnu, vérifier", "Unknown, look"),
        CANCELLED("Annulé", "Cancelled"),
        /** It was unknown, and somebody had the labels he did not find printed again. */
        REPLACED("Réimprimé", "Printed again");

        private final String french;
        private final String english;

        State(String french, String english) {
            this.french = french;
            this.english = english;
        }

        public String french() {
            return french;
        }

        public String english() {
            return english;
        }

        /** Whether something or somebody still has to act. */
        public boolean open() {
            return this == WAITING || this == SENDING || this == UNKNOWN;
        }

        /** Whether labels went out that may be printed again. */
        public boolean again() {
            return this == SENT || this == PRINTED || this == UNKNOWN || this == REPLACED;
        }
    }

    /** An order that waits for its turn. */
    public static PrintJob order(
            UUID id, Instant now, String printer, @Nullable LotCode lot, LabelSize size, int count) {
        return new PrintJob(id, now, printer, lot, size, count, 1, id, State.WAITING, now, null, 0);
    }

    /** The order for labels that stand in for those of this one. */
    PrintJob again(UUID newId, Instant now, int labels, int nextCopy) {
        return new PrintJob(newId, now, printer, lot, size, labels, nextCopy, first, State.WAITING, now, null, 0);
    }

    PrintJob to(State next, Instant now, @Nullable Said why) {
        return new PrintJob(id, asked, printer, lot, size, count, copy, first, next, now, why, missing);
    }

    PrintJob replaced(Instant now, int labels) {
        return new PrintJob(id, asked, printer, lot, size, count, copy, first, State.REPLACED, now, note, labels);
    }
}
