package org.jekasy.label.station;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason.Said;
import org.jekasy.label.lot.Sscc;
import org.jekasy.label.paper.LabelSize;
import org.jspecify.annotations.Nullable;

/**
 * An order to a printer and what became of it. {@code lot} is null for a test page; {@code copy} is 1, or more where it stands in for
 * one that was printed before, of which {@code first} is the first. {@code ordered} is null for what was asked for at the station itself, {@code sscc} is the
 * number of the pallet that its labels go on.
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
        Fate fate,
        @Nullable Ordered ordered,
        @Nullable Sscc sscc) {

    /**
     * What became of an order: {@code note} says why it stands where it stands, {@code missing} how many of its labels the operator did not find and
     * had printed again, {@code address} where the codes on it lead but for the labels' own numbers, {@code remote} the number the printer gave it, {@code serials}
     * the numbers of the labels that may exist, one each or none; once the ledger has them, they are not kept here.
     */
    public record Fate(
            State state,
            Instant since,
            @Nullable Said note,
            int missing,
            @Nullable String address,
            @Nullable Integer remote,
            @Nullable Reported reported,
            List<String> serials) {
        @SuppressWarnings("NullAway") // a queue's file may be older than the numbers
        public Fate {
            serials = serials == null ? List.of() : List.copyOf(serials);
        }

        Fate to(State next, Instant now, @Nullable Said why) {
            return new Fate(next, now, why, missing, address, remote, reported, serials);
        }
    }

    /** What became of the report: taken in by the ledger, or refused for good in these words. */
    public record Reported(Instant at, @Nullable Said refusal) {}

    /**
     * Of an order that came from the ledger, under its id there: by whom (a number, null where nobody said) and when; whether the ledger gave it to this station,
     * before which nothing is printed; what the ledger heard of it last, and why it takes no more.
     */
    public record Ordered(
            @Nullable String by,
            Instant at,
            boolean taken,
            @Nullable Told told,
            @Nullable Said refusal) {
        static Ordered from(@Nullable String by, Instant at) {
            return new Ordered(by, at, false, null, null);
        }

        Ordered heard(Told heard) {
            return new Ordered(by, at, true, heard, null);
        }

        Ordered refused(Said why) {
            return new Ordered(by, at, taken, told, why);
        }
    }

    /** What the ledger hears of an order that came from it, in its words. */
    public enum Told {
        TAKEN,
        SENT,
        PRINTED,
        FAILED,
        UNKNOWN,
        CANCELLED
    }

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
        return new PrintJob(id, now, printer, lot, size, count, 1, id, waiting(now), null, null);
    }

    /** The same with the number of a pallet on each label. */
    public PrintJob onPallet(@Nullable Sscc pallet) {
        return new PrintJob(id, asked, printer, lot, size, count, copy, first, fate, ordered, pallet);
    }

    private static Fate waiting(Instant now) {
        return new Fate(State.WAITING, now, null, 0, null, null, null, List.of());
    }

    /** Whether this is what the other one asks for too. */
    boolean asks(PrintJob other) {
        return printer.equals(other.printer)
                && Objects.equals(lot, other.lot)
                && size.equals(other.size)
                && count == other.count
                && copy == other.copy
                && Objects.equals(sscc, other.sscc)
                && first.equals(other.first);
    }

    /** The order for labels that stand in for those of this one. */
    PrintJob again(UUID newId, Instant now, int labels, int nextCopy) {
        return new PrintJob(newId, now, printer, lot, size, labels, nextCopy, first, waiting(now), null, sscc);
    }

    private PrintJob with(Fate next) {
        return new PrintJob(id, asked, printer, lot, size, count, copy, first, next, ordered, sscc);
    }

    /** The same as an order of the ledger. */
    PrintJob ordered(Ordered from) {
        return new PrintJob(id, asked, printer, lot, size, count, copy, first, fate, from, sscc);
    }

    PrintJob to(State next, Instant now, @Nullable Said why) {
        return with(fate.to(next, now, why));
    }

    PrintJob replaced(Instant now, int labels) {
        return with(new Fate(
                State.REPLACED,
                now,
                fate.note(),
                labels,
                fate.address(),
                fate.remote(),
                fate.reported(),
                fate.serials()));
    }

    /** About to leave: where the codes on it lead, and which numbers the labels have. */
    PrintJob leaving(Instant now, @Nullable String leadsTo, List<String> serials) {
        return with(new Fate(State.SENDING, now, null, 0, leadsTo, null, null, serials));
    }

    /** The same, of labels without numbers. */
    PrintJob leaving(Instant now, @Nullable String leadsTo) {
        return leaving(now, leadsTo, List.of());
    }

    /** Handed over, under the number the printer gave it, where it gives any. */
    PrintJob sent(Instant now, @Nullable Said why, @Nullable Integer number) {
        return with(new Fate(State.SENT, now, why, 0, fate.address(), number, null, fate.serials()));
    }

    PrintJob reported(Reported told) {
        return with(new Fate(
                fate.state(),
                fate.since(),
                fate.note(),
                fate.missing(),
                fate.address(),
                fate.remote(),
                told,
                told.refusal() == null ? List.of() : fate.serials()));
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

    /** Whether it may be printed: at once, or where it came from the ledger, after the ledger gave it to this station. */
    public boolean mayGo() {
        return ordered == null || ordered.taken();
    }

    /** What the ledger has to hear of an order of its own; null where it has. */
    @Nullable
    Told toTell() {
        if (ordered == null || ordered.refusal() != null) {
            return null;
        }
        Told now = switch (state()) {
            case WAITING, SENDING -> Told.TAKEN;
            case SENT -> Told.SENT;
            case PRINTED, REPLACED -> Told.PRINTED;
            case FAILED -> Told.FAILED;
            case UNKNOWN -> Told.UNKNOWN;
            case CANCELLED -> Told.CANCELLED;
        };
        // whoever ordered may cancel what nobody took, all else is its station's
        Told next = ordered.taken() || now == Told.CANCELLED ? now : Told.TAKEN;
        return next == ordered.told() ? null : next;
    }

    /** The id of the entry in which this station says so of an order of the ledger's: sent twice, it is one; another station's is another. */
    UUID entry(String station, String said) {
        return UUID.nameUUIDFromBytes((id + "/" + station + "/" + said).getBytes(StandardCharsets.UTF_8));
    }

    /** The ledger heard this of it. */
    PrintJob heard(Told told) {
        return ordered == null ? this : ordered(ordered.heard(told));
    }

    /** The ledger takes nothing more of it; what it never gave to this station is not printed. */
    PrintJob turnedAway(Instant now, Said why) {
        if (ordered == null) {
            return this;
        }
        PrintJob over = ordered(ordered.refused(why));
        return ordered.taken() ? over : over.to(State.CANCELLED, now, null);
    }

    /** Whether the ledger has to hear of labels that came out. */
    public boolean due() {
        return lot != null && fate.address() != null && fate.reported() == null && out() > 0;
    }
}
