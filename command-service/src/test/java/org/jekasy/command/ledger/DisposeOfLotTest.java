package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.But.but;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;

import java.util.List;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.LotDisposed;
import org.jekasy.language.LotHeld;
import org.jekasy.language.RecallClass;
import org.jekasy.language.RecallId;
import org.jekasy.language.RecallOpened;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class DisposeOfLotTest {
    private final Season season = Season.inKadiolo().given(harvest(lot(1), 806_500));
    private final DisposeOfLot disposal =
            new DisposeOfLot(lot(1), Weight.ofGrams(800_000), "enfouissement", "fruits pourris");

    @Test
    void whatIsDestroyedIsGone() {
        season.records(
                disposal,
                new LotDisposed(lot(1), COOPERATIVE, Weight.ofGrams(800_000), "enfouissement", "fruits pourris"));
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isEqualTo(6_500);
    }

    @Test
    void theSameDisposalSentTwiceFindsTooLittleLeft() {
        season.given(disposal);

        season.refuses(disposal, Reason.TOO_LITTLE_LEFT);
        season.given(but(disposal, "weight", Weight.ofGrams(6_500)));
        season.refuses(but(disposal, "weight", Weight.ofGrams(1)), Reason.WRONG_STATE);
    }

    @Test
    void onlyTheHolderDisposes() {
        season.as(Season.STATION).refuses(disposal, Reason.NOT_THE_HOLDER);
        season.as(COOPERATIVE).refuses(but(disposal, "lot", lot(99)), Reason.UNKNOWN_LOT);
        season.at(Season.MORNING.minusSeconds(1)).refuses(disposal, Reason.BEFORE_ITS_LOT);
    }

    @Test
    void heldAndRecalledLotsMayBeDestroyed() {
        season.happened(new LotHeld(lot(1), HoldScope.LOT, HoldReason.FLY_LARVA, List.of(lot(1)), List.of(), null));
        season.happened(new RecallOpened(
                RecallId.parse("RAP-1"), List.of(lot(1)), "larves", RecallClass.I, List.of(lot(1)), List.of(), null));

        season.given(disposal);
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isEqualTo(6_500);
    }

    @Test
    void howAndWhyAreSaid() {
        season.refuses(but(disposal, "method", ""), Reason.MISSING).hasMessageContaining("méthode");
        season.refuses(but(disposal, "reason", ""), Reason.MISSING).hasMessageContaining("motif");
    }
}
