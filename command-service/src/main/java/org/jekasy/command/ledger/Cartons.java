package org.jekasy.command.ledger;

import org.jekasy.language.Contents;
import org.jekasy.language.LotId;
import org.jekasy.language.Weight;

/** Cartons of one lot, counted. */
public record Cartons(LotId lot, int count) {
    /** The same with their net weight; only of a lot that was packed in cartons. */
    Contents weighed(Situation situation) {
        Lot of = situation.knownLot(lot);
        Weight net = of.netPerCarton();
        if (net == null) {
            throw new Refusal(Reason.NOT_IN_CARTONS, "lot", lot);
        }
        return new Contents(lot, count, times(net, count));
    }

    /** Net weight of so many cartons. */
    static Weight times(Weight net, int count) {
        if (count <= 0) {
            throw new Refusal(Reason.UNREADABLE, "field", "count", "read", count);
        }
        return new Weight(Math.multiplyExact(net.grams(), (long) count));
    }
}
