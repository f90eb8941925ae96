package org.jekasy.language;

import java.util.List;

/** Labels of a lot are void. */
public record LabelsVoided(LotId lot, int count, List<String> serials, String reason) implements LedgerEvent {
    public LabelsVoided {
        serials = List.copyOf(serials);
    }
}
