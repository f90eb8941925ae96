package org.jekasy.command.ledger;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jekasy.language.AliasAdded;
import org.jekasy.language.Gln;
import org.jekasy.language.Gtin;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Gives a number of GS1 to something of the acting organisation: a GTIN to a product (and pack), or a GLN to one of its places or to itself. A
 * number is given once.
 */
public record AddAlias(
        @Nullable Gtin gtin,
        @Nullable Gln gln,
        @Nullable ProductCode product,
        @Nullable Weight pack,
        @Nullable PlaceId place,
        @Nullable PartyId party,
        LocalDate from)
        implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.organisation(request.by().organisation()));
        if (gtin != null) {
            tags.add(Tag.alias(gtin.text()));
        }
        if (gln != null) {
            tags.add(Tag.alias(gln.text()));
        }
        if (place != null) {
            tags.add(Tag.place(place));
        }
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        PartyId owner = situation.organisation(situation.by()).organisation();
        if (gtin != null) {
            refuse("gln", gln);
            refuse("place", place);
            refuse("party", party);
            checkFree(situation, gtin.text());
            if (product == null) {
                throw new Refusal(Reason.MISSING, "field", "product");
            }
            situation.product(product);
        } else if (gln != null) {
            refuse("product", product);
            refuse("pack", pack);
            checkFree(situation, gln.text());
            checkPlaceOrParty(situation, owner);
        } else {
            throw new Refusal(Reason.MISSING, "field", "gtin");
        }
        return new AliasAdded(owner, gtin, gln, product, pack, place, party, from);
    }

    // one number stands for one thing
    private static void refuse(String field, @Nullable Object value) {
        if (value != null) {
            throw new Refusal(Reason.UNREADABLE, "field", field, "read", value);
        }
    }

    private static void checkFree(Situation situation, String number) {
        AliasAdded taken = situation.alias(number);
        if (taken != null) {
            throw new Refusal(Reason.ALREADY_REGISTERED, "what", "alias", "id", number);
        }
    }

    private void checkPlaceOrParty(Situation situation, PartyId owner) {
        if (place != null) {
            refuse("party", party);
            checkOwn("place", place, situation.place(place).organisation(), owner);
        } else if (party != null) {
            checkOwn("organisation", party, party, owner);
        } else {
            throw new Refusal(Reason.MISSING, "field", "place");
        }
    }

    private static void checkOwn(String what, Object id, PartyId owner, PartyId actor) {
        if (!owner.equals(actor)) {
            throw new Refusal(Reason.NOT_YOURS, "what", what, "id", id, "owner", owner, "actor", actor);
        }
    }
}
