package org.jekasy.command.ledger;

import java.util.Set;
import org.jekasy.language.CodesVoided;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;

/**
 * Codes of a roll will not be used any more: lost, wet, torn. From a first to a last serial of one's own issuer, both in it, all of them given out; those
 * that stand for a lot already go on doing so. For good: a roll that is found again stays void.
 */
public record VoidCodes(IssuerCode issuer, int firstSerial, int lastSerial, String reason) implements LedgerCommand {
    /** Most serials that are voided at once. */
    static final int MOST = 20_000;

    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.issuer(issuer), Tag.organisation(request.by().organisation()));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        PartyId owner = situation.organisation(situation.by()).organisation();
        situation.ownIssuer(issuer);
        if (firstSerial < 0
                || lastSerial < firstSerial
                || lastSerial > LotId.LAST_OF_ROLL
                || lastSerial - firstSerial >= MOST) {
            throw new Refusal(Reason.NO_STRETCH, "firstSerial", firstSerial, "lastSerial", lastSerial, "limit", MOST);
        }
        return new CodesVoided(owner, issuer, firstSerial, lastSerial, Situation.text("reason", reason));
    }
}
