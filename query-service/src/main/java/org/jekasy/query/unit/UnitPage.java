package org.jekasy.query.unit;

import java.time.Instant;
import java.util.List;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.Sscc;
import org.jekasy.query.register.PartyName;
import org.jekasy.query.register.PlaceName;
import org.jspecify.annotations.Nullable;

/** A pallet and what is on it now; {@code held} and {@code recalled} where it, or a lot on it, is. Nothing on it: it was taken apart. */
public record UnitPage(
        Sscc unit,
        long position,
        PartyName holder,
        PlaceName place,
        Instant builtAt,
        @Nullable Grams gross,
        boolean held,
        boolean recalled,
        List<Content> contents,
        @Nullable ContainerNumber container) {
    /** Cartons of one lot. */
    public record Content(LotId lot, long count, Grams weight, boolean held, boolean recalled) {}
}
