package org.jekasy.command.ledger;

import java.util.List;
import java.util.Set;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.PartyId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.jspecify.annotations.Nullable;

/** Makes a producer known by number: one of the acting organisation's, of a union's member, or of any for an operator. The name stays with the cooperative; the day of consent must be given. */
public record RegisterProducer(
        ProducerId producer,
        @Nullable PartyId organisation,
        CommuneId commune,
        java.time.LocalDate consentOn,
        List<Claim> claims,
        @Nullable String ggn)
        implements LedgerCommand {
    public RegisterProducer {
        claims = List.copyOf(claims);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.producer(producer), Tag.organisation(owner(request)));
    }

    private PartyId owner(Request request) {
        return organisation == null ? request.by().organisation() : organisation;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        if (situation.lots().producer(producer) != null) {
            throw new Refusal(Reason.ALREADY_REGISTERED, "what", "producer", "id", producer);
        }
        situation.checkSpeaksFor(owner(situation.request()));
        PartyId owner = situation.organisation(owner(situation.request())).organisation();
        situation.commune(commune);
        situation.notInTheFuture(consentOn);
        return new ProducerRegistered(producer, owner, commune, consentOn, claims, ggn);
    }
}
