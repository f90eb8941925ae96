package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/** An earlier entry said something wrong; this is what it should have said. Holds what was in force before and what is in force now. */
public record EntryCorrected(
        EventId target,
        long targetPosition,
        CorrectReason reason,
        LedgerEvent original,
        LedgerEvent corrected,
        @Nullable String note)
        implements LedgerEvent {}
