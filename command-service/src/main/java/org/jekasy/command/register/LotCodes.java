package org.jekasy.command.register;

import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jekasy.language.EventId;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.SeasonId;

/**
 * The codes and ids an import gives. They follow from what stands in the file alone, so the same ticket gets the same ones whoever imports it and as
 * often as he likes. The lot's serial is the last four digits of the ticket; where another lot has that code already, the next of a fixed row of
 * serials drawn from the ticket. Which code a ticket got the ledger remembers. See docs/decisions/0004-lot-codes-of-imports.md.
 */
public final class LotCodes {
    /** After as many taken codes the issuer's day is as good as full. */
    static final int MOST_ATTEMPTS = 64;

    private static final int SERIALS = 10_000;
    private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    private static final UUID IMPORTS = EventId.ofName(DNS, "import.jekasy.org").uuid();
    private static final Pattern LAST_DIGITS = Pattern.compile("(\\d+)\\D*$");

    private LotCodes() {}

    /** The code a ticket asks for first. */
    public static LotId first(PartyId cooperative, SeasonId season, String ticket, LocalDate day, IssuerCode issuer) {
        return attempt(cooperative, season, ticket, day, issuer, 0);
    }

    /** The code a ticket asks for when the ones before are taken by other lots. */
    static LotId attempt(
            PartyId cooperative, SeasonId season, String ticket, LocalDate day, IssuerCode issuer, int attempt) {
        Matcher digits = LAST_DIGITS.matcher(ticket);
        if (attempt == 0 && digits.find()) {
            String last = digits.group(1);
            int serial = Integer.parseInt(last.substring(Math.max(0, last.length() - 4)));
            return LotId.ofDay(day, issuer, serial);
        }
        UUID drawn =
                named(cooperative + "/" + season + "/" + ticket + "/" + attempt).uuid();
        return LotId.ofDay(day, issuer, Math.floorMod(drawn.getMostSignificantBits(), SERIALS));
    }

    /** The id of the entry a ticket becomes. */
    public static EventId ofTicket(PartyId cooperative, SeasonId season, String ticket) {
        return named(cooperative + "/" + season + "/" + ticket);
    }

    /** The id of the entry that registers something. */
    static EventId ofRegister(PartyId organisation, String what, String code) {
        return named(organisation + "/" + what + "/" + code);
    }

    private static EventId named(String name) {
        return EventId.ofName(IMPORTS, name);
    }
}
