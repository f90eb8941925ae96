package org.jekasy.command.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.HoldReason;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.LotInspected;
import org.jekasy.language.Measurement;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.ProductCode;
import org.jekasy.language.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Inspects a lot: its holder may, and plant health, authority or certifier. Results are judged by the bands of the product; the verdict left out
 * follows from them. Live larvae, and moisture above its band, make it NON_CONFORM and hold the lot whatever was said; any other NON_CONFORM names
 * its hold. Quality below the first grade is a DOWNGRADE, or is confirmed as CONFORM.
 */
public record InspectLot(
        LotId lot,
        String inspection,
        int sampleSize,
        List<Measurement> results,
        @Nullable Verdict verdict,
        @Nullable HoldReason hold,
        @Nullable String laboratory)
        implements LedgerCommand {
    private static final String LARVAE = "fruits_with_live_larvae";
    private static final Set<OrganisationKind> INSPECTORS = EnumSet.of(
            OrganisationKind.PLANT_HEALTH,
            OrganisationKind.AUTHORITY,
            OrganisationKind.CERTIFIER,
            OrganisationKind.CONTROL_BODY);

    /** What the results come to. */
    private record Findings(@Nullable HoldReason hold, List<Below> below) {}

    /** A value below the first grade. */
    private record Below(
            Band band, BigDecimal value, @Nullable BigDecimal most) {}

    public InspectLot {
        results = List.copyOf(results);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.lot(lot), Tag.organisation(request.by().organisation()));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        boolean inspector =
                INSPECTORS.contains(situation.organisation(situation.by()).kind());
        Lot inspected = inspector ? situation.existing(lot) : situation.inHand(lot);
        if (sampleSize <= 0) {
            throw new Refusal(Reason.UNREADABLE, "field", "sampleSize", "read", sampleSize);
        }
        Situation.checkReadable(results);
        Findings findings = judge(situation, inspected.birth().product());
        HoldReason found = findings.hold();
        if (found != null) {
            return inspected(Verdict.NON_CONFORM, found);
        }
        Verdict said = verdict == null ? findings.below().isEmpty() ? Verdict.CONFORM : Verdict.DOWNGRADE : verdict;
        if (said == Verdict.NON_CONFORM && hold == null) {
            throw new Refusal(Reason.MISSING, "field", "hold");
        }
        if (said != Verdict.NON_CONFORM && hold != null) {
            throw new Refusal(Reason.UNREADABLE, "field", "hold", "read", hold);
        }
        if (said == Verdict.CONFORM) {
            findings.below().forEach(below -> below.band().warnUnusual(below.value(), null, below.most(), situation));
        }
        return inspected(said, hold);
    }

    private LotInspected inspected(Verdict said, @Nullable HoldReason reason) {
        return new LotInspected(
                lot,
                Situation.text("inspection", inspection),
                sampleSize,
                results,
                said,
                reason,
                Situation.optionalText("laboratory", laboratory));
    }

    private Findings judge(Situation situation, ProductCode product) {
        HoldReason found = null;
        List<Below> below = new ArrayList<>();
        for (Measurement result : results) {
            for (Band band : situation.rulebook().bands(product, result.parameter())) {
                checkUnit(band, result);
                Band.Fit fit = band.possible(result.value());
                switch (band.onWarn()) {
                    case CONFIRM, ALERT, DISCREPANCY -> band.admit(result.value(), situation);
                    case HOLD -> {
                        if (band.isTooMuch(result.value())) {
                            found = found == HoldReason.FLY_LARVA ? found : reason(result);
                        } else if (fit == Band.Fit.UNUSUAL) {
                            band.admit(result.value(), situation);
                        }
                    }
                    case DOWNGRADE, UNGRADED -> {
                        BigDecimal most = band.warnMax() == null ? band.typicalMax() : band.warnMax();
                        if (most != null && result.value().compareTo(most) > 0) {
                            below.add(new Below(band, result.value(), most));
                        }
                    }
                }
            }
        }
        return new Findings(found, below);
    }

    private HoldReason reason(Measurement result) {
        return result.parameter().equals(LARVAE) ? HoldReason.FLY_LARVA : HoldReason.MOISTURE;
    }

    private void checkUnit(Band band, Measurement result) {
        if (!band.uom().equals(result.unit())) {
            throw new Refusal(Reason.UNREADABLE, "field", result.parameter(), "read", result.unit());
        }
        if (result.parameter().equals(LARVAE) && result.value().compareTo(BigDecimal.valueOf(sampleSize)) > 0) {
            throw new Refusal(
                    Reason.OUT_OF_RANGE,
                    "field",
                    LARVAE,
                    "value",
                    result.value(),
                    "uom",
                    result.unit(),
                    "min",
                    0,
                    "max",
                    sampleSize);
        }
    }
}
