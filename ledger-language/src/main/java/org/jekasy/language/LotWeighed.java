package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/** A lot was weighed again. Records only; a difference needs an adjustment. */
public record LotWeighed(
        LotId lot,
        Weight measured,
        String scale,
        String method,
        @Nullable String ticket) implements LedgerEvent {}
