package org.jekasy.language;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A producer is known by number, commune, organisation and the day of consent. The name is not in the ledger. */
public record ProducerRegistered(
        ProducerId producer,
        PartyId organisation,
        CommuneId commune,
        LocalDate consentOn,
        List<Claim> claims,
        @Nullable String ggn)
        implements LedgerEvent {
    public ProducerRegistered {
        claims = List.copyOf(claims);
    }
}
