package org.jekasy.command.ledger;

import java.util.Set;
import org.jekasy.language.CodeBound;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;

/**
 * A sticker of a roll is on a lot: whoever scans its code is led to the lot. Once for ever; a lot may have several. The code is of one's own issuer, given out
 * and not void; of the lot one holds something.
 */
public record BindCode(LotId code, LotId lot) implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = Tags.of(new CodeBound(code, lot, request.by().organisation()));
        tags.add(Tag.issuer(code.issuer()));
        tags.add(Tag.organisation(request.by().organisation()));
        if (code.isOfRoll()) {
            tags.add(Tag.roll(code));
        }
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        situation.organisation(situation.by());
        if (!code.isOfRoll()) {
            throw new Refusal(Reason.NOT_OF_A_ROLL, "code", code);
        }
        situation.ownIssuer(code.issuer());
        situation.require(Set.of(Tag.roll(code), Tag.lot(code)));
        situation.inHand(lot);
        return new CodeBound(code, lot, situation.by());
    }
}
