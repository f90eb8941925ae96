package org.jekasy.language;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An owner lets another organisation read his name and places in the lineage of that one's lots, up to so many steps away, until a day or for good. One step is always seen. */
public record VisibilityGranted(
        PartyId owner, PartyId reader, int steps, @Nullable LocalDate until) implements LedgerEvent {}
