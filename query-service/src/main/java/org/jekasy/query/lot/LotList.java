package org.jekasy.query.lot;

import java.util.List;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Weight;
import org.jekasy.query.register.CommuneName;
import org.jekasy.query.register.PartyName;
import org.jekasy.query.register.ProductName;
import org.jekasy.query.register.VarietyName;
import org.jspecify.annotations.Nullable;

/** Lots, newest first. {@code next}: what to ask with {@code after=} for those that follow; absent on the last part. */
public record LotList(
        long position, List<Line> lots, @Nullable String next) {
    /** One lot: {@code made} is the position of the entry that made it, {@code available} what all holders together may use of it. */
    public record Line(
            LotId lot,
            long made,
            LotState state,
            boolean held,
            boolean recalled,
            ProductName product,
            @Nullable VarietyName variety,
            SeasonId season,
            PartyName maker,
            Weight registered,
            Grams available,
            Grams onTheWay,
            List<PartyName> cooperatives,
            List<CommuneName> communes) {}
}
