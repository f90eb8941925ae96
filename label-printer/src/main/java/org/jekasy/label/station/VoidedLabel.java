package org.jekasy.label.station;

import java.time.Instant;
import java.util.UUID;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.station.PrintJob.Reported;
import org.jspecify.annotations.Nullable;

/** One label that counts no more, by its number: when and why somebody at the station said so, and what the ledger made of it; null until it was heard. */
public record VoidedLabel(
        UUID id,
        Instant at,
        LotCode lot,
        String serial,
        String reason,
        @Nullable Reported reported) {
    /** Whether it is the same label. */
    boolean isSame(VoidedLabel other) {
        return lot.equals(other.lot) && serial.equals(other.serial);
    }

    boolean isRefused() {
        return reported != null && reported.refusal() != null;
    }

    VoidedLabel reported(Reported told) {
        return new VoidedLabel(id, at, lot, serial, reason, told);
    }
}
