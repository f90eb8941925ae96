package org.jekasy.command.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jekasy.language.*;
import org.jspecify.annotations.Nullable;

/**
 * What the rules know: lots, units, consignments and the registers, folded from facts in their order. Applying a fact never fails; whether it is
 * possible is asked before, with {@link #check}.
 */
public final class Lots {
    /** The use of a weighing ticket. */
    public record Ticket(PartyId cooperative, SeasonId season, String number, LotId lot) {}

    private final Map<LotId, Lot> lots = new HashMap<>();
    private final Map<Sscc, Unit> units = new HashMap<>();
    private final Map<ContainerNumber, Container> containers = new HashMap<>();
    private final Map<ConsignmentId, Consignment> consignments = new HashMap<>();
    private final Map<PartyId, OrganisationRegistered> organisations = new HashMap<>();
    private final Map<IssuerCode, PartyId> issuers = new HashMap<>();
    private final Map<PlaceId, PlaceRegistered> places = new HashMap<>();
    private final Map<ProducerId, ProducerRegistered> producers = new HashMap<>();
    private final Map<String, AliasAdded> aliases = new HashMap<>();
    private final Map<Tag, Ticket> tickets = new HashMap<>();
    private final Codes codes = new Codes();
    private final Map<RunId, LedgerEvent> runs = new HashMap<>();
    private final Map<RecallId, RecallOpened> recalls = new HashMap<>();
    private final Map<RecallId, EventId> recallEntries = new HashMap<>();
    private final Map<RecallId, RecallClosed> closedRecalls = new HashMap<>();
    private final Map<Tag, CertificateLinked> certificates = new HashMap<>();
    private final Set<Tag> members = new java.util.HashSet<>();
    private final Set<Tag> visible = new java.util.HashSet<>();
    private final Map<EventId, LedgerEvent> decided = new HashMap<>();
    private final Map<EventId, LabelOrderReported> labelOrders = new HashMap<>();
    private final Set<Tag> given = new java.util.HashSet<>();

    Lot lot(LotId id) {
        return lots.computeIfAbsent(id, Lot::new);
    }

    @Nullable
    Unit unit(Sscc id) {
        return units.get(id);
    }

    @Nullable
    Container container(ContainerNumber id) {
        return containers.get(id);
    }

    @Nullable
    Consignment consignment(ConsignmentId id) {
        return consignments.get(id);
    }

    /** An organisation as registered, null where it is not known. */
    public @Nullable OrganisationRegistered organisation(PartyId id) {
        return organisations.get(id);
    }

    /** Whose issuer of lot codes this is, null where nobody registered it. */
    public @Nullable PartyId issuer(IssuerCode issuer) {
        return issuers.get(issuer);
    }

    /** A place as registered, null where it is not known. */
    public @Nullable PlaceRegistered place(PlaceId id) {
        return places.get(id);
    }

    /** A producer as registered, null where he is not known. */
    public @Nullable ProducerRegistered producer(ProducerId id) {
        return producers.get(id);
    }

    @Nullable
    AliasAdded alias(String number) {
        return aliases.get(number);
    }

    /** What a weighing ticket was used for, null where it was not used. */
    public @Nullable Ticket ticket(Tag ticket) {
        return tickets.get(ticket);
    }

    @Nullable
    LedgerEvent run(RunId run) {
        return runs.get(run);
    }

    @Nullable
    RecallOpened recall(RecallId recall) {
        return recalls.get(recall);
    }

    /** The entry that opened a recall. */
    EventId recallEntry(RecallId recall) {
        return Objects.requireNonNull(recallEntries.get(recall), "the recall is known");
    }

    /** Codes of rolls: given out, void, standing for a lot. */
    Codes codes() {
        return codes;
    }

    /** The lots that a hold, named by the entry that set it, still holds. */
    List<LotId> heldBy(EventId hold) {
        return lots.values().stream()
                .filter(lot -> lot.holds.containsKey(hold))
                .map(Lot::id)
                .sorted()
                .toList();
    }

    boolean isMember(Tag membership) {
        return members.contains(membership);
    }

    boolean isVisible(Tag visibility) {
        return visible.contains(visibility);
    }

    /** The consent or rejection of what waited, null while it waits. */
    @Nullable
    LedgerEvent decided(EventId approval) {
        return decided.get(approval);
    }

    /** What was last said of an order for labels, null while it waits. */
    @Nullable
    LabelOrderReported reported(EventId order) {
        return labelOrders.get(order);
    }

    boolean isClosed(RecallId recall) {
        return closedRecalls.containsKey(recall);
    }

    @Nullable
    CertificateLinked certificate(Tag certificate) {
        return certificates.get(certificate);
    }

    /** Grams of a lot that are on pallets standing at an account. */
    long boxed(Lot lot, Account account) {
        long grams = 0;
        for (Map.Entry<Sscc, Contents> boxed : lot.boxed.entrySet()) {
            Unit unit = units.get(boxed.getKey());
            if (unit != null && unit.whereabouts.equals(account)) {
                grams += boxed.getValue().weight().grams();
            }
        }
        return grams;
    }

    /**
     * Refuses a fact that is impossible after what is known: grams that are not there, lots and names that are, time running backwards, claims that no
     * input has, pallets that are elsewhere. Judges only what was read with its whole history.
     */
    void check(Fact fact, Predicate<Tag> read) {
        for (Tag name : Tags.givenBy(fact.event())) {
            if (read.test(name) && given.contains(name)) {
                throw new Refusal(Reason.ALREADY_REGISTERED, "what", name.key(), "id", name.value());
            }
        }
        Possible.check(this, fact, read);
        checkMovements(fact, read);
    }

    private void checkMovements(Fact fact, Predicate<Tag> read) {
        List<Movement> movements = Movements.of(fact.event()).stream()
                .filter(movement -> read.test(Tag.lot(movement.lot())))
                .toList();
        Set<LotId> made = new java.util.HashSet<>();
        Set<LotId> taken = new java.util.HashSet<>();
        for (Movement movement : movements) {
            if (movement.from().isInside()) {
                taken.add(movement.lot());
            }
        }
        Map<LotId, Map<Account, Long>> asked = new LinkedHashMap<>();
        for (Movement movement : movements) {
            Lot lot = lot(movement.lot());
            if (movement.from() == Account.Outside.ORIGIN || movement.from() == Account.Outside.MADE) {
                if (taken.contains(movement.lot())) {
                    throw new Refusal(Reason.OWN_ANCESTOR, "lot", lot.id());
                }
                if (lot.isKnown() || !made.add(lot.id())) {
                    throw new Refusal(Reason.LOT_EXISTS, "lot", lot.id());
                }
                codes.checkUsable(lot.id(), read);
                continue;
            }
            checkBorn(fact, lot);
            if (movement.from() instanceof Account.Stock) {
                checkFree(fact.event(), lot, movement);
            }
            if (movement.from().isInside()) {
                long before = asked.computeIfAbsent(lot.id(), any -> new HashMap<>())
                        .merge(movement.from(), movement.weight().grams(), Long::sum);
                checkEnough(fact.event(), lot, movement.from(), before);
            }
        }
    }

    /** Refuses what happens to a lot before it came to be. */
    static void checkBorn(Fact fact, Lot lot) {
        Lot.Birth birth = lot.birth();
        if (fact.occurredAt().isBefore(birth.at())) {
            throw new Refusal(
                    Reason.BEFORE_ITS_LOT, "occurredAt", fact.occurredAt(), "lot", lot.id(), "bornAt", birth.at());
        }
    }

    /** Refuses a lot that is on hold or recalled. */
    static void checkFree(Lot lot) {
        lot.holds.forEach((entry, hold) -> {
            throw new Refusal(Reason.HELD, "lot", lot.id(), "hold", hold, "entry", entry);
        });
        lot.recalls.forEach(recall -> {
            throw new Refusal(Reason.RECALLED, "lot", lot.id(), "recall", recall);
        });
    }

    // on hold or recalled: not to be used, packed or shipped; destroying it is always allowed
    private static void checkFree(LedgerEvent event, Lot lot, Movement movement) {
        boolean used = movement.to() == Account.Outside.USED;
        boolean shipped = movement.to() instanceof Account.Transit;
        boolean quarantine = event instanceof ConsignmentShipped sent && sent.purpose() == ShipmentPurpose.QUARANTINE;
        if ((used || shipped) && !quarantine) {
            checkFree(lot);
        }
    }

    private void checkEnough(LedgerEvent event, Lot lot, Account account, long asked) {
        switch (account) {
            case Account.Stock stock ->
                checkStock(lot, stock, asked, event instanceof ConsignmentShipped sent ? loose(sent, lot.id()) : asked);
            case Account.Transit transit -> checkOpen(lot, transit.consignment(), lot.on(account), asked);
            case Account.Disputed disputed -> checkOpen(lot, disputed.consignment(), lot.on(account), asked);
            case Account.Outside outside -> {}
        }
    }

    /** Refuses to take more from a stock than is there, or more of it loose than is not on pallets. */
    void checkStock(Lot lot, Account.Stock stock, long asked, long askedLoose) {
        long available = lot.on(stock);
        ConsignmentId onItsWay = lot.travelsIn();
        if (available <= 0 && !lot.holders().isEmpty()) {
            throw new Refusal(
                    Reason.NOT_THE_HOLDER,
                    "lot",
                    lot.id(),
                    "holder",
                    lot.holders().iterator().next(),
                    "actor",
                    stock.holder());
        }
        if (available <= 0 && onItsWay != null) {
            throw new Refusal(Reason.LOT_ON_ITS_WAY, "lot", lot.id(), "consignment", onItsWay);
        }
        if (asked > available) {
            throw new Refusal(
                    Reason.TOO_LITTLE_LEFT,
                    "lot",
                    lot.id(),
                    "available",
                    new Grams(Math.max(0, available)),
                    "asked",
                    new Grams(asked),
                    "holder",
                    stock.holder());
        }
        // pallets travel and go as pallets; what is asked for loose must be loose
        long boxed = boxed(lot, stock);
        if (askedLoose > available - boxed) {
            throw new Refusal(
                    Reason.IN_A_UNIT,
                    "lot",
                    lot.id(),
                    "boxed",
                    new Grams(boxed),
                    "loose",
                    new Grams(Math.max(0, available - boxed)),
                    "asked",
                    new Grams(askedLoose));
        }
    }

    // what of a lot is sent outside of pallets; the pallets are judged as such
    private static long loose(ConsignmentShipped sent, LotId lot) {
        return sent.lines().stream()
                .filter(line -> line.unit() == null && line.lot().equals(lot))
                .mapToLong(line -> line.weight().grams())
                .sum();
    }

    private static void checkOpen(Lot lot, ConsignmentId consignment, long available, long asked) {
        if (asked > available) {
            throw new Refusal(
                    Reason.TOO_LITTLE_OPEN,
                    "lot",
                    lot.id(),
                    "consignment",
                    consignment,
                    "available",
                    new Grams(Math.max(0, available)),
                    "asked",
                    new Grams(asked));
        }
    }

    /** Takes a fact in. Corrections and voids are not facts of their own: the history puts them in the place of what they name. */
    void apply(Fact fact) {
        LedgerEvent event = fact.event();
        switch (event) {
            case OrganisationRegistered e -> {
                organisations.put(e.organisation(), e);
                e.issuers().forEach(issuer -> issuers.putIfAbsent(issuer, e.organisation()));
            }
            case PlaceRegistered e -> places.put(e.place(), e);
            case ProducerRegistered e -> producers.put(e.producer(), e);
            case AliasAdded e -> {
                Gtin gtin = e.gtin();
                Gln gln = e.gln();
                if (gtin != null) {
                    aliases.put(gtin.text(), e);
                }
                if (gln != null) {
                    aliases.put(gln.text(), e);
                }
            }
            case HarvestRecorded e -> {
                born(fact, e.lot(), e.product(), e.variety(), e.season(), e.claims(), null, e.weight(), e.producer());
                tickets.put(
                        Tag.ticket(e.cooperative(), e.season(), e.ticket()),
                        new Ticket(e.cooperative(), e.season(), e.ticket(), e.lot()));
            }
            case DeliveryRecorded e -> {
                born(fact, e.lot(), e.product(), null, e.season(), e.claims(), null, e.weight(), e.producer());
                tickets.put(
                        Tag.ticket(e.cooperative(), e.season(), e.ticket()),
                        new Ticket(e.cooperative(), e.season(), e.ticket(), e.lot()));
                hold(fact, e.lot(), e.hold());
            }
            case LotWeighed e -> {}
            case LotInspected e -> hold(fact, e.lot(), e.hold());
            case LotsGrouped e ->
                born(
                        fact,
                        e.output(),
                        e.product(),
                        e.variety(),
                        e.season(),
                        e.claims(),
                        e.treatment(),
                        e.weight(),
                        null);
            case LotSplit e -> {
                for (Portion output : e.outputs()) {
                    born(
                            fact,
                            output.lot(),
                            e.product(),
                            e.variety(),
                            e.season(),
                            e.claims(),
                            e.treatment(),
                            output.weight(),
                            null);
                }
            }
            case LotsProcessed e -> {
                runs.put(e.run(), e);
                for (Output output : e.outputs()) {
                    born(
                            fact,
                            output.lot(),
                            output.product(),
                            output.variety(),
                            e.season(),
                            e.claims(),
                            e.treatment(),
                            output.weight(),
                            null);
                }
                byProducts(fact, e.byProducts(), e.season(), e.claims(), e.treatment());
            }
            case LotTreated e -> {
                born(fact, e.output(), e.product(), e.variety(), e.season(), e.claims(), e.method(), e.weight(), null);
                hold(fact, e.output(), e.hold());
            }
            case LotsPacked e -> {
                runs.put(e.run(), e);
                for (Packed output : e.outputs()) {
                    born(
                            fact,
                            output.lot(),
                            output.product(),
                            output.variety(),
                            e.season(),
                            e.claims(),
                            e.treatment(),
                            output.weight(),
                            null);
                    lot(output.lot()).cartons = output.count();
                    lot(output.lot()).netPerCarton = output.netPerUnit();
                }
                byProducts(fact, e.gradeOut(), e.season(), e.claims(), e.treatment());
            }
            case LogisticUnitBuilt e -> {
                Unit unit = new Unit(e.unit(), e.holder(), fact.occurredAt());
                units.put(e.unit(), unit);
                for (Contents content : e.contents()) {
                    unit.contents.put(content.lot(), content);
                    lot(content.lot()).boxed.put(e.unit(), content);
                }
            }
            case LogisticUnitDismantled e -> dismantle(e);
            case ContainerStuffed e -> stuff(fact, e);
            case SealChanged e -> {
                Container container = containers.get(e.container());
                if (container != null) {
                    container.seals.remove(e.oldSeal());
                    container.seals.add(e.newSeal());
                }
            }
            case ConsignmentShipped e -> {
                consignments.put(e.consignment(), new Consignment(e));
                for (ShippedLine line : e.lines()) {
                    stands(line.unit(), new Account.Transit(e.consignment()));
                }
            }
            case ConsignmentReceived e -> receive(e);
            case ConsignmentDeparted e -> {
                ConsignmentId consignment = e.consignment();
                ContainerNumber container = e.container();
                Consignment sent = consignment == null ? null : consignments.get(consignment);
                Container box = container == null ? null : containers.get(container);
                if (sent != null) {
                    sent.departed = e;
                    sent.arrivedAt = null;
                }
                if (box != null) {
                    box.departed = e;
                    box.arrivedAt = null;
                }
            }
            case ConsignmentArrived e -> {
                ConsignmentId consignment = e.consignment();
                ContainerNumber container = e.container();
                Consignment sent = consignment == null ? null : consignments.get(consignment);
                Container box = container == null ? null : containers.get(container);
                if (sent != null) {
                    sent.arrivedAt = e.arrivedAt();
                }
                if (box != null) {
                    box.arrivedAt = e.arrivedAt();
                }
            }
            case CertificateLinked e -> {
                certificates.put(Tag.certificate(e.kind(), e.number()), e);
                for (LotId lot : e.lots()) {
                    lot(lot).certificates.add(e);
                }
            }
            case LotHeld e -> {
                for (LotId lot : e.lots()) {
                    lot(lot).holds.put(fact.entry(), e.reason());
                    if (e.scope() == HoldScope.LOT_AND_DESCENDANTS) {
                        lot(lot).holdsOfDescendants.add(fact.entry());
                    }
                }
            }
            case LotReleased e -> {
                for (LotId lot : e.lots()) {
                    lot(lot).holds.remove(e.hold());
                    lot(lot).holdsOfDescendants.remove(e.hold());
                }
            }
            case RecallOpened e -> {
                recalls.put(e.recall(), e);
                recallEntries.put(e.recall(), fact.entry());
                for (LotId lot : e.lots()) {
                    lot(lot).recalls.add(e.recall());
                }
            }
            case RecallClosed e -> {
                closedRecalls.put(e.recall(), e);
                for (LotId lot : e.lots()) {
                    lot(lot).recalls.remove(e.recall());
                }
            }
            case LotQuantityAdjusted e ->
                lot(e.lot()).adjusted += Math.abs(e.delta().grams());
            case LotDisposed e -> {}
            case EntryCorrected e -> {}
            case EntryVoided e -> {}
            case LabelsIssued e -> {
                lot(e.lot()).labelsIssued += e.count();
                lot(e.lot()).serials.addAll(e.serials());
            }
            case LabelsVoided e -> {
                lot(e.lot()).labelsVoided += e.count();
                e.serials().forEach(lot(e.lot()).serials::remove);
            }
            case CodesIssued e -> codes.apply(e);
            case CodeBound e -> codes.apply(e);
            case CodesVoided e -> codes.apply(e);
            case LabelsOrdered e -> {}
            case LabelOrderReported e -> labelOrders.put(e.order(), e);
            case MembershipChanged e -> {
                Tag membership = Tag.membership(e.union(), e.member());
                switch (e.change()) {
                    case JOINED -> members.add(membership);
                    case LEFT -> members.remove(membership);
                }
            }
            case VisibilityGranted e -> visible.add(Tag.visibility(e.owner(), e.reader()));
            case VisibilityWithdrawn e -> visible.remove(Tag.visibility(e.owner(), e.reader()));
            case ApprovalRequested e -> {}
            case ApprovalGranted e -> decided.put(e.approval(), e);
            case ApprovalRejected e -> decided.put(e.approval(), e);
        }
        given.addAll(Tags.givenBy(event));
        for (Movement movement : Movements.of(event)) {
            Lot lot = lot(movement.lot());
            lot.move(movement.from(), -movement.weight().grams());
            lot.move(movement.to(), movement.weight().grams());
        }
        for (Edge edge : Lineage.of(event)) {
            lot(edge.parent()).children.add(edge.child());
            lot(edge.child()).parents.add(edge.parent());
        }
    }

    private void born(
            Fact fact,
            LotId id,
            ProductCode product,
            @Nullable VarietyCode variety,
            SeasonId season,
            List<Claim> claims,
            @Nullable String treatment,
            Weight weight,
            @Nullable ProducerId producer) {
        lot(id).born(new Lot.Birth(
                product, variety, season, Set.copyOf(claims), treatment, weight, fact.occurredAt(), producer));
    }

    private void byProducts(
            Fact fact, List<ByProduct> byProducts, SeasonId season, List<Claim> claims, @Nullable String treatment) {
        for (ByProduct made : byProducts) {
            LotId lot = made.lot();
            if (lot != null) {
                born(fact, lot, made.product(), null, season, claims, treatment, made.weight(), null);
            }
        }
    }

    private void hold(Fact fact, LotId lot, @Nullable HoldReason reason) {
        if (reason != null) {
            lot(lot).holds.put(fact.entry(), reason);
        }
    }

    private void dismantle(LogisticUnitDismantled e) {
        Unit unit = units.get(e.unit());
        if (unit == null) {
            return;
        }
        for (Contents off : e.contents()) {
            Contents on = unit.contents.get(off.lot());
            if (on == null || on.count() <= off.count()) {
                unit.contents.remove(off.lot());
                lot(off.lot()).boxed.remove(e.unit());
            } else {
                Contents rest = new Contents(
                        on.lot(),
                        on.count() - off.count(),
                        new Weight(on.weight().grams() - off.weight().grams()));
                unit.contents.put(off.lot(), rest);
                lot(off.lot()).boxed.put(e.unit(), rest);
            }
        }
        if (unit.isEmpty()) {
            takeOut(unit);
        }
    }

    // a container that has arrived and is stuffed again was emptied in between
    private void stuff(Fact fact, ContainerStuffed e) {
        Container container = containers.get(e.container());
        if (container == null || container.hasArrived()) {
            container = new Container(e.container(), e.holder(), fact.occurredAt());
            containers.put(e.container(), container);
            for (Unit unit : units.values()) {
                if (e.container().equals(unit.container)) {
                    unit.container = null;
                }
            }
        }
        container.stuffedAt = fact.occurredAt();
        container.seals.clear();
        container.seals.addAll(e.seals());
        Set<LotId> loose = new LinkedHashSet<>(e.lots());
        for (Sscc id : e.units()) {
            container.units.add(id);
            Unit unit = units.get(id);
            if (unit != null) {
                takeOut(unit);
                container.units.add(id);
                unit.container = e.container();
                loose.removeAll(unit.contents.keySet());
            }
        }
        container.lots.addAll(loose);
    }

    private void takeOut(Unit unit) {
        Container from = unit.container == null ? null : containers.get(unit.container);
        if (from != null) {
            from.units.remove(unit.id());
        }
        unit.container = null;
    }

    private void receive(ConsignmentReceived e) {
        Consignment consignment = consignments.get(e.consignment());
        Map<Sscc, List<ReceivedLine>> byUnit = new LinkedHashMap<>();
        for (ReceivedLine line : e.lines()) {
            Sscc unit = line.unit();
            if (unit != null) {
                byUnit.computeIfAbsent(unit, any -> new ArrayList<>()).add(line);
            }
            if (consignment != null) {
                int index = consignment.openLine(line.lot(), unit);
                if (index >= 0) {
                    consignment.receivedLines.add(index);
                }
            }
        }
        byUnit.forEach((unit, lines) -> receive(e, unit, lines));
    }

    // a pallet that was not taken or left as a whole had to be opened: its cartons are loose from then on
    private void receive(ConsignmentReceived e, Sscc id, List<ReceivedLine> lines) {
        if (lines.stream()
                .allMatch(line -> line.accepted().grams() == line.sent().grams())) {
            stands(id, new Account.Stock(e.receiver()));
        } else if (lines.stream()
                .allMatch(line -> line.rejected().grams() == line.sent().grams())) {
            stands(id, new Account.Stock(e.from()));
        } else if (lines.stream()
                .anyMatch(line -> line.missing().grams() < line.sent().grams())) {
            lines.forEach(line -> lot(line.lot()).boxed.remove(id));
            Unit unit = units.get(id);
            if (unit != null) {
                unit.contents.clear();
                takeOut(unit);
            }
        }
    }

    private void stands(@Nullable Sscc unit, Account where) {
        Unit known = unit == null ? null : units.get(unit);
        if (known != null) {
            known.whereabouts = where;
        }
    }
}
