package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/** A place is known. An orchard names its producer; area in square metres. Never coordinates. */
public record PlaceRegistered(
        PlaceId place,
        PlaceKind kind,
        PartyId organisation,
        @Nullable String name,
        @Nullable ProducerId producer,
        @Nullable CommuneId commune,
        @Nullable UnLocode locode,
        @Nullable CountryCode country,
        @Nullable Long areaM2)
        implements LedgerEvent {}
