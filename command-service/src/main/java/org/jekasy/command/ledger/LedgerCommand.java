package org.jekasy.command.ledger;

import java.util.Set;
import org.jekasy.language.LedgerEvent;

/**
 * An order to the ledger, with its own rule. {@link #concerns} is a first guess at what must be read to decide it; {@link #decide} is pure: it
 * returns the one fact that follows, or throws a {@link Refusal}, or asks for more to be read by touching what was not ({@link NotRead}).
 */
public sealed interface LedgerCommand
        permits AddAlias,
                AdjustLotQuantity,
                BindCode,
                BuildLogisticUnit,
                ChangeMembership,
                ChangeSeal,
                CloseRecall,
                CorrectEntry,
                DismantleLogisticUnit,
                DisposeOfLot,
                GrantApproval,
                GrantVisibility,
                GroupLots,
                HoldLot,
                InspectLot,
                IssueCodes,
                IssueLabels,
                LinkCertificate,
                OpenRecall,
                OrderLabels,
                PackLots,
                ProcessLots,
                ReceiveConsignment,
                RecordArrival,
                RecordDelivery,
                RecordDeparture,
                RecordHarvest,
                RegisterOrganisation,
                RegisterPlace,
                RegisterProducer,
                RejectApproval,
                ReleaseLot,
                ReportLabelOrder,
                ShipConsignment,
                SplitLot,
                StuffContainer,
                TreatLot,
                VoidCodes,
                VoidEntry,
                VoidLabels,
                WeighLot,
                WithdrawVisibility {
    Set<Tag> concerns(Request request);

    LedgerEvent decide(Situation situation);

    /** True for what may have to wait for a second person, depending on what is known. */
    default boolean mayNeedSecondPerson() {
        return false;
    }

    /** True when a second person of the same organisation must agree before it is recorded (E-AUTH-01). Whoever sends it, by whatever way. */
    default boolean needsSecondPerson(Situation situation) {
        return mayNeedSecondPerson();
    }
}
