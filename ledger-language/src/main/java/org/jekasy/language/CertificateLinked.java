package org.jekasy.language;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A certificate covers lots (and the units they are in). */
public record CertificateLinked(
        CertificateKind kind,
        String number,
        String issuer,
        LocalDate issuedOn,
        @Nullable LocalDate validTo,
        @Nullable CountryCode market,
        List<LotId> lots,
        List<Sscc> units,
        @Nullable String sha256)
        implements LedgerEvent {
    public CertificateLinked {
        lots = List.copyOf(lots);
        units = List.copyOf(units);
    }
}
