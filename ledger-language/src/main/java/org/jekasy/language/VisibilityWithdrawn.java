package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/** An owner takes back what he let another organisation see. What was seen before was seen. */
public record VisibilityWithdrawn(
        PartyId owner, PartyId reader, @Nullable String note) implements LedgerEvent {}
