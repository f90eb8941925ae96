package org.jekasy.label.paper;

import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Sscc;
import org.jekasy.label.qr.Correction;
import org.jspecify.annotations.Nullable;

/**
 * One label: of which lot, how large, how well its QR code stands damage; {@code copy} is 1, or more where it stands in for one
 * that was printed before; {@code sscc} is the pallet it goes on, printed as bars on upright sizes and refused on others.
 */
public record LabelOrder(
        LotCode lot,
        LabelSize size,
        Correction correction,
        int copy,
        @Nullable Sscc sscc) {
    public LabelOrder(LotCode lot, LabelSize size, Correction correction) {
        this(lot, size, correction, 1, null);
    }
}
