package org.jekasy.command.ledger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.AdjustReason;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.Delta;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.LotQuantityAdjusted;
import org.jekasy.language.PartyId;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Puts the mass of a lot right without moving it: in one's stock; or, naming a consignment, what a receipt left open on it. There the sender closes
 * what is missing with a negative difference, and the receiver lets a disputed excess into his stock with a positive one.
 */
public record AdjustLotQuantity(
        LotId lot,
        Delta delta,
        AdjustReason reason,
        @Nullable ConsignmentId consignment,
        @Nullable String evidence) implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.lot(lot));
        if (consignment != null) {
            tags.add(Tag.consignment(consignment));
        }
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        Lot adjusted = situation.existing(lot);
        if (consignment == null) {
            checkStock(situation, adjusted);
        } else {
            checkConsignment(situation, situation.consignment(consignment));
        }
        return new LotQuantityAdjusted(
                lot, situation.by(), delta, reason, consignment, Situation.optionalText("evidence", evidence));
    }

    @Override
    public boolean mayNeedSecondPerson() {
        return true;
    }

    // all adjustments of the lot added up, whichever way they went: many small ones are a large one
    @Override
    public boolean needsSecondPerson(Situation situation) {
        Lot adjusted = situation.lot(lot);
        return situation.isLarge(
                adjusted.adjusted + delta.size().grams(), adjusted.birth().weight());
    }

    // what the ledger thinks is used up may still lie in the store of who held it last
    private void checkStock(Situation situation, Lot adjusted) {
        if (delta.isLess() || !adjusted.wasWith(situation.by())) {
            situation.inHand(lot);
        }
        long held = adjusted.with(situation.by());
        situation.checkDifference(
                delta, held > 0 ? new Weight(held) : adjusted.birth().weight());
    }

    private void checkConsignment(Situation situation, Consignment sent) {
        PartyId party = delta.isLess() ? sent.sent().from() : sent.sent().to();
        if (!party.equals(situation.by())) {
            throw new Refusal(
                    Reason.NOT_YOURS,
                    "what",
                    "consignment",
                    "id",
                    sent.sent().consignment(),
                    "owner",
                    party,
                    "actor",
                    situation.by());
        }
        List<ShippedLine> lines = sent.sent().lines();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).lot().equals(lot) && !sent.receivedLines().contains(i)) {
                throw new Refusal(
                        Reason.WRONG_STATE,
                        "what",
                        "consignment",
                        "id",
                        sent.sent().consignment(),
                        "state",
                        "NOT_RECEIVED");
            }
        }
    }
}
