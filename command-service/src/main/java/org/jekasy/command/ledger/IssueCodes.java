package org.jekasy.command.ledger;

import java.util.Set;
import org.jekasy.language.CodesIssued;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.Roll;

/** Gives out codes to be printed on a roll before there is a lot: {@code count}, up to 10,000, of one's own issuer from a serial on, none of them twice. */
public record IssueCodes(IssuerCode issuer, int firstSerial, int count) implements LedgerCommand {
    /** Most codes that are given out at once. */
    static final int MOST = 10_000;

    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.issuer(issuer), Tag.organisation(request.by().organisation()));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        PartyId owner = situation.organisation(situation.by()).organisation();
        situation.ownIssuer(issuer);
        if (count < 1 || count > MOST || firstSerial < 0 || firstSerial > LotId.LAST_OF_ROLL) {
            throw new Refusal(Reason.NOT_SO_MANY_CODES, "count", count, "firstSerial", firstSerial, "limit", MOST);
        }
        Roll roll = Roll.of(issuer, firstSerial, count)
                .orElseThrow(() -> new Refusal(
                        Reason.TOO_FEW_SERIALS, "issuer", issuer, "firstSerial", firstSerial, "asked", count));
        // whether it is free is asked where every fact is asked whether it is possible
        return new CodesIssued(owner, issuer, roll.firstSerial(), roll.lastSerial(), count);
    }
}
