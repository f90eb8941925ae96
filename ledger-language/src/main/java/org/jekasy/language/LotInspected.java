package org.jekasy.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lot was inspected: sample, results, verdict. NON_CONFORM puts it on hold for the reason named. */
public record LotInspected(
        LotId lot,
        String inspection,
        int sampleSize,
        List<Measurement> results,
        Verdict verdict,
        @Nullable HoldReason hold,
        @Nullable String laboratory)
        implements LedgerEvent {
    public LotInspected {
        results = List.copyOf(results);
    }
}
