package org.jekasy.query.register;

import org.jekasy.language.CountryCode;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.ProducerId;
import org.jekasy.language.UnLocode;
import org.jspecify.annotations.Nullable;

/** A place: whose, of what kind, in which commune; an orchard names its producer's number and its area in square metres. */
public record PlacePage(
        PlaceId place,
        PlaceKind kind,
        @Nullable String name,
        PartyName organisation,
        @Nullable ProducerId producer,
        @Nullable CommuneName commune,
        @Nullable UnLocode locode,
        @Nullable CountryCode country,
        @Nullable Long areaM2,
        long registeredAt) {}
