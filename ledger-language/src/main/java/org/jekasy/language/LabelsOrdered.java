package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/**
 * Labels of a lot are wanted from a station of one's own; the entry's id is the order's. Without {@code template} on what is in the station's printer, without
 * {@code station} from the first that takes it.
 */
public record LabelsOrdered(
        PartyId organisation,
        LotId lot,
        @Nullable LabelTemplate template,
        int count,
        @Nullable String station) implements LedgerEvent {}
