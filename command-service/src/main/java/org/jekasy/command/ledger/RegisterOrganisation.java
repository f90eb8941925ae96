package org.jekasy.command.ledger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.CommuneId;
import org.jekasy.language.CountryCode;
import org.jekasy.language.Gln;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.OrganisationRegistered;
import org.jekasy.language.PartyId;
import org.jspecify.annotations.Nullable;

/** Makes an organisation known, with the issuers that write lot codes for it. What may hold any lot is brought in by an operator. */
public record RegisterOrganisation(
        PartyId organisation,
        String name,
        OrganisationKind kind,
        @Nullable CommuneId commune,
        @Nullable CountryCode country,
        List<IssuerCode> issuers,
        @Nullable Gln gln,
        @Nullable String ggn)
        implements LedgerCommand {
    public RegisterOrganisation {
        issuers = List.copyOf(issuers);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.organisation(organisation));
        issuers.forEach(issuer -> tags.add(Tag.issuer(issuer)));
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        if (situation.lots().organisation(organisation) != null) {
            throw new Refusal(Reason.ALREADY_REGISTERED, "what", "organisation", "id", organisation);
        }
        situation.checkBringsIn(kind);
        for (IssuerCode issuer : issuers) {
            PartyId owner = situation.lots().issuer(issuer);
            if (owner != null) {
                throw new Refusal(Reason.ISSUER_TAKEN, "issuer", issuer, "organisation", owner);
            }
        }
        if (commune != null) {
            situation.commune(commune);
        }
        return new OrganisationRegistered(
                organisation, Situation.text("name", name), kind, commune, country, issuers, gln, ggn);
    }
}
