package org.jekasy.language;

import java.util.ArrayList;
import java.util.List;

/** What came from what. Each lot made by an event has an edge from each input with the input's grams. */
public final class Lineage {
    private Lineage() {}

    /** The edges of one event as it stands; corrections and voids have none of their own, they change the entry they name. */
    public static List<Edge> of(LedgerEvent event) {
        return switch (event) {
            case LotsGrouped e -> edges(e.inputs(), List.of(e.output()));
            case LotSplit e -> {
                List<Edge> edges = new ArrayList<>();
                for (Portion output : e.outputs()) {
                    edges.add(new Edge(e.input(), output.lot(), output.weight()));
                }
                yield edges;
            }
            case LotsProcessed e -> {
                List<LotId> made = new ArrayList<>();
                e.outputs().forEach(output -> made.add(output.lot()));
                addLots(made, e.byProducts());
                yield edges(e.inputs(), made);
            }
            case LotTreated e ->
                List.of(new Edge(e.input().lot(), e.output(), e.input().weight()));
            case LotsPacked e -> {
                List<LotId> made = new ArrayList<>();
                e.outputs().forEach(output -> made.add(output.lot()));
                addLots(made, e.gradeOut());
                yield edges(e.inputs(), made);
            }
            case OrganisationRegistered e -> List.of();
            case PlaceRegistered e -> List.of();
            case ProducerRegistered e -> List.of();
            case AliasAdded e -> List.of();
            case HarvestRecorded e -> List.of();
            case DeliveryRecorded e -> List.of();
            case LotWeighed e -> List.of();
            case LotInspected e -> List.of();
            case LogisticUnitBuilt e -> List.of();
            case LogisticUnitDismantled e -> List.of();
            case ContainerStuffed e -> List.of();
            case SealChanged e -> List.of();
            case ConsignmentShipped e -> List.of();
            case ConsignmentReceived e -> List.of();
            case ConsignmentDeparted e -> List.of();
            case ConsignmentArrived e -> List.of();
            case CertificateLinked e -> List.of();
            case LotHeld e -> List.of();
            case LotReleased e -> List.of();
            case RecallOpened e -> List.of();
            case RecallClosed e -> List.of();
            case LotQuantityAdjusted e -> List.of();
            case LotDisposed e -> List.of();
            case EntryCorrected e -> List.of();
            case EntryVoided e -> List.of();
            case LabelsIssued e -> List.of();
            case LabelsVoided e -> List.of();
            case CodesIssued e -> List.of();
            case CodeBound e -> List.of();
            case CodesVoided e -> List.of();
            case LabelsOrdered e -> List.of();
            case LabelOrderReported e -> List.of();
            case MembershipChanged e -> List.of();
            case VisibilityGranted e -> List.of();
            case VisibilityWithdrawn e -> List.of();
            case ApprovalRequested e -> List.of();
            case ApprovalGranted e -> List.of();
            case ApprovalRejected e -> List.of();
        };
    }

    private static void addLots(List<LotId> made, List<ByProduct> byProducts) {
        for (ByProduct byProduct : byProducts) {
            LotId lot = byProduct.lot();
            if (lot != null) {
                made.add(lot);
            }
        }
    }

    private static List<Edge> edges(List<Portion> inputs, List<LotId> made) {
        List<Edge> edges = new ArrayList<>(inputs.size() * made.size());
        for (LotId child : made) {
            for (Portion input : inputs) {
                edges.add(new Edge(input.lot(), child, input.weight()));
            }
        }
        return edges;
    }
}
