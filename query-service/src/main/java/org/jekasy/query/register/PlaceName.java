package org.jekasy.query.register;

import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jspecify.annotations.Nullable;

/** A place, what it is called and in which commune it lies, as far as the register knows. */
public record PlaceName(
        PlaceId id,
        @Nullable PlaceKind kind,
        @Nullable String name,
        @Nullable CommuneName commune) {}
