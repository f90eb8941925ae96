package org.jekasy.query.register;

import java.util.List;
import org.jekasy.language.CountryCode;
import org.jekasy.language.Gln;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.PartyId;
import org.jspecify.annotations.Nullable;

/** An organisation: name, what it does, who issues its lot codes, and the numbers others know it by. */
public record OrganisationPage(
        PartyId organisation,
        String name,
        OrganisationKind kind,
        @Nullable CommuneName commune,
        @Nullable CountryCode country,
        List<IssuerCode> issuers,
        @Nullable Gln gln,
        @Nullable String ggn,
        long registeredAt) {}
