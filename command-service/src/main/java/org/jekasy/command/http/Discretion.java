package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jekasy.command.ledger.*;
import org.jekasy.language.*;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sees to it that a refusal tells nobody of what is another's. Who names a lot, pallet, consignment, container, recall, producer or orchard in which his
 * organisation has no part ({@link Concern}) is answered as if there were none: same words, same length, and on the next full step of ten milliseconds. What
 * is accepted, and what a person has to confirm, is answered as ever: there the rules let him act.
 */
@Component
class Discretion {
    private static final String BEGAN = Discretion.class.getName() + ".began";

    // a time that no rule finds impossible; nothing is recorded with it
    private static final Instant LONG_AGO = Instant.parse("2025-01-01T00:00:00Z");

    private final Ledger ledger;

    Discretion(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What was answered so far stays unknown to who asks: from now on the time is measured. */
    void begins(HttpServletRequest sent) {
        sent.setAttribute(BEGAN, System.nanoTime());
    }

    /** The name that is answered as unknown instead of this outcome; null where the outcome may be told. */
    @Nullable
    Rejection instead(Request request, Outcome outcome, HttpServletRequest sent) {
        return instead(request, outcome, sent, Set.of());
    }

    /** The same in a batch, of which nothing may be recorded: {@code made} is what it would make itself. */
    @Nullable
    Rejection instead(Request request, Outcome outcome, HttpServletRequest sent, Set<Object> made) {
        if (!(outcome instanceof Outcome.Refused(Refusal refusal))) {
            return null;
        }
        PartyId who = request.by().organisation();
        Names names = new Names();
        names.in(request.command());
        Object hidden = first(names, refusal, who, made);
        if (hidden == null) {
            return null;
        }
        inStep(sent);
        Fault fault = switch (hidden) {
            case ProducerId _ -> Fault.NO_SUCH_PRODUCER;
            case PlaceId _ -> Fault.NO_SUCH_PLACE;
            default -> Fault.NOT_HERE;
        };
        return new Rejection(fault, "what", word(hidden), "id", hidden);
    }

    /**
     * Whether an entry is of this organisation: the rules are asked whether it could be voided by it. Of a consent, membership or grant, which nobody voids,
     * whoever knows its id gets the receipt.
     */
    boolean isOwn(EventId entry, Actor who, HttpServletRequest sent) {
        Request asked = new Request(
                new EventId(UUID.randomUUID()),
                LONG_AGO,
                Source.LIVE,
                List.of(),
                List.of(),
                null,
                new Actor(who.organisation(), "0", null),
                new VoidEntry(entry, CorrectReason.DUPLICATE, null));
        Outcome outcome = ledger.preview(List.of(asked)).getFirst();
        boolean own = !(outcome instanceof Outcome.Refused(Refusal refusal) && entry(refusal) != null);
        if (!own) {
            inStep(sent);
        }
        return own;
    }

    /** The lots, producers and places that these requests would make. */
    static Set<Object> made(List<Request> requests) {
        Set<Object> made = new HashSet<>();
        requests.forEach(request -> made(request.command(), made));
        return made;
    }

    private static void made(LedgerCommand command, Set<Object> made) {
        switch (command) {
            case RegisterProducer c -> made.add(c.producer());
            case RegisterPlace c -> made.add(c.place());
            case RecordHarvest c -> made.add(c.lot());
            case RecordDelivery c -> made.add(c.lot());
            case GroupLots c -> made.add(c.output());
            case SplitLot c -> c.outputs().forEach(output -> made.add(output.lot()));
            case TreatLot c -> made.add(c.output());
            case PackLots c -> {
                c.outputs().forEach(output -> made.add(output.lot()));
                c.gradeOut().forEach(output -> made.add(output.lot()));
            }
            case ProcessLots c -> {
                c.outputs().forEach(output -> made.add(output.lot()));
                c.byProducts().forEach(output -> made.add(output.lot()));
            }
            case CorrectEntry c -> made(c.corrected(), made);
            // the rest makes nothing of the kind
            case LedgerCommand _ -> {}
        }
    }

    private @Nullable Object first(Names names, Refusal refusal, PartyId who, Set<Object> made) {
        if (!names.all.isEmpty()) {
            Lots known = known(names);
            for (Object name : names.all) {
                boolean own = made.contains(name) && !isThere(known, name);
                if (!own && !concerns(known, name, who)) {
                    return name;
                }
            }
        }
        // an entry by its id: only its own organisation is told more of it than that it is not there
        return entry(refusal);
    }

    private static @Nullable Object entry(Refusal refusal) {
        Map<String, Object> numbers = refusal.numbers();
        boolean hidden = refusal.reason() == Reason.NOT_YOURS || refusal.reason() == Reason.UNKNOWN;
        return hidden && numbers.get("id") instanceof EventId id ? id : null;
    }

    // read in two steps, as what is on a pallet or in a recall is known only then
    private Lots known(Names names) {
        Set<Tag> tags = new HashSet<>();
        names.all.forEach(name -> tags.add(tag(name)));
        Lots known = ledger.known(tags);
        Set<Tag> more = new HashSet<>(tags);
        for (Object name : names.all) {
            inside(known, name).forEach(lot -> more.add(Tag.lot(lot)));
        }
        return more.equals(tags) ? known : ledger.known(more);
    }

    private static Collection<LotId> inside(Lots known, Object name) {
        return switch (name) {
            case Sscc unit -> Concern.on(known, unit);
            case RecallId recall -> Concern.in(known, recall);
            default -> Set.of();
        };
    }

    private static boolean isThere(Lots known, Object name) {
        return switch (name) {
            case LotId lot -> Concern.isThere(known, lot);
            case ProducerId producer -> Concern.isThere(known, producer);
            case PlaceId place -> Concern.isThere(known, place);
            default -> throw new IllegalStateException(name.getClass().getName());
        };
    }

    private static boolean concerns(Lots known, Object name, PartyId who) {
        return switch (name) {
            case LotId lot -> Concern.lot(known, lot, who);
            case Sscc unit -> Concern.unit(known, unit, who);
            case ConsignmentId consignment -> Concern.consignment(known, consignment, who);
            case ContainerNumber container -> Concern.container(known, container, who);
            case RecallId recall -> Concern.recall(known, recall, who);
            case ProducerId producer -> Concern.producer(known, producer, who);
            case PlaceId place -> Concern.place(known, place, who);
            default -> throw new IllegalStateException(name.getClass().getName());
        };
    }

    private static Tag tag(Object name) {
        return switch (name) {
            case LotId lot -> Tag.lot(lot);
            case Sscc unit -> Tag.unit(unit);
            case ConsignmentId consignment -> Tag.consignment(consignment);
            case ContainerNumber container -> Tag.container(container);
            case RecallId recall -> Tag.recall(recall);
            case ProducerId producer -> Tag.producer(producer);
            case PlaceId place -> Tag.place(place);
            default -> throw new IllegalStateException(name.getClass().getName());
        };
    }

    private static String word(Object name) {
        return switch (name) {
            case LotId _ -> "lot";
            case Sscc _ -> "unit";
            case ConsignmentId _ -> "consignment";
            case ContainerNumber _ -> "container";
            case RecallId _ -> "recall";
            case ProducerId _ -> "producer";
            case PlaceId _ -> "place";
            default -> "entry";
        };
    }

    private static void inStep(HttpServletRequest sent) {
        if (sent.getAttribute(BEGAN) instanceof Long began) {
            Doorkeeper.inStep(began);
        }
    }

    /** What a command names that must be there already, in the order of its fields. */
    private static final class Names {
        private final Set<Object> all = new LinkedHashSet<>();

        private void add(@Nullable Object... names) {
            Stream.of(names).filter(Objects::nonNull).forEach(all::add);
        }

        private void portions(List<Portion> portions) {
            portions.forEach(portion -> all.add(portion.lot()));
        }

        private void in(LedgerCommand command) {
            switch (command) {
                case AdjustLotQuantity c -> add(c.lot(), c.consignment());
                case BindCode c -> add(c.lot());
                case BuildLogisticUnit c -> c.contents().forEach(each -> add(each.lot()));
                case ChangeSeal c -> add(c.container());
                case CloseRecall c -> add(c.recall());
                case CorrectEntry c -> in(c.corrected());
                case DismantleLogisticUnit c -> add(c.unit());
                case DisposeOfLot c -> add(c.lot());
                case GroupLots c -> portions(c.inputs());
                case HoldLot c -> add(c.lot());
                case InspectLot c -> add(c.lot());
                case IssueLabels c -> add(c.lot());
                case LinkCertificate c -> {
                    all.addAll(c.lots());
                    all.addAll(c.units());
                }
                case OpenRecall c -> all.addAll(c.seeds());
                case OrderLabels c -> add(c.lot());
                case PackLots c -> portions(c.inputs());
                case ProcessLots c -> portions(c.inputs());
                case ReceiveConsignment c -> add(c.consignment());
                case RecordArrival c -> add(c.consignment(), c.container());
                case RecordDelivery c -> add(c.producer(), c.area());
                case RecordDeparture c -> add(c.consignment(), c.container());
                case RecordHarvest c -> add(c.producer(), c.orchard());
                // for another organisation it is the rule that says whose the producer is
                case RegisterPlace c -> add(c.organisation() == null ? c.producer() : null);
                case ReleaseLot c -> all.addAll(c.lots());
                case ShipConsignment c -> c.lines().forEach(line -> add(line.lot(), line.unit()));
                case SplitLot c -> add(c.input());
                case StuffContainer c -> {
                    all.addAll(c.units());
                    all.addAll(c.lots());
                }
                case TreatLot c -> add(c.input().lot());
                case VoidLabels c -> add(c.lot());
                case WeighLot c -> add(c.lot());
                case AddAlias _,
                        ChangeMembership _,
                        GrantApproval _,
                        GrantVisibility _,
                        IssueCodes _,
                        RegisterOrganisation _,
                        RegisterProducer _,
                        RejectApproval _,
                        ReportLabelOrder _,
                        VoidCodes _,
                        VoidEntry _,
                        WithdrawVisibility _ -> {}
            }
        }
    }
}
