package org.jekasy.query.scan;

import java.util.List;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.Gtin;
import org.jekasy.language.LotId;
import org.jekasy.language.Sscc;
import org.jekasy.query.label.Serial;
import org.jekasy.query.lot.LotState;
import org.jekasy.query.register.ProductName;
import org.jekasy.query.roll.Sticker;
import org.jspecify.annotations.Nullable;

/**
 * What was scanned, whether the ledger knows it, and what may be done with it. {@code page} is where more is read. {@code fits} is false
 * where the label's address names a GTIN or product that is not the lot's: the label does not belong to the lot. {@code sticker} is the code of a roll
 * that was scanned; once it is bound, all else is of the lot it stands for. {@code serial} is the number of the one label whose address was scanned, and
 * how it stands: what is not ISSUED is a copy, a forgery, or not told to the ledger yet.
 */
public record ScanPage(
        Kind kind,
        boolean known,
        long position,
        @Nullable LotId lot,
        @Nullable Sticker sticker,
        @Nullable Serial serial,
        @Nullable Sscc unit,
        @Nullable ContainerNumber container,
        @Nullable Gtin gtin,
        @Nullable ProductName product,
        @Nullable LotState state,
        boolean held,
        boolean recalled,
        @Nullable Boolean fits,
        List<Action> actions,
        @Nullable String page) {
    /** What a code stands for. */
    public enum Kind {
        LOT,
        UNIT,
        CONTAINER
    }
}
