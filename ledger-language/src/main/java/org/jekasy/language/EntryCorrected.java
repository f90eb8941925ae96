package org.jekasy.language;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An earlier entry said something wrong; this is what it should have said. Holds what was in force before and what is in force now, with the time it happened. */
public record EntryCorrected(
        EventId target,
        long targetPosition,
        Instant happenedAt,
        CorrectReason reason,
        LedgerEvent original,
        LedgerEvent corrected,
        @Nullable String note)
        implements LedgerEvent {}
