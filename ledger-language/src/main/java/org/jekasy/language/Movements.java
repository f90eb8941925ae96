package org.jekasy.language;

import static org.jekasy.language.Account.Outside.ADJUSTED;
import static org.jekasy.language.Account.Outside.DISPOSED;
import static org.jekasy.language.Account.Outside.MADE;
import static org.jekasy.language.Account.Outside.ORIGIN;
import static org.jekasy.language.Account.Outside.USED;

import java.util.ArrayList;
import java.util.List;

/** What each event does to grams. The only place that knows; rules and pages both read it here. */
public final class Movements {
    private Movements() {}

    /** The movements of one event in the order of the event's own lists; a correction takes back what was in force and books what is now. */
    public static List<Movement> of(LedgerEvent event) {
        List<Movement> movements = new ArrayList<>();
        switch (event) {
            case HarvestRecorded e ->
                movements.add(new Movement(e.lot(), ORIGIN, new Account.Stock(e.cooperative()), e.weight()));
            case DeliveryRecorded e ->
                movements.add(new Movement(e.lot(), ORIGIN, new Account.Stock(e.cooperative()), e.weight()));
            case LotsGrouped e -> {
                Account stock = new Account.Stock(e.holder());
                use(movements, e.inputs(), stock);
                movements.add(new Movement(e.output(), MADE, stock, e.weight()));
            }
            case LotSplit e -> {
                Account stock = new Account.Stock(e.holder());
                for (Portion output : e.outputs()) {
                    movements.add(new Movement(e.input(), stock, USED, output.weight()));
                }
                for (Portion output : e.outputs()) {
                    movements.add(new Movement(output.lot(), MADE, stock, output.weight()));
                }
            }
            case LotsProcessed e -> {
                Account stock = new Account.Stock(e.holder());
                use(movements, e.inputs(), stock);
                for (Output output : e.outputs()) {
                    movements.add(new Movement(output.lot(), MADE, stock, output.weight()));
                }
                make(movements, e.byProducts(), stock);
            }
            case LotTreated e -> {
                Account stock = new Account.Stock(e.holder());
                movements.add(
                        new Movement(e.input().lot(), stock, USED, e.input().weight()));
                movements.add(new Movement(e.output(), MADE, stock, e.weight()));
            }
            case LotsPacked e -> {
                Account stock = new Account.Stock(e.holder());
                use(movements, e.inputs(), stock);
                for (Packed output : e.outputs()) {
                    movements.add(new Movement(output.lot(), MADE, stock, output.weight()));
                }
                make(movements, e.gradeOut(), stock);
            }
            case ConsignmentShipped e -> {
                for (ShippedLine line : e.lines()) {
                    movements.add(new Movement(
                            line.lot(),
                            new Account.Stock(e.from()),
                            new Account.Transit(e.consignment()),
                            line.weight()));
                }
            }
            case ConsignmentReceived e -> {
                for (ReceivedLine line : e.lines()) {
                    receive(movements, e, line);
                }
            }
            case LotQuantityAdjusted e -> movements.add(adjust(e));
            case LotDisposed e ->
                movements.add(new Movement(e.lot(), new Account.Stock(e.holder()), DISPOSED, e.weight()));
            case EntryCorrected e -> {
                takeBack(movements, e.original());
                movements.addAll(of(e.corrected()));
            }
            case EntryVoided e -> takeBack(movements, e.original());
            case OrganisationRegistered e -> {}
            case PlaceRegistered e -> {}
            case ProducerRegistered e -> {}
            case AliasAdded e -> {}
            case LotWeighed e -> {}
            case LotInspected e -> {}
            case LogisticUnitBuilt e -> {}
            case LogisticUnitDismantled e -> {}
            case ContainerStuffed e -> {}
            case SealChanged e -> {}
            case ConsignmentDeparted e -> {}
            case ConsignmentArrived e -> {}
            case CertificateLinked e -> {}
            case LotHeld e -> {}
            case LotReleased e -> {}
            case RecallOpened e -> {}
            case RecallClosed e -> {}
            case LabelsIssued e -> {}
            case LabelsVoided e -> {}
            case CodesIssued e -> {}
            case CodeBound e -> {}
            case CodesVoided e -> {}
            case LabelsOrdered e -> {}
            case LabelOrderReported e -> {}
            case MembershipChanged e -> {}
            case VisibilityGranted e -> {}
            case VisibilityWithdrawn e -> {}
            case ApprovalRequested e -> {}
            case ApprovalGranted e -> {}
            case ApprovalRejected e -> {}
        }
        return movements;
    }

    private static void use(List<Movement> movements, List<Portion> inputs, Account stock) {
        for (Portion input : inputs) {
            movements.add(new Movement(input.lot(), stock, USED, input.weight()));
        }
    }

    private static void make(List<Movement> movements, List<ByProduct> byProducts, Account stock) {
        for (ByProduct made : byProducts) {
            LotId lot = made.lot();
            if (lot != null) {
                movements.add(new Movement(lot, MADE, stock, made.weight()));
            }
        }
    }

    private static void receive(List<Movement> movements, ConsignmentReceived e, ReceivedLine line) {
        Account transit = new Account.Transit(e.consignment());
        Account receiver = new Account.Stock(e.receiver());
        if (!line.accepted().isNone()) {
            movements.add(new Movement(
                    line.lot(), transit, receiver, new Weight(line.accepted().grams())));
        }
        // what the receiver does not take stays the sender's: he takes it back or destroys it
        if (!line.rejected().isNone()) {
            movements.add(new Movement(
                    line.lot(),
                    transit,
                    new Account.Stock(e.from()),
                    new Weight(line.rejected().grams())));
        }
        if (!line.extra().isNone()) {
            Account to = line.excess() == Excess.DISPUTED ? new Account.Disputed(e.consignment()) : receiver;
            movements.add(new Movement(
                    line.lot(), ADJUSTED, to, new Weight(line.extra().grams())));
        }
    }

    private static Movement adjust(LotQuantityAdjusted e) {
        ConsignmentId consignment = e.consignment();
        if (consignment == null) {
            Account stock = new Account.Stock(e.holder());
            return e.delta().isLess()
                    ? new Movement(e.lot(), stock, ADJUSTED, e.delta().size())
                    : new Movement(e.lot(), ADJUSTED, stock, e.delta().size());
        }
        // on a consignment: less closes what is missing in transit; more lets a disputed excess into the holder's stock
        return e.delta().isLess()
                ? new Movement(
                        e.lot(),
                        new Account.Transit(consignment),
                        ADJUSTED,
                        e.delta().size())
                : new Movement(
                        e.lot(),
                        new Account.Disputed(consignment),
                        new Account.Stock(e.holder()),
                        e.delta().size());
    }

    private static void takeBack(List<Movement> movements, LedgerEvent inForce) {
        for (Movement movement : of(inForce)) {
            movements.add(movement.reversed());
        }
    }
}
