package org.jekasy.query.lot;

import java.time.LocalDate;
import org.jekasy.language.LotId;
import org.jekasy.language.Weight;
import org.jekasy.query.register.CommuneName;
import org.jekasy.query.register.PartyName;
import org.jekasy.query.register.ProductName;
import org.jekasy.query.register.VarietyName;
import org.jspecify.annotations.Nullable;

/** A lot in one line: what it is, who made it how and when, what it weighed then, and what is true of it now. */
public record LotBrief(
        LotId lot,
        LotState state,
        boolean held,
        boolean recalled,
        ProductName product,
        @Nullable VarietyName variety,
        @Nullable How how,
        @Nullable LocalDate on,
        PartyName maker,
        @Nullable CommuneName commune,
        Weight registered) {}
