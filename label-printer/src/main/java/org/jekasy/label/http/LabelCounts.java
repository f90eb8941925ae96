package org.jekasy.label.http;

import java.util.Locale;
import java.util.Optional;
import org.jekasy.label.lot.Counted;
import org.jekasy.label.lot.KnownLots;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.station.KeptLots;
import org.springframework.stereotype.Component;

/** Says to people how many labels of a lot were printed, and for how many units. */
@Component
final class LabelCounts {
    private final Lots ledger;
    private final Optional<KeptLots> kept;

    LabelCounts(Lots ledger, Optional<KeptLots> kept) {
        this.ledger = ledger;
        this.kept = kept;
    }

    /** One line of HTML; where nobody can be asked, it says so. */
    String line(Page page, LotCode asked) {
        if (kept.flatMap(KeptLots::awaySince).isPresent()) {
            return small(page.say(
                    "Étiquettes et unités de ce lot : à lire quand le registre répondra de nouveau.",
                    "Labels and units of this lot: to be read when the ledger answers again."));
        }
        try {
            KnownLots known = kept.isPresent() ? kept.get() : ledger;
            LotCode lot = asked.isOfRoll() ? known.label(asked).lot() : asked;
            return said(page, ledger.counted(lot));
        } catch (Refusal refusal) {
            return small(Page.escaped(refusal.sentence(page.english() ? Locale.ENGLISH : Locale.FRENCH)));
        }
    }

    private static String said(Page page, Counted lot) {
        String labels = page.say(
                many(lot.issued(), "étiquette imprimée", "étiquettes imprimées"),
                some(lot.issued(), "label printed", "labels printed"));
        String voided = lot.voided() == 0
                ? ""
                : page.say(
                        " (dont " + many(lot.voided(), "annulée", "annulées") + ")",
                        " (" + lot.voided() + " of them void)");
        Long units = lot.units();
        Long shipped = lot.shipped();
        if (units == null) {
            return small(labels + voided);
        }
        String packages = shipped == null
                ? ""
                : page.say(
                        ", " + many(shipped, "unité expédiée", "unités expédiées") + " sur " + units,
                        ", " + shipped + " of " + some(units, "unit", "units") + " shipped");
        return small(labels + voided + packages)
                + (lot.tooMany()
                        ? "<p class=\"told\" role=\"status\">⚠ "
                                + page.say(
                                                "Plus d'étiquettes valables (%d) que d'unités (%d) : annulez celles qui sont en trop ; une qui reste peut passer sur autre chose.",
                                                "More valid labels (%d) than units (%d): void those left over; one that stays may end up on something else.")
                                        .formatted(lot.valid(), units)
                                + "</p>"
                        : "");
    }

    // none is one in French
    private static String many(long count, String one, String more) {
        return count + " " + (count > 1 ? more : one);
    }

    // and several in English
    private static String some(long count, String one, String more) {
        return count + " " + (count == 1 ? one : more);
    }

    private static String small(String words) {
        return "<p class=\"counted\">" + words + "</p>";
    }
}
