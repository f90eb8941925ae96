package org.jekasy.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An organisation is known: its public name, what it does, who issues its lot codes. */
public record OrganisationRegistered(
        PartyId organisation,
        String name,
        OrganisationKind kind,
        @Nullable CommuneId commune,
        @Nullable CountryCode country,
        List<IssuerCode> issuers,
        @Nullable Gln gln,
        @Nullable String ggn)
        implements LedgerEvent {
    public OrganisationRegistered {
        issuers = List.copyOf(issuers);
    }
}
