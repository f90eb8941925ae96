package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jekasy.language.*;
import org.jspecify.annotations.Nullable;

/**
 * What is possible beside the grams: what is made claims no more than what it is made of, a carton is on one pallet, a pallet in
 * one place and travels whole, a line is received once, nothing arrives before it left. Judges only what was read with its whole history.
 */
final class Possible {
    private final Lots known;
    private final Fact fact;
    private final Predicate<Tag> read;

    private Possible(Lots known, Fact fact, Predicate<Tag> read) {
        this.known = known;
        this.fact = fact;
        this.read = read;
    }

    /** Refuses what can not be after what is known. */
    static void check(Lots known, Fact fact, Predicate<Tag> read) {
        Possible possible = new Possible(known, fact, read);
        switch (fact.event()) {
            case LogisticUnitBuilt e -> possible.built(e);
            case LogisticUnitDismantled e -> possible.dismantled(e);
            case ContainerStuffed e -> possible.stuffed(e);
            case SealChanged e -> possible.sealChanged(e);
            case ConsignmentShipped e -> possible.shipped(e);
            case ConsignmentReceived e -> possible.received(e);
            case ConsignmentDeparted e -> possible.departed(e);
            case ConsignmentArrived e -> possible.arrived(e);
            case OrganisationRegistered e -> {}
            case PlaceRegistered e -> {}
            case ProducerRegistered e -> {}
            case AliasAdded e -> {}
            case HarvestRecorded e -> {}
            case DeliveryRecorded e -> {}
            case LotWeighed e -> {}
            case LotInspected e -> {}
            case LotsGrouped e -> possible.made(lots(e.inputs()), e.product(), e.claims(), e.treatment());
            case LotSplit e -> possible.made(List.of(e.input()), e.product(), e.claims(), e.treatment());
            case LotsProcessed e -> possible.made(lots(e.inputs()), null, e.claims(), e.treatment());
            case LotTreated e -> possible.made(List.of(e.input().lot()), e.product(), e.claims(), null);
            case LotsPacked e -> possible.made(lots(e.inputs()), null, e.claims(), e.treatment());
            case CertificateLinked e -> {}
            case LotHeld e -> {}
            case LotReleased e -> {}
            case RecallOpened e -> {}
            case RecallClosed e -> {}
            case LotQuantityAdjusted e -> {}
            case LotDisposed e -> {}
            case EntryCorrected e -> {}
            case EntryVoided e -> {}
            case LabelsIssued e -> {}
            case LabelsVoided e -> {}
            case CodesIssued e -> known.codes().check(e);
            case CodeBound e -> possible.bound(e);
            case CodesVoided e -> known.codes().check(e, read);
            case LabelsOrdered e -> {}
            case LabelOrderReported e -> {}
            case MembershipChanged e -> {}
            case VisibilityGranted e -> {}
            case VisibilityWithdrawn e -> {}
            case ApprovalRequested e -> {}
            case ApprovalGranted e -> {}
            case ApprovalRejected e -> {}
        }
    }

    // asked again of every later entry when an earlier one is corrected: what came of a lot can not stay organic or
    // treated when the lot is not
    private void made(
            List<LotId> inputs, @Nullable ProductCode product, List<Claim> claims, @Nullable String treatment) {
        for (LotId id : inputs) {
            if (!read.test(Tag.lot(id))) {
                continue;
            }
            Lot.Birth birth = known.lot(id).birth();
            if (product != null && !product.equals(birth.product())) {
                throw new Refusal(Reason.MIXED_PRODUCTS, "lot", id, "product", birth.product(), "expected", product);
            }
            for (Claim claim : claims) {
                if (!birth.claims().contains(claim)) {
                    throw new Refusal(Reason.CLAIM_NOT_HELD, "claim", claim, "why", id);
                }
            }
            if (treatment != null && !treatment.equals(birth.treatment())) {
                throw new Refusal(Reason.TREATMENT_NOT_HELD, "lot", id, "treatment", treatment);
            }
        }
    }

    private void bound(CodeBound e) {
        if (read.test(Tag.lot(e.lot()))) {
            Lots.checkBorn(fact, known.lot(e.lot()));
        }
        if (read.test(Tag.lot(e.code())) && known.lot(e.code()).isKnown()) {
            throw new Refusal(Reason.CODE_BOUND, "code", e.code(), "lot", e.code());
        }
        known.codes().check(e, read);
    }

    private void built(LogisticUnitBuilt e) {
        Unit before = known.unit(e.unit());
        if (read.test(Tag.unit(e.unit())) && before != null && !before.isEmpty()) {
            throw new Refusal(Reason.UNIT_IN_USE, "unit", e.unit());
        }
        for (Contents contents : e.contents()) {
            if (!read.test(Tag.lot(contents.lot()))) {
                continue;
            }
            Lot lot = known.lot(contents.lot());
            Lots.checkBorn(fact, lot);
            Lots.checkFree(lot);
            long grams = contents.weight().grams();
            known.checkStock(lot, new Account.Stock(e.holder()), grams, grams);
            if (contents.count() > lot.looseCartons()) {
                throw new Refusal(
                        Reason.NOT_ENOUGH_CARTONS,
                        "lot",
                        lot.id(),
                        "free",
                        Math.max(0, lot.looseCartons()),
                        "asked",
                        contents.count());
            }
        }
    }

    private void dismantled(LogisticUnitDismantled e) {
        if (!read.test(Tag.unit(e.unit()))) {
            return;
        }
        Unit unit = standing(e.unit(), e.holder());
        Container container = containerOf(unit);
        if (container != null && container.isOnItsWay()) {
            throw onItsWay(container.id(), container.departed());
        }
        for (Contents off : e.contents()) {
            Contents on = unit.contents().get(off.lot());
            int count = on == null ? 0 : on.count();
            if (off.count() > count) {
                throw new Refusal(
                        Reason.NOT_ON_UNIT, "unit", e.unit(), "lot", off.lot(), "count", count, "asked", off.count());
            }
        }
    }

    private void stuffed(ContainerStuffed e) {
        Container container = known.container(e.container());
        if (read.test(Tag.container(e.container())) && container != null) {
            if (container.isOnItsWay()) {
                throw onItsWay(container.id(), container.departed());
            }
            if (!container.hasArrived() && !container.holder().equals(e.holder())) {
                throw Situation.notYours("container", container.id(), container.holder(), e.holder());
            }
        }
        for (Sscc id : e.units()) {
            if (!read.test(Tag.unit(id))) {
                continue;
            }
            Unit unit = standing(id, e.holder());
            Container in = containerOf(unit);
            if (in != null && !in.hasArrived()) {
                throw new Refusal(Reason.UNIT_ELSEWHERE, "unit", id, "container", in.id());
            }
            unit.contents().keySet().forEach(this::free);
        }
        e.lots().forEach(this::free);
    }

    private void sealChanged(SealChanged e) {
        if (read.test(Tag.container(e.container()))) {
            Container container = known("container", e.container(), known.container(e.container()));
            if (!container.seals().contains(e.oldSeal())) {
                throw new Refusal(
                        Reason.SEAL_NOT_THERE,
                        "seal",
                        e.oldSeal(),
                        "container",
                        e.container(),
                        "seals",
                        List.copyOf(container.seals()));
            }
            notBefore("sealChangedAt", "sealedAt", container.stuffedAt());
        }
    }

    private void shipped(ConsignmentShipped e) {
        Map<Sscc, List<ShippedLine>> byUnit = new LinkedHashMap<>();
        for (ShippedLine line : e.lines()) {
            Sscc unit = line.unit();
            if (unit != null && read.test(Tag.unit(unit))) {
                byUnit.computeIfAbsent(unit, any -> new ArrayList<>()).add(line);
            }
        }
        byUnit.forEach((id, lines) -> {
            Unit unit = standing(id, e.from());
            Set<LotId> missing = new HashSet<>(unit.contents().keySet());
            for (ShippedLine line : lines) {
                Contents on = unit.contents().get(line.lot());
                if (on == null || !on.weight().equals(line.weight()) || !missing.remove(line.lot())) {
                    throw new Refusal(Reason.NOT_THE_WHOLE_UNIT, "unit", id, "lot", line.lot());
                }
            }
            missing.stream().min(LotId::compareTo).ifPresent(lot -> {
                throw new Refusal(Reason.NOT_THE_WHOLE_UNIT, "unit", id, "lot", lot);
            });
        });
    }

    private void received(ConsignmentReceived e) {
        if (!read.test(Tag.consignment(e.consignment()))) {
            return;
        }
        Consignment consignment = known("consignment", e.consignment(), known.consignment(e.consignment()));
        ConsignmentShipped sent = consignment.sent();
        if (!sent.to().equals(e.receiver())) {
            throw Situation.notYours("consignment", e.consignment(), sent.to(), e.receiver());
        }
        notBefore("receivedAt", "dispatchedAt", sent.dispatchedAt());
        List<ShippedLine> open = new ArrayList<>(consignment.openLines());
        Set<Sscc> units = new HashSet<>();
        for (ReceivedLine line : e.lines()) {
            boolean isOpen = open.removeIf(
                    shipped -> shipped.lot().equals(line.lot()) && Objects.equals(shipped.unit(), line.unit()));
            if (!isOpen) {
                throw new Refusal(Reason.NOT_SENT, "lot", line.lot(), "consignment", e.consignment());
            }
            Sscc unit = line.unit();
            if (unit != null) {
                units.add(unit);
            }
        }
        for (ShippedLine left : open) {
            Sscc unit = left.unit();
            if (unit != null && units.contains(unit)) {
                throw new Refusal(Reason.NOT_THE_WHOLE_UNIT, "unit", unit, "lot", left.lot());
            }
        }
    }

    private void departed(ConsignmentDeparted e) {
        ConsignmentId consignment = e.consignment();
        boolean quarantine = false;
        if (consignment != null && read.test(Tag.consignment(consignment))) {
            Consignment sent = known("consignment", consignment, known.consignment(consignment));
            if (sent.isOnItsWay()) {
                throw onItsWay(consignment, sent.departed());
            }
            if (sent.openLines().isEmpty()) {
                throw new Refusal(Reason.ALL_RECEIVED, "consignment", consignment);
            }
            notBefore("departedAt", "dispatchedAt", sent.sent().dispatchedAt());
            quarantine = sent.sent().purpose() == ShipmentPurpose.QUARANTINE;
        }
        ContainerNumber container = e.container();
        if (container != null && read.test(Tag.container(container))) {
            Container box = known("container", container, known.container(container));
            if (box.isOnItsWay()) {
                throw onItsWay(container, box.departed());
            }
            notBefore("departedAt", "sealedAt", box.stuffedAt());
        }
        if (!quarantine) {
            e.lots().forEach(this::free);
        }
    }

    private void arrived(ConsignmentArrived e) {
        ConsignmentId consignment = e.consignment();
        if (consignment != null && read.test(Tag.consignment(consignment))) {
            Consignment sent = known("consignment", consignment, known.consignment(consignment));
            arrived(consignment, sent.isOnItsWay(), sent.departed());
        }
        ContainerNumber container = e.container();
        if (container != null && read.test(Tag.container(container))) {
            Container box = known("container", container, known.container(container));
            arrived(container, box.isOnItsWay(), box.departed());
        }
    }

    private void arrived(Word id, boolean onItsWay, @Nullable ConsignmentDeparted departed) {
        if (!onItsWay || departed == null) {
            throw new Refusal(Reason.NOT_DEPARTED, "id", id);
        }
        notBefore("arrivedAt", "departedAt", departed.departedAt());
    }

    // a pallet that is there and stands with this party
    private Unit standing(Sscc id, PartyId holder) {
        Unit found = known.unit(id);
        Unit unit = known("unit", id, found == null || found.isEmpty() ? null : found);
        switch (unit.whereabouts()) {
            case Account.Stock stock -> {
                if (!stock.holder().equals(holder)) {
                    throw Situation.notYours("unit", id, stock.holder(), holder);
                }
            }
            case Account.Transit transit ->
                throw new Refusal(Reason.UNIT_ON_ITS_WAY, "unit", id, "consignment", transit.consignment());
            case Account.Disputed disputed ->
                throw new Refusal(Reason.UNIT_ON_ITS_WAY, "unit", id, "consignment", disputed.consignment());
            case Account.Outside outside -> throw new IllegalStateException("a pallet is never outside");
        }
        notBefore("occurredAt", "builtAt", unit.builtAt());
        return unit;
    }

    private @Nullable Container containerOf(Unit unit) {
        ContainerNumber in = unit.container();
        return in != null && read.test(Tag.container(in)) ? known.container(in) : null;
    }

    private void free(LotId id) {
        if (read.test(Tag.lot(id))) {
            Lot lot = known.lot(id);
            Lots.checkBorn(fact, lot);
            Lots.checkFree(lot);
        }
    }

    private void notBefore(String later, String earlier, Instant earlierAt) {
        Situation.checkOrder(earlier, earlierAt, later, fact.occurredAt());
    }

    private static List<LotId> lots(List<Portion> inputs) {
        return inputs.stream().map(Portion::lot).toList();
    }

    private static <T> T known(String what, Word id, @Nullable T found) {
        if (found == null) {
            throw new Refusal(Reason.UNKNOWN, "what", what, "id", id);
        }
        return found;
    }

    private static Refusal onItsWay(Word id, @Nullable ConsignmentDeparted departed) {
        return new Refusal(Reason.ON_ITS_WAY, "id", id, "since", departed == null ? "" : departed.departedAt());
    }
}
