package org.jekasy.language;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A packing run: lots became cartons by lot, grade-out, waste and loss, in balance to the gram. Gives the export lot code. */
public record LotsPacked(
        RunId run,
        PartyId holder,
        PlaceId place,
        SeasonId season,
        List<Portion> inputs,
        List<Packed> outputs,
        List<ByProduct> gradeOut,
        Grams waste,
        Grams loss,
        LocalDate packedOn,
        List<Claim> claims,
        @Nullable String treatment,
        @Nullable String line)
        implements LedgerEvent {
    public LotsPacked {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        gradeOut = List.copyOf(gradeOut);
        claims = List.copyOf(claims);
    }
}
