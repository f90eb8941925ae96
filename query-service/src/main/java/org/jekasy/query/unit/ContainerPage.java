package org.jekasy.query.unit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.CountryCode;
import org.jekasy.language.LotId;
import org.jekasy.language.Sscc;
import org.jekasy.query.register.PartyName;
import org.jekasy.query.register.PlaceName;
import org.jspecify.annotations.Nullable;

/** A container as it was last stuffed: pallets and lots in it, seals, and where it went since. */
public record ContainerPage(
        ContainerNumber container,
        long position,
        PartyName holder,
        PlaceName place,
        Instant sealedAt,
        String seals,
        @Nullable BigDecimal setPointC,
        List<Sscc> units,
        List<LotId> lots,
        boolean held,
        boolean recalled,
        List<Seal> sealChanges,
        List<Leg> legs) {
    /** A seal that was replaced, by whom and why. */
    public record Seal(
            Instant at,
            String oldSeal,
            String newSeal,
            String changedBy,
            @Nullable String reason) {}

    /** A departure or arrival: where (code and name), on what, for which market. */
    public record Leg(
            String what,
            Instant at,
            String locode,
            String port,
            @Nullable CountryCode market,
            String mode,
            @Nullable String vehicle,
            @Nullable String voyage,
            @Nullable String carrier) {}
}
