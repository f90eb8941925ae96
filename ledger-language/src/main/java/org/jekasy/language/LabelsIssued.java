package org.jekasy.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labels were printed for a lot: address in the code, count, serials where each has one; {@code copy} is left out, or 2 and more where they stand in for
 * labels that were printed before and say so. Version 1 had no {@code copy}.
 */
public record LabelsIssued(
        LotId lot,
        String uri,
        int count,
        List<String> serials,
        @Nullable String printer,
        @Nullable Integer copy) implements LedgerEvent {
    public LabelsIssued {
        serials = List.copyOf(serials);
    }
}
