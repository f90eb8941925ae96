package org.jekasy.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labels were printed for a lot: address in the code, count, serials where each has one. */
public record LabelsIssued(
        LotId lot,
        String uri,
        int count,
        List<String> serials,
        @Nullable String printer) implements LedgerEvent {
    public LabelsIssued {
        serials = List.copyOf(serials);
    }
}
