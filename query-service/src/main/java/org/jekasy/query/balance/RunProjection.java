package org.jekasy.query.balance;

import java.util.List;
import org.jekasy.language.Additive;
import org.jekasy.language.Adjustment;
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
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.Portion;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.RecallClosed;
import org.jekasy.language.RecallOpened;
import org.jekasy.language.SealChanged;
import org.jekasy.language.VisibilityGranted;
import org.jekasy.language.VisibilityWithdrawn;
import org.jekasy.query.follow.Change;
import org.jekasy.query.follow.Facts;
import org.jekasy.query.follow.Rows;
import org.springframework.stereotype.Component;

/** What every making of lots out of lots used, made, left over and lost. */
@Component
class RunProjection extends Facts {
    private final Rows runs;

    RunProjection() {
        this(new Rows(
                "run",
                "how",
                "run",
                "process",
                "holder",
                "place",
                "season",
                "inputs_g",
                "additives_g",
                "difference_g",
                "outputs_g",
                "left_g",
                "waste_g",
                "loss_g"));
    }

    private RunProjection(Rows runs) {
        super(runs);
        this.runs = runs;
    }

    @Override
    protected void say(Change change, LedgerEvent now) {
        switch (now) {
            case LotsGrouped e -> {
                Adjustment difference = e.difference();
                runs.add(
                        change,
                        "GROUPING",
                        null,
                        null,
                        e.holder(),
                        e.place(),
                        e.season(),
                        sum(e.inputs()),
                        0,
                        difference == null ? 0 : difference.delta().grams(),
                        e.weight(),
                        0,
                        0,
                        0);
            }
            case LotSplit e ->
                runs.add(
                        change,
                        "SPLIT",
                        null,
                        null,
                        e.holder(),
                        e.place(),
                        e.season(),
                        sum(e.outputs()),
                        0,
                        0,
                        sum(e.outputs()),
                        0,
                        0,
                        0);
            case LotsProcessed e ->
                runs.add(
                        change,
                        "PROCESS",
                        e.run(),
                        e.process(),
                        e.holder(),
                        e.place(),
                        e.season(),
                        sum(e.inputs()),
                        e.additives().stream().mapToLong(RunProjection::grams).sum(),
                        0,
                        e.outputs().stream().mapToLong(RunProjection::grams).sum() + lots(e.byProducts()),
                        left(e.byProducts()),
                        0,
                        e.loss());
            case LotTreated e ->
                runs.add(
                        change,
                        "TREATMENT",
                        null,
                        null,
                        e.holder(),
                        e.facility(),
                        e.season(),
                        e.input().weight(),
                        0,
                        0,
                        e.weight(),
                        0,
                        0,
                        e.loss());
            case LotsPacked e ->
                runs.add(
                        change,
                        "PACKING",
                        e.run(),
                        null,
                        e.holder(),
                        e.place(),
                        e.season(),
                        sum(e.inputs()),
                        0,
                        0,
                        e.outputs().stream().mapToLong(RunProjection::grams).sum() + lots(e.gradeOut()),
                        left(e.gradeOut()),
                        e.waste(),
                        e.loss());
            case OrganisationRegistered _,
                    PlaceRegistered _,
                    ProducerRegistered _,
                    AliasAdded _,
                    HarvestRecorded _,
                    DeliveryRecorded _,
                    LotWeighed _,
                    LotInspected _,
                    LogisticUnitBuilt _,
                    LogisticUnitDismantled _,
                    ContainerStuffed _,
                    SealChanged _,
                    ConsignmentShipped _,
                    ConsignmentReceived _,
                    ConsignmentDeparted _,
                    ConsignmentArrived _,
                    CertificateLinked _,
                    LotHeld _,
                    LotReleased _,
                    RecallOpened _,
                    RecallClosed _,
                    LotQuantityAdjusted _,
                    LotDisposed _,
                    EntryCorrected _,
                    EntryVoided _,
                    LabelsIssued _,
                    LabelsVoided _,
                    CodesIssued _,
                    CodeBound _,
                    CodesVoided _,
                    LabelsOrdered _,
                    LabelOrderReported _,
                    MembershipChanged _,
                    VisibilityGranted _,
                    VisibilityWithdrawn _,
                    ApprovalRequested _,
                    ApprovalGranted _,
                    ApprovalRejected _ -> {}
        }
    }

    private static long sum(List<Portion> portions) {
        return portions.stream().mapToLong(portion -> portion.weight().grams()).sum();
    }

    private static long lots(List<ByProduct> byProducts) {
        return byProducts.stream()
                .filter(made -> made.lot() != null)
                .mapToLong(made -> made.weight().grams())
                .sum();
    }

    private static long left(List<ByProduct> byProducts) {
        return byProducts.stream()
                .filter(made -> made.lot() == null)
                .mapToLong(made -> made.weight().grams())
                .sum();
    }

    private static long grams(Additive additive) {
        return additive.weight().grams();
    }

    private static long grams(Output output) {
        return output.weight().grams();
    }

    private static long grams(Packed packed) {
        return packed.weight().grams();
    }
}
