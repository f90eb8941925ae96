package org.jekasy.query.origin;

import java.math.BigDecimal;
import java.util.List;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.Weight;
import org.jekasy.query.register.CommuneName;
import org.jekasy.query.register.PartyName;
import org.jspecify.annotations.Nullable;

/**
 * Where the fruit of a lot grew. Each of the three lists sums exactly to the registered grams and to 100.00 percent. {@code possible}: the
 * lot was put together from several harvests, so a share says where its fruit may come from in proportion (« origine possible »).
 */
public record OriginPage(
        LotId lot,
        long position,
        Weight registered,
        boolean possible,
        int harvests,
        List<Share<PartyName>> cooperatives,
        List<Share<CommuneName>> communes,
        List<Share<Week>> weeks) {
    /** A part of the lot: of what (null: the ledger does not know), grams, percent; {@code possible} unless all of the lot is from there. */
    public record Share<T>(@Nullable T of, Grams weight, BigDecimal percent, boolean possible) {}
}
