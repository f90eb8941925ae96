package org.jekasy.command.ledger;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jekasy.language.CommuneId;
import org.jekasy.language.CountryCode;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.ProducerId;
import org.jekasy.language.UnLocode;
import org.jspecify.annotations.Nullable;

/**
 * Makes a place known: one of the acting organisation's, of a union's member, of an organisation it brought into the register itself, or of any for an
 * operator. An orchard names its producer; its area is in square metres.
 */
public record RegisterPlace(
        PlaceId place,
        PlaceKind kind,
        @Nullable PartyId organisation,
        @Nullable String name,
        @Nullable ProducerId producer,
        @Nullable CommuneId commune,
        @Nullable UnLocode locode,
        @Nullable CountryCode country,
        @Nullable Long areaM2)
        implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.place(place));
        tags.add(Tag.organisation(owner(request)));
        if (producer != null) {
            tags.add(Tag.producer(producer));
        }
        return tags;
    }

    private PartyId owner(Request request) {
        return organisation == null ? request.by().organisation() : organisation;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        if (situation.lots().place(place) != null) {
            throw new Refusal(Reason.ALREADY_REGISTERED, "what", "place", "id", place);
        }
        if (!situation.isRegistrarOf(owner(situation.request()))) {
            situation.checkSpeaksFor(owner(situation.request()));
        }
        PartyId owner = situation.organisation(owner(situation.request())).organisation();
        if (kind == PlaceKind.ORCHARD && producer == null) {
            throw new Refusal(Reason.MISSING, "field", "producer");
        }
        if (producer != null) {
            situation.producer(producer, owner);
        }
        if (commune != null) {
            situation.commune(commune);
        }
        if (locode != null) {
            situation.locode(locode);
        }
        if (areaM2 != null && areaM2 <= 0) {
            throw new Refusal(Reason.UNREADABLE, "field", "areaM2", "read", areaM2);
        }
        return new PlaceRegistered(
                place, kind, owner, Situation.optionalText("name", name), producer, commune, locode, country, areaM2);
    }
}
