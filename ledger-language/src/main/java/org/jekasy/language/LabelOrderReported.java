package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/**
 * What became of an order for labels of a lot. {@code printed}: how many labels came out by then, null where nobody knows; {@code station} is null where
 * somebody else than a station says it.
 */
public record LabelOrderReported(
        PartyId organisation,
        EventId order,
        LotId lot,
        LabelOrderState state,
        @Nullable Integer printed,
        @Nullable String station,
        @Nullable String reason)
        implements LedgerEvent {}
