package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/** An earlier entry never happened. Holds what was in force before. */
public record EntryVoided(
        EventId target,
        long targetPosition,
        CorrectReason reason,
        LedgerEvent original,
        @Nullable String note) implements LedgerEvent {}
