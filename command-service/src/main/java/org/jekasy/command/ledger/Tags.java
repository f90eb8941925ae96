package org.jekasy.command.ledger;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jekasy.language.*;
import org.jspecify.annotations.Nullable;

/** Which lots, units, consignments … an event belongs to: it is found again, and guarded, under each of them. */
public final class Tags {
    private Tags() {}

    /** The tags an entry is written with: those of its event, when and by which operator something was done somewhere, and for which station labels wait. */
    public static Set<Tag> of(LedgerEntry entry) {
        Set<Tag> tags = of(entry.event());
        String operator = entry.by().operator();
        if (operator != null && Whereabouts.of(entry.event()) != null) {
            tags.add(Tag.operator(entry.by().organisation(), operator, entry.occurredAt()));
        }
        if (entry.event() instanceof LabelsOrdered e) {
            LocalDate day = LocalDate.ofInstant(entry.recordedAt(), ZoneOffset.UTC);
            tags.add(Tag.labelOrders(e.organisation(), e.station(), day));
        }
        return tags;
    }

    public static Set<Tag> of(LedgerEvent event) {
        Set<Tag> tags = new LinkedHashSet<>();
        for (Movement movement : Movements.of(event)) {
            tags.add(Tag.lot(movement.lot()));
        }
        switch (event) {
            case OrganisationRegistered e -> {
                tags.add(Tag.organisation(e.organisation()));
                tags.add(Tag.organisations());
                e.issuers().forEach(issuer -> tags.add(Tag.issuer(issuer)));
            }
            case PlaceRegistered e -> tags.add(Tag.place(e.place()));
            case ProducerRegistered e -> tags.add(Tag.producer(e.producer()));
            case AliasAdded e -> {
                Gtin gtin = e.gtin();
                Gln gln = e.gln();
                if (gtin != null) {
                    tags.add(Tag.alias(gtin.text()));
                }
                if (gln != null) {
                    tags.add(Tag.alias(gln.text()));
                }
            }
            case HarvestRecorded e -> {
                tags.add(Tag.ticket(e.cooperative(), e.season(), e.ticket()));
                tags.add(Tag.grower(e.producer(), e.season()));
            }
            case DeliveryRecorded e -> tags.add(Tag.ticket(e.cooperative(), e.season(), e.ticket()));
            case LotWeighed e -> tags.add(Tag.lot(e.lot()));
            case LotInspected e -> tags.add(Tag.lot(e.lot()));
            case LotsGrouped e -> {}
            case LotSplit e -> {}
            case LotsProcessed e -> tags.add(Tag.run(e.run()));
            case LotTreated e -> {}
            case LotsPacked e -> tags.add(Tag.run(e.run()));
            case LogisticUnitBuilt e -> {
                tags.add(Tag.unit(e.unit()));
                e.contents().forEach(content -> tags.add(Tag.lot(content.lot())));
            }
            case LogisticUnitDismantled e -> {
                tags.add(Tag.unit(e.unit()));
                e.contents().forEach(content -> tags.add(Tag.lot(content.lot())));
            }
            case ContainerStuffed e -> {
                tags.add(Tag.container(e.container()));
                units(tags, e.units());
                lots(tags, e.lots());
            }
            case SealChanged e -> tags.add(Tag.container(e.container()));
            case ConsignmentShipped e -> {
                tags.add(Tag.consignment(e.consignment()));
                for (ShippedLine line : e.lines()) {
                    Sscc unit = line.unit();
                    if (unit != null) {
                        tags.add(Tag.unit(unit));
                    }
                }
            }
            case ConsignmentReceived e -> {
                tags.add(Tag.consignment(e.consignment()));
                for (ReceivedLine line : e.lines()) {
                    tags.add(Tag.lot(line.lot()));
                    Sscc unit = line.unit();
                    if (unit != null) {
                        tags.add(Tag.unit(unit));
                    }
                }
            }
            case ConsignmentDeparted e -> {
                travel(tags, e.consignment(), e.container());
                lots(tags, e.lots());
                units(tags, e.units());
            }
            case ConsignmentArrived e -> {
                travel(tags, e.consignment(), e.container());
                lots(tags, e.lots());
            }
            case CertificateLinked e -> {
                tags.add(Tag.certificate(e.kind(), e.number()));
                lots(tags, e.lots());
                units(tags, e.units());
            }
            case LotHeld e -> {
                lots(tags, e.lots());
                units(tags, e.units());
            }
            case LotReleased e -> lots(tags, e.lots());
            case RecallOpened e -> {
                tags.add(Tag.recall(e.recall()));
                lots(tags, e.lots());
                units(tags, e.units());
            }
            case RecallClosed e -> {
                tags.add(Tag.recall(e.recall()));
                lots(tags, e.lots());
            }
            case LotQuantityAdjusted e -> {
                ConsignmentId consignment = e.consignment();
                if (consignment != null) {
                    tags.add(Tag.consignment(consignment));
                }
            }
            case LotDisposed e -> {}
            // both what was said and what is said now: whoever reads a lot's history must meet the correction
            case EntryCorrected e -> {
                tags.addAll(of(e.original()));
                tags.addAll(of(e.corrected()));
            }
            case EntryVoided e -> tags.addAll(of(e.original()));
            case LabelsIssued e -> tags.add(Tag.lot(e.lot()));
            case LabelsVoided e -> tags.add(Tag.lot(e.lot()));
            case CodesIssued e -> tags.addAll(Codes.tags(Codes.roll(e)));
            case CodeBound e -> {
                tags.add(Tag.lot(e.code()));
                tags.add(Tag.lot(e.lot()));
            }
            case CodesVoided e -> tags.addAll(Codes.tags(Codes.roll(e)));
            case LabelsOrdered e -> tags.add(Tag.lot(e.lot()));
            case LabelOrderReported e -> {
                tags.add(Tag.labelOrder(e.order()));
                tags.add(Tag.lot(e.lot()));
            }
            case MembershipChanged e -> tags.add(Tag.membership(e.union(), e.member()));
            case VisibilityGranted e -> tags.add(Tag.visibility(e.owner(), e.reader()));
            case VisibilityWithdrawn e -> tags.add(Tag.visibility(e.owner(), e.reader()));
            // the tag guards that it is decided once
            case ApprovalRequested e -> {
                tags.add(Tag.approval(Approvals.idFor(e.orders().getFirst().eventId())));
                lots(tags, e.lots());
            }
            case ApprovalGranted e -> tags.add(Tag.approval(e.approval()));
            case ApprovalRejected e -> tags.add(Tag.approval(e.approval()));
        }
        return tags;
    }

    /**
     * What an event adds under each summed tag, in grams; a correction adds what it changes and a void takes away, so that the sum over all entries is
     * always what is in force.
     */
    public static Map<Tag, Long> grams(LedgerEvent event) {
        return switch (event) {
            case HarvestRecorded e ->
                Map.of(Tag.grower(e.producer(), e.season()), e.weight().grams());
            case EntryCorrected e -> {
                Map<Tag, Long> grams = new HashMap<>(grams(e.corrected()));
                grams(e.original()).forEach((tag, taken) -> grams.merge(tag, -taken, Long::sum));
                yield grams;
            }
            case EntryVoided e -> {
                Map<Tag, Long> grams = new HashMap<>();
                grams(e.original()).forEach((tag, taken) -> grams.put(tag, -taken));
                yield grams;
            }
            case LedgerEvent other -> Map.of();
        };
    }

    /** The names an event gives to things other than lots: no other entry in force may give them again. */
    static Set<Tag> givenBy(LedgerEvent event) {
        return switch (event) {
            case OrganisationRegistered e -> {
                Set<Tag> tags = of(e);
                tags.remove(Tag.organisations());
                yield tags;
            }
            case PlaceRegistered e -> of(e);
            case ProducerRegistered e -> of(e);
            case AliasAdded e -> of(e);
            case HarvestRecorded e -> Set.of(Tag.ticket(e.cooperative(), e.season(), e.ticket()));
            case DeliveryRecorded e -> Set.of(Tag.ticket(e.cooperative(), e.season(), e.ticket()));
            case LotsProcessed e -> Set.of(Tag.run(e.run()));
            case LotsPacked e -> Set.of(Tag.run(e.run()));
            case ConsignmentShipped e -> Set.of(Tag.consignment(e.consignment()));
            case RecallOpened e -> Set.of(Tag.recall(e.recall()));
            case LotWeighed e -> Set.of();
            case LotInspected e -> Set.of();
            case LotsGrouped e -> Set.of();
            case LotSplit e -> Set.of();
            case LotTreated e -> Set.of();
            case LogisticUnitBuilt e -> Set.of();
            case LogisticUnitDismantled e -> Set.of();
            case ContainerStuffed e -> Set.of();
            case SealChanged e -> Set.of();
            case ConsignmentReceived e -> Set.of();
            case ConsignmentDeparted e -> Set.of();
            case ConsignmentArrived e -> Set.of();
            case CertificateLinked e -> Set.of();
            case LotHeld e -> Set.of();
            case LotReleased e -> Set.of();
            case RecallClosed e -> Set.of();
            case LotQuantityAdjusted e -> Set.of();
            case LotDisposed e -> Set.of();
            case EntryCorrected e -> Set.of();
            case EntryVoided e -> Set.of();
            case LabelsIssued e -> Set.of();
            case LabelsVoided e -> Set.of();
            case CodesIssued e -> Set.of();
            case CodeBound e -> Set.of();
            case CodesVoided e -> Set.of();
            case LabelsOrdered e -> Set.of();
            case LabelOrderReported e -> Set.of();
            case MembershipChanged e -> Set.of();
            case VisibilityGranted e -> Set.of();
            case VisibilityWithdrawn e -> Set.of();
            case ApprovalRequested e -> Set.of();
            case ApprovalGranted e -> Set.of();
            case ApprovalRejected e -> Set.of();
        };
    }

    private static void lots(Set<Tag> tags, Iterable<LotId> lots) {
        lots.forEach(lot -> tags.add(Tag.lot(lot)));
    }

    private static void units(Set<Tag> tags, Iterable<Sscc> units) {
        units.forEach(unit -> tags.add(Tag.unit(unit)));
    }

    private static void travel(
            Set<Tag> tags, @Nullable ConsignmentId consignment, @Nullable ContainerNumber container) {
        if (consignment != null) {
            tags.add(Tag.consignment(consignment));
        }
        if (container != null) {
            tags.add(Tag.container(container));
        }
    }
}
