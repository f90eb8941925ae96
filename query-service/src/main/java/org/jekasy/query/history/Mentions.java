package org.jekasy.query.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.AliasAdded;
import org.jekasy.language.ApprovalGranted;
import org.jekasy.language.ApprovalRejected;
import org.jekasy.language.ApprovalRequested;
import org.jekasy.language.ByProduct;
import org.jekasy.language.CertificateLinked;
import org.jekasy.language.CodeBound;
import org.jekasy.language.CodesIssued;
import org.jekasy.language.CodesVoided;
import org.jekasy.language.ConsignmentArrived;
import org.jekasy.language.ConsignmentDeparted;
import org.jekasy.language.ConsignmentReceived;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.ContainerStuffed;
import org.jekasy.language.Contents;
import org.jekasy.language.DeliveryRecorded;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.LabelOrderReported;
import org.jekasy.language.LabelsIssued;
import org.jekasy.language.LabelsOrdered;
import org.jekasy.language.LabelsVoided;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LogisticUnitBuilt;
import org.jekasy.language.LogisticUnitDismantled;
import org.jekasy.language.LotDisposed;
import org.jekasy.language.LotHeld;
import org.jekasy.language.LotId;
import org.jekasy.language.LotInspected;
import org.jekasy.language.LotQuantityAdjusted;
import org.jekasy.language.LotReleased;
import org.jekasy.language.LotSplit;
import org.jekasy.language.LotTreated;
import org.jekasy.language.LotWeighed;
import org.jekasy.language.LotsGrouped;
import org.jekasy.language.LotsPacked;
import org.jekasy.language.LotsProcessed;
import org.jekasy.language.MembershipChanged;
import org.jekasy.language.OrganisationRegistered;
import org.jekasy.language.Output;
import org.jekasy.language.Packed;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.Portion;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.RecallClosed;
import org.jekasy.language.RecallOpened;
import org.jekasy.language.ReceivedLine;
import org.jekasy.language.SealChanged;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.VisibilityGranted;
import org.jekasy.language.VisibilityWithdrawn;
import org.jspecify.annotations.Nullable;

/** Whom and what an event names: the lots it belongs to, the parties and the places in it. */
public record Mentions(Set<LotId> lots, List<PartyId> parties, List<PlaceId> places) {
    /** What an event names; a correction names what it takes back and what it says instead. */
    public static Mentions of(LedgerEvent event) {
        return switch (event) {
            case OrganisationRegistered e -> parties(e.organisation());
            case PlaceRegistered e -> new Mentions(Set.of(), List.of(e.organisation()), List.of(e.place()));
            case ProducerRegistered e -> parties(e.organisation());
            case AliasAdded e -> aliased(e);
            case HarvestRecorded e ->
                new Mentions(Set.of(e.lot()), List.of(e.cooperative()), List.of(e.place(), e.orchard()));
            case DeliveryRecorded e ->
                new Mentions(Set.of(e.lot()), List.of(e.cooperative()), List.of(e.place(), e.area()));
            case LotWeighed e -> lots(List.of(e.lot()));
            case LotInspected e -> lots(List.of(e.lot()));
            case LotsGrouped e -> made(e.holder(), e.place(), e.inputs(), List.of(e.output()));
            case LotSplit e ->
                new Mentions(
                        union(
                                List.of(e.input()),
                                e.outputs().stream().map(Portion::lot).toList()),
                        List.of(e.holder()),
                        List.of(e.place()));
            case LotsProcessed e ->
                made(
                        e.holder(),
                        e.place(),
                        e.inputs(),
                        union(e.outputs().stream().map(Output::lot).toList(), byProducts(e.byProducts())));
            case LotTreated e -> made(e.holder(), e.facility(), List.of(e.input()), List.of(e.output()));
            case LotsPacked e ->
                made(
                        e.holder(),
                        e.place(),
                        e.inputs(),
                        union(e.outputs().stream().map(Packed::lot).toList(), byProducts(e.gradeOut())));
            case LogisticUnitBuilt e -> new Mentions(contents(e.contents()), List.of(e.holder()), List.of(e.place()));
            case LogisticUnitDismantled e -> new Mentions(contents(e.contents()), List.of(e.holder()), List.of());
            case ContainerStuffed e -> new Mentions(set(e.lots()), List.of(e.holder()), List.of(e.place()));
            case SealChanged e -> lots(List.of());
            case ConsignmentShipped e ->
                new Mentions(
                        set(e.lines().stream().map(ShippedLine::lot).toList()),
                        List.of(e.from(), e.to()),
                        List.of(e.fromPlace(), e.toPlace()));
            case ConsignmentReceived e ->
                new Mentions(
                        set(e.lines().stream().map(ReceivedLine::lot).toList()),
                        List.of(e.receiver(), e.from()),
                        List.of(e.place()));
            case ConsignmentDeparted e -> lots(e.lots());
            case ConsignmentArrived e -> lots(e.lots());
            case CertificateLinked e -> lots(e.lots());
            case LotHeld e -> lots(union(List.of(e.lot()), e.lots()));
            case LotReleased e -> lots(union(List.of(e.lot()), e.lots()));
            case RecallOpened e -> lots(union(e.seeds(), e.lots()));
            case RecallClosed e -> lots(e.lots());
            case LotQuantityAdjusted e -> new Mentions(Set.of(e.lot()), List.of(e.holder()), List.of());
            case LotDisposed e -> new Mentions(Set.of(e.lot()), List.of(e.holder()), List.of());
            case LabelsIssued e -> lots(List.of(e.lot()));
            case LabelsVoided e -> lots(List.of(e.lot()));
            case CodesIssued e -> parties(e.organisation());
            // the code on the sticker is no lot
            case CodeBound e -> new Mentions(Set.of(e.lot()), List.of(e.holder()), List.of());
            case CodesVoided e -> parties(e.organisation());
            case LabelsOrdered e -> new Mentions(Set.of(e.lot()), List.of(e.organisation()), List.of());
            case LabelOrderReported e -> new Mentions(Set.of(e.lot()), List.of(e.organisation()), List.of());
            case MembershipChanged e -> new Mentions(Set.of(), List.of(e.member(), e.union()), List.of());
            case VisibilityGranted e -> new Mentions(Set.of(), List.of(e.owner(), e.reader()), List.of());
            case VisibilityWithdrawn e -> new Mentions(Set.of(), List.of(e.owner(), e.reader()), List.of());
            case ApprovalRequested e -> new Mentions(set(e.lots()), List.of(e.organisation()), List.of());
            case ApprovalGranted e -> parties(e.organisation());
            case ApprovalRejected e -> parties(e.organisation());
            case EntryCorrected e -> both(of(e.corrected()), of(e.original()));
            case EntryVoided e -> of(e.original());
        };
    }

    /** Where it happened, if the event says so. */
    public @Nullable PlaceId place() {
        return places.isEmpty() ? null : places.getFirst();
    }

    private static Mentions aliased(AliasAdded e) {
        List<PartyId> parties = new ArrayList<>(List.of(e.organisation()));
        PartyId party = e.party();
        if (party != null) {
            parties.add(party);
        }
        PlaceId place = e.place();
        return new Mentions(Set.of(), parties, place == null ? List.of() : List.of(place));
    }

    private static Mentions made(PartyId holder, PlaceId place, List<Portion> inputs, Collection<LotId> outputs) {
        return new Mentions(
                union(inputs.stream().map(Portion::lot).toList(), outputs), List.of(holder), List.of(place));
    }

    private static Mentions parties(PartyId party) {
        return new Mentions(Set.of(), List.of(party), List.of());
    }

    private static Mentions lots(Collection<LotId> lots) {
        return new Mentions(set(lots), List.of(), List.of());
    }

    private static Mentions both(Mentions one, Mentions other) {
        List<PartyId> parties = new ArrayList<>(one.parties);
        parties.addAll(other.parties);
        List<PlaceId> places = new ArrayList<>(one.places);
        places.addAll(other.places);
        return new Mentions(
                union(one.lots, other.lots),
                parties.stream().distinct().toList(),
                places.stream().distinct().toList());
    }

    private static List<LotId> byProducts(List<ByProduct> byProducts) {
        List<LotId> lots = new ArrayList<>();
        for (ByProduct byProduct : byProducts) {
            LotId lot = byProduct.lot();
            if (lot != null) {
                lots.add(lot);
            }
        }
        return lots;
    }

    private static Set<LotId> contents(List<Contents> contents) {
        return set(contents.stream().map(Contents::lot).toList());
    }

    private static Set<LotId> set(Collection<LotId> lots) {
        return new LinkedHashSet<>(lots);
    }

    private static Set<LotId> union(Collection<LotId> some, Collection<LotId> more) {
        Set<LotId> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }
}
