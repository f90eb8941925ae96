package org.jekasy.query.register;

import java.time.LocalDate;
import org.jekasy.language.Gln;
import org.jekasy.language.Gtin;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/** From a day on, a GTIN for a product (and pack) of an organisation, or a GLN for a place or party. */
public record AliasLine(
        PartyName organisation,
        @Nullable Gtin gtin,
        @Nullable Gln gln,
        @Nullable ProductName product,
        @Nullable Weight pack,
        @Nullable PlaceId place,
        @Nullable PartyId party,
        LocalDate from,
        long registeredAt) {}
