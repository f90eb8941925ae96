package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/** The mass of a lot was put right without moving it: in stock, or of what is open on a consignment. */
public record LotQuantityAdjusted(
        LotId lot,
        PartyId holder,
        Delta delta,
        AdjustReason reason,
        @Nullable ConsignmentId consignment,
        @Nullable String evidence)
        implements LedgerEvent {}
