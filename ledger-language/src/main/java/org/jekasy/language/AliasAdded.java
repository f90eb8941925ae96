package org.jekasy.language;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** From a day on, a GTIN stands for a product (and pack) of an organisation, or a GLN for a place or a party. History keeps its own codes. */
public record AliasAdded(
        PartyId organisation,
        @Nullable Gtin gtin,
        @Nullable Gln gln,
        @Nullable ProductCode product,
        @Nullable Weight pack,
        @Nullable PlaceId place,
        @Nullable PartyId party,
        LocalDate from)
        implements LedgerEvent {}
