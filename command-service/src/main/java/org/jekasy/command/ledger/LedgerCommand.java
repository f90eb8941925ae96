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
                CorrectEntry,
                DisposeOfLot,
                GroupLots,
                InspectLot,
                PackLots,
                ProcessLots,
                RecordDelivery,
                RecordHarvest,
                RegisterOrganisation,
                RegisterPlace,
                RegisterProducer,
                SplitLot,
                TreatLot,
                VoidEntry,
                WeighLot {
    Set<Tag> concerns(Request request);

    LedgerEvent decide(Situation situation);
}
