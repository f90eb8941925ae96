package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/** How and by what goods travel: mode, plate or flight or vessel with voyage, carrier. */
public record Transport(
        TransportMode mode,
        @Nullable String vehicle,
        @Nullable String voyage,
        @Nullable String carrier) {}
