package org.jekasy.query.register;

import java.time.LocalDate;
import java.util.List;
import org.jekasy.language.Claim;
import org.jekasy.language.ProducerId;
import org.jspecify.annotations.Nullable;

/** A producer by number: organisation, commune, day of consent, what is certified. The name is nowhere in the ledger. */
public record ProducerPage(
        ProducerId producer,
        PartyName organisation,
        CommuneName commune,
        LocalDate consentOn,
        List<Claim> claims,
        @Nullable String ggn,
        long registeredAt) {}
