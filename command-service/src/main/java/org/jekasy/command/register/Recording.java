package org.jekasy.command.register;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Lots;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Reason;
import org.jekasy.command.ledger.Refusal;
import org.jekasy.command.ledger.Request;
import org.jekasy.command.ledger.Tag;
import org.jekasy.language.Actor;
import org.jekasy.language.Flag;
import org.jekasy.language.LotId;
import org.jekasy.language.RuleCode;
import org.jekasy.language.Source;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file on their way through the ledger, in batches that are not atomic: a refused row never holds up the others. If the ledger stops
 * answering half way, what was recorded stands, and sending the file again records the rest.
 */
final class Recording {
    private static final int BATCH = 500;

    private final Ledger ledger;
    private final Actor by;
    private final boolean dryRun;
    private final List<Entry> entries = new ArrayList<>();

    Recording(Ledger ledger, Actor by, boolean dryRun) {
        this.ledger = ledger;
        this.by = by;
        this.dryRun = dryRun;
    }

    /** One row and how far it has come. */
    private static final class Entry {
        private final Fields row;
        private final String ticket;
        private final @Nullable Asked asked;
        private @Nullable Why unfit;
        private @Nullable LotId lot;
        private int attempt;
        private boolean remembered;
        private boolean settled;
        private List<Outcome> outcomes = List.of();

        Entry(Fields row, String ticket, @Nullable Asked asked, @Nullable Why unfit) {
            this.row = row;
            this.ticket = ticket;
            this.asked = asked;
            this.unfit = unfit;
            this.settled = asked == null;
        }

        List<Asked.Order> orders() {
            return switch (asked) {
                case null -> List.of();
                case Asked.Registration registration -> registration.orders();
                case Asked.Weighing weighing -> List.of(weighing.with(lot == null ? nextCode(weighing) : lot));
            };
        }

        private LotId nextCode(Asked.Weighing weighing) {
            LotId next = weighing.codes().apply(attempt);
            lot = next;
            return next;
        }

        @Nullable
        Refusal refusal() {
            return outcomes.stream()
                    .filter(outcome -> outcome instanceof Outcome.Refused)
                    .map(outcome -> ((Outcome.Refused) outcome).refusal())
                    .findFirst()
                    .orElse(null);
        }
    }

    void add(Fields row, String ticket, Asked asked) {
        entries.add(new Entry(row, ticket, asked, null));
    }

    void refuse(Fields row, String ticket, Why why) {
        entries.add(new Entry(row, ticket, null, why));
    }

    /** Records all rows and says what became of each, in their order. */
    List<RowResult> record() {
        while (entries.stream().anyMatch(entry -> !entry.settled)) {
            // a dry run decides everything anew each time: a row is judged on the ones before it, and none of them is
            // in the ledger
            decide(entries.stream().filter(entry -> dryRun || !entry.settled).toList());
            settle(entries.stream().filter(entry -> !entry.settled).toList());
        }
        List<String> producers = recorded(Column.PRODUCER);
        List<String> orchards = recorded(Column.ORCHARD);
        return entries.stream().map(entry -> result(entry, producers, orchards)).toList();
    }

    private void decide(List<Entry> open) {
        List<Request> requests = new ArrayList<>();
        for (Entry entry : open) {
            for (Asked.Order order : entry.orders()) {
                requests.add(new Request(
                        order.id(), order.at(), Source.IMPORT, List.of(), List.of(), null, by, order.command()));
            }
        }
        List<Outcome> outcomes = new ArrayList<>(requests.size());
        if (dryRun) {
            outcomes.addAll(ledger.preview(requests));
        } else {
            for (int from = 0; from < requests.size(); from += BATCH) {
                outcomes.addAll(ledger.submit(requests.subList(from, Math.min(from + BATCH, requests.size())), false));
            }
        }
        int next = 0;
        for (Entry entry : open) {
            int orders = entry.orders().size();
            entry.outcomes = List.copyOf(outcomes.subList(next, next + orders));
            next += orders;
        }
    }

    // a row is settled unless its lot should have another code
    private void settle(List<Entry> open) {
        List<Entry> conflicts = new ArrayList<>();
        for (Entry entry : open) {
            Refusal refusal = entry.refusal();
            boolean weighing = entry.asked instanceof Asked.Weighing;
            if (weighing && refusal != null && refusal.reason() == Reason.LOT_EXISTS) {
                entry.attempt++;
                entry.lot = null;
                entry.settled = entry.attempt == LotCodes.MOST_ATTEMPTS;
            } else if (weighing
                    && refusal != null
                    && refusal.reason() == Reason.SAME_ID_OTHER_BODY
                    && !entry.remembered) {
                conflicts.add(entry);
            } else {
                entry.settled = true;
            }
        }
        remember(conflicts);
    }

    // the ticket is in the ledger with another content: only another lot code, where an earlier import had to give it a
    // later one?
    private void remember(List<Entry> conflicts) {
        Set<Tag> tags = new LinkedHashSet<>();
        for (Entry entry : conflicts) {
            if (entry.asked instanceof Asked.Weighing weighing) {
                tags.add(weighing.ticket());
            }
        }
        if (tags.isEmpty()) {
            return;
        }
        Lots known = ledger.known(tags);
        for (Entry entry : conflicts) {
            entry.remembered = true;
            Lots.Ticket ticket =
                    entry.asked instanceof Asked.Weighing weighing ? known.ticket(weighing.ticket()) : null;
            if (ticket == null || ticket.lot().equals(entry.lot)) {
                entry.settled = true;
            } else {
                entry.lot = ticket.lot();
            }
        }
    }

    private List<String> recorded(Column column) {
        return entries.stream()
                .filter(entry -> entry.unfit == null && entry.refusal() == null)
                .flatMap(entry -> Stream.ofNullable(entry.row.optional(column)))
                .distinct()
                .toList();
    }

    // ---- what became of a row

    private static RowResult result(Entry entry, List<String> producers, List<String> orchards) {
        Why unfit = entry.unfit;
        if (unfit != null) {
            return result(entry, RowResult.Outcome.REFUSED, unfit);
        }
        Refusal refusal = entry.refusal();
        if (refusal != null) {
            return result(entry, RowResult.Outcome.REFUSED, why(entry, refusal, producers, orchards));
        }
        boolean repeated = true;
        Why flagged = null;
        for (Outcome outcome : entry.outcomes) {
            switch (outcome) {
                case Outcome.Recorded recorded -> {
                    repeated &= recorded.repeated();
                    for (Flag flag : recorded.receipt().flags()) {
                        flagged = flagged == null ? Why.of(flag) : and(flagged, Why.of(flag));
                    }
                }
                case Outcome.Awaiting awaiting -> {
                    repeated = false;
                    flagged = new Why(
                            RuleCode.E_AUTH_01,
                            "Attend l’accord d’une deuxième personne.",
                            "Waits for a second person to approve.");
                }
                case Outcome.Unconfirmed unconfirmed ->
                    throw new IllegalStateException("an import can not be asked to confirm " + unconfirmed.warnings());
                case Outcome.LeftOut leftOut -> throw new IllegalStateException("no batch of an import is atomic");
                case Outcome.Refused refused -> throw new IllegalStateException("looked at above", refused.refusal());
            }
        }
        if (repeated) {
            return result(entry, RowResult.Outcome.REPEATED, null);
        }
        return result(entry, flagged == null ? RowResult.Outcome.ACCEPTED : RowResult.Outcome.FLAGGED, flagged);
    }

    private static RowResult result(Entry entry, RowResult.Outcome outcome, @Nullable Why why) {
        return new RowResult(entry.row.line(), entry.ticket, outcome, why);
    }

    private static Why and(Why one, Why other) {
        return new Why(one.code(), one.french() + " " + other.french(), one.english() + " " + other.english());
    }

    private static Why why(Entry entry, Refusal refusal, List<String> producers, List<String> orchards) {
        Fields row = entry.row;
        return switch (refusal.reason()) {
            case UNKNOWN -> {
                Object what = refusal.numbers().get("what");
                if ("producer".equals(what)) {
                    yield nearest(
                            row,
                            Column.PRODUCER,
                            String.valueOf(refusal.numbers().get("id")),
                            producers);
                }
                boolean orchard = "place".equals(what)
                        && String.valueOf(refusal.numbers().get("id")).equals(row.optional(Column.ORCHARD));
                yield orchard
                        ? nearest(
                                row,
                                Column.ORCHARD,
                                String.valueOf(refusal.numbers().get("id")),
                                orchards)
                        : Why.of(refusal);
            }
            case SAME_ID_OTHER_BODY ->
                entry.asked instanceof Asked.Weighing
                        ? new Why(
                                RuleCode.E_TICKET_01,
                                "Le ticket " + entry.ticket
                                        + " est déjà enregistré avec un autre contenu. Un ticket de pesée est un seul lot : corrigez le numéro, ou l’enregistrement.",
                                "Ticket " + entry.ticket
                                        + " is recorded already with other content. One weighing ticket is one lot: correct the number, or the entry.")
                        : new Why(
                                RuleCode.E_ID_01,
                                entry.ticket + " est déjà enregistré avec un autre contenu. Rien n’a été changé.",
                                entry.ticket + " is registered already with other content. Nothing was changed.");
            // a book has no clock that could be set: the day was mistyped
            case IN_THE_FUTURE ->
                new Why(
                        RuleCode.E_TIME_01,
                        row.heading(dated(row)) + " : « " + date(row) + " » est dans le futur.",
                        row.heading(dated(row)) + ": \"" + date(row) + "\" is in the future.");
            case LOT_EXISTS ->
                new Why(
                        RuleCode.E_ID_01,
                        "Presque tous les codes de lot de ce jour sont donnés. Il faut un deuxième code émetteur.",
                        "Nearly all lot codes of this day are given. A second issuer code is needed.");
            default -> Why.of(refusal);
        };
    }

    private static Column dated(Fields row) {
        return row.has(Column.DATE) ? Column.DATE : row.has(Column.CONSENT) ? Column.CONSENT : Column.SINCE;
    }

    private static String date(Fields row) {
        String date = row.optional(dated(row));
        return date == null ? "" : Why.shown(date);
    }

    private static Why nearest(Fields row, Column column, String unknown, List<String> known) {
        return Why.unknown(
                row.heading(column),
                unknown,
                known.stream()
                        .filter(code -> isOneSlipAway(unknown, code))
                        .findFirst()
                        .orElse(""));
    }

    /** One character typed wrong, left out, doubled or swapped with the next: codes stand close together, so anything farther would be a guess. */
    static boolean isOneSlipAway(String typed, String code) {
        int same = 0;
        int shorter = Math.min(typed.length(), code.length());
        while (same < shorter && typed.charAt(same) == code.charAt(same)) {
            same++;
        }
        String typedRest = typed.substring(same);
        String codeRest = code.substring(same);
        return switch (typedRest.length() - codeRest.length()) {
            case 1 -> typedRest.substring(1).equals(codeRest);
            case -1 -> codeRest.substring(1).equals(typedRest);
            case 0 ->
                !typedRest.isEmpty()
                        && (typedRest.substring(1).equals(codeRest.substring(1))
                                || (typedRest.length() > 1
                                        && typedRest.charAt(0) == codeRest.charAt(1)
                                        && typedRest.charAt(1) == codeRest.charAt(0)
                                        && typedRest.substring(2).equals(codeRest.substring(2))));
            default -> false;
        };
    }
}
