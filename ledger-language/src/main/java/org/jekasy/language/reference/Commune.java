package org.jekasy.language.reference;

import org.jekasy.language.CommuneId;
import org.jspecify.annotations.Nullable;

/**
 * A commune of the programme area, or a cercle or region where nothing finer is known. {@code cercle} and {@code region} are those of 1999
 * that papers still name (null on what is a region or cercle itself); the 2023 division stands beside them where it is known, and where the seat lies.
 */
public record Commune(
        CommuneId id,
        Level level,
        String name,
        @Nullable String cercle,
        @Nullable String region,
        @Nullable String cercle2023,
        @Nullable String region2023,
        @Nullable Coordinates seat) {
    /** How fine the unit is. */
    public enum Level {
        COMMUNE,
        CERCLE,
        REGION
    }
}
