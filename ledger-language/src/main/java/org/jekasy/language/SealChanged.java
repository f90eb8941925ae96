package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/** A container's seal was replaced, and why. */
public record SealChanged(
        ContainerNumber container,
        String oldSeal,
        String newSeal,
        String changedBy,
        @Nullable String reason) implements LedgerEvent {}
