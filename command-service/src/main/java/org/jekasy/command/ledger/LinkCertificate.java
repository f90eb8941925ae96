package org.jekasy.command.ledger;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jekasy.language.CertificateKind;
import org.jekasy.language.CertificateLinked;
import org.jekasy.language.CountryCode;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.Sscc;
import org.jspecify.annotations.Nullable;

/**
 * A certificate covers lots, and all lots on the pallets it names. Linked again it covers more lots, if issuer, dates and market are the same. Told
 * by who holds or held the lots, by plant health, a certifier or an authority.
 */
public record LinkCertificate(
        CertificateKind kind,
        String number,
        String issuer,
        LocalDate issuedOn,
        @Nullable LocalDate validTo,
        @Nullable CountryCode market,
        List<LotId> lots,
        List<Sscc> units,
        @Nullable String sha256)
        implements LedgerCommand {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public LinkCertificate {
        lots = List.copyOf(lots);
        units = List.copyOf(units);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.certificate(kind, number));
        tags.add(Tag.organisation(request.by().organisation()));
        lots.forEach(lot -> tags.add(Tag.lot(lot)));
        units.forEach(unit -> tags.add(Tag.unit(unit)));
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        if (lots.isEmpty() && units.isEmpty()) {
            throw new Refusal(Reason.MISSING, "field", "lots");
        }
        Situation.eachOnce("lot", lots);
        Situation.eachOnce("unit", units);
        Situation.text("number", number);
        Situation.text("issuer", issuer);
        situation.notInTheFuture(issuedOn);
        if (validTo != null && validTo.isBefore(issuedOn)) {
            throw new Refusal(
                    Reason.BEFORE,
                    "later",
                    "validTo",
                    "laterAt",
                    validTo,
                    "earlier",
                    "issuedOn",
                    "earlierAt",
                    issuedOn);
        }
        if (sha256 != null && !SHA_256.matcher(sha256).matches()) {
            throw new Refusal(Reason.UNREADABLE, "field", "sha256", "read", Situation.text("sha256", sha256));
        }
        Load covered = Load.of(situation, units, lots);
        covered.lots().forEach(lot -> situation.mayJudge(situation.lot(lot)));
        CertificateLinked linked =
                new CertificateLinked(kind, number, issuer, issuedOn, validTo, market, covered.lots(), units, sha256);
        checkSame(situation, linked);
        return linked;
    }

    private void checkSame(Situation situation, CertificateLinked linked) {
        CertificateLinked known = situation.lots().certificate(Tag.certificate(kind, number));
        if (known == null) {
            return;
        }
        checkSame("issuer", known.issuer(), issuer);
        checkSame("issuedOn", known.issuedOn(), issuedOn);
        checkSame("validTo", known.validTo(), validTo);
        checkSame("market", known.market(), market);
        boolean coversMore = linked.lots().stream()
                .anyMatch(lot -> situation.lot(lot).certificates().stream()
                        .noneMatch(has -> has.kind() == kind && has.number().equals(number)));
        if (!coversMore) {
            throw new Refusal(Reason.ALREADY_REGISTERED, "what", "certificate", "id", number);
        }
    }

    private void checkSame(String field, @Nullable Object known, @Nullable Object given) {
        if (!Objects.equals(known, given)) {
            throw new Refusal(
                    Reason.CERTIFICATE_DIFFERS,
                    "number",
                    number,
                    "field",
                    field,
                    "known",
                    known == null ? "–" : known,
                    "given",
                    given == null ? "–" : given);
        }
    }
}
