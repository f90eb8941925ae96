package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/** One line of a receipt: sent, accepted, rejected and why, missing (stays in transit until adjusted), and what came beyond what was sent. */
public record ReceivedLine(
        LotId lot,
        @Nullable Sscc unit,
        Weight sent,
        Grams accepted,
        Grams rejected,
        @Nullable RejectReason reason,
        Grams missing,
        Grams extra,
        Excess excess) {}
