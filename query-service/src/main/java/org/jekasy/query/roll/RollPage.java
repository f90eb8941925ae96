package org.jekasy.query.roll;

import java.util.List;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.query.register.PartyName;
import org.jspecify.annotations.Nullable;

/**
 * Codes that were given out together, from a first to a last serial: how many there are, stand for a lot, are void, and are still free. {@code voids} are the
 * stretches that were voided; what stood for a lot by then goes on doing so. {@code bindings}: only where one roll was asked for by a serial in it.
 */
public record RollPage(
        PartyName organisation,
        IssuerCode issuer,
        int firstSerial,
        int lastSerial,
        LotId firstCode,
        LotId lastCode,
        int codes,
        int bound,
        int voided,
        int free,
        List<Stretch> voids,
        @Nullable List<Binding> bindings,
        long issuedAt) {
    /** Serials from first to last that were voided, and why. */
    public record Stretch(int firstSerial, int lastSerial, String reason) {}

    /** A code and the lot it stands for. */
    public record Binding(LotId code, LotId lot) {}
}
