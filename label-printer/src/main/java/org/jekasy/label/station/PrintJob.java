package org.jekasy.label.station;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason.Said;
import org.jekasy.label.paper.LabelSize;
import org.jspecify.annotations.Nullable;

/**
 * An order to a printer and what became of it. {@code lot} is null for a test page; {@code copy} is 1, or more where it stands in for
 * one that was printed before, of which {@code first} is the first.
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
        Fate fate) {

    /**
     * What became of an order: {@code note} says why it stands where it stands, {@code missing} how many of its labels the operator did not find and
     * had printed again, {@code address} where the codes on it lead, {@code remote} the number the printer gave it.
     */
    public record Fate(
            State state,
            Instant since,
            @Nullable Said note,
            int missing,
            @Nullable String address,
            @Nullable Integer remote,
            @Nullable Reported reported) {
        Fate to(State next, Instant now, @Nullable Said why) {
            return new Fate(next, now, why, missing, address, remote, reported);
        }
    }

    /** What became of the report: taken in by the ledger, or refused for good in these words. */
    public record Reported(Instant at, @Nullable Said refusal) {}

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
        return new PrintJob(id, now, printer, lot, size, count, 1, id, waiting(now));
    }

    private static Fate waiting(Instant now) {
        return new Fate(State.WAITING, now, null, 0, null, null, null);
    }

    /** Whether this is what the other one asks for too. */
    boolean asks(PrintJob other) {
        return printer.equals(other.printer)
                && Objects.equals(lot, other.lot)
                && size.equals(other.size)
                && count == other.count
                && copy == other.copy
                && first.equals(other.first);
    }

    /** The order for labels that stand in for those of this one. */
    PrintJob again(UUID newId, Instant now, int labels, int nextCopy) {
        return new PrintJob(newId, now, printer, lot, size, labels, nextCopy, first, waiting(now));
    }

    private PrintJob with(Fate next) {
        return new PrintJob(id, asked, printer, lot, size, count, copy, first, next);
    }

    PrintJob to(State next, Instant now, @Nullable Said why) {
        return with(fate.to(next, now, why));
    }

    PrintJob replaced(Instant now, int labels) {
        return with(new Fate(State.REPLACED, now, fate.note(), labels, fate.address(), fate.remote(), fate.reported()));
    }

    /** About to leave: where the codes on it lead. */
    PrintJob leaving(Instant now, @Nullable String leadsTo) {
        return with(new Fate(State.SENDING, now, null, 0, leadsTo, null, null));
    }

    /** Handed over, under the number the printer gave it, where it gives any. */
    PrintJob sent(Instant now, @Nullable Said why, @Nullable Integer number) {
        return with(new Fate(State.SENT, now, why, 0, fate.address(), number, null));
    }

    PrintJob reported(Reported told) {
        return with(
                new Fate(fate.state(), fate.since(), fate.note(), fate.missing(), fate.address(), fate.remote(), told));
    }

    public State state() {
        return fate.state();
    }

    public Instant since() {
        return fate.since();
    }

    public @Nullable Said note() {
        return fate.note();
    }

    /** How many labels came out, as far as is known. */
    int out() {
        return switch (state()) {
            // a printer that numbers its jobs will still say
            case SENT -> fate.remote() == null ? count : 0;
            case PRINTED -> count;
            case REPLACED -> count - fate.missing();
            case WAITING, SENDING, FAILED, UNKNOWN, CANCELLED -> 0;
        };
    }

    /** Whether the ledger has to hear of labels that came out. */
    public boolean due() {
        return lot != null && fate.address() != null && fate.reported() == null && out() > 0;
    }
}
