package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.But.but;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.organicHarvest;
import static org.jekasy.command.ledger.Season.portion;
import static org.jekasy.command.ledger.Season.shipped;
import static org.jekasy.command.ledger.Season.stationLot;

import java.util.List;
import java.util.Set;
import org.jekasy.language.Claim;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.LotHeld;
import org.jekasy.language.LotSplit;
import org.jekasy.language.PlaceId;
import org.jekasy.language.Portion;
import org.jekasy.language.ProductCode;
import org.jekasy.language.SeasonId;
import org.junit.jupiter.api.Test;

class SplitLotTest {
    private final Season season = Season.inKadiolo().given(organicHarvest(lot(1), 800_000), harvest(lot(2), 600_000));
    private final SplitLot split = splitting(portion(lot(10), 300_000), portion(lot(11), 200_000));

    private static SplitLot splitting(Portion... outputs) {
        return new SplitLot(lot(1), Season.POINT, List.of(outputs), null, null);
    }

    @Test
    void aLotIsDividedAndTheRestStaysInIt() {
        season.records(
                but(split, "reason", "deux acheteurs"),
                new LotSplit(
                        lot(1),
                        COOPERATIVE,
                        Season.POINT,
                        ProductCode.parse("mango_fresh"),
                        Season.KENT,
                        SeasonId.parse("MG-2026"),
                        List.of(portion(lot(10), 300_000), portion(lot(11), 200_000)),
                        List.of(Claim.ORGANIC),
                        null,
                        "deux acheteurs"));
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isEqualTo(300_000);
        assertThat(season.gramsOf(lot(10), COOPERATIVE)).isEqualTo(300_000);
        assertThat(season.gramsOf(lot(11), COOPERATIVE)).isEqualTo(200_000);
    }

    @Test
    void theSameSplitSentTwiceFindsItsLotsGiven() {
        season.given(split);

        season.refuses(split, Reason.LOT_EXISTS);
    }

    @Test
    void aSplitHasTwoPartsAtLeast() {
        season.refuses(splitting(), Reason.MISSING);
        season.refuses(splitting(portion(lot(10), 800_000)), Reason.MISSING);
    }

    @Test
    void thePartsWeighNoMoreThanTheLot() {
        season.refuses(splitting(portion(lot(10), 400_000), portion(lot(11), 400_001)), Reason.SPLIT_TOO_MUCH)
                .hasMessageContaining("ensemble 800,001 kg")
                .hasMessageContaining("n’y a que 800 kg");
        season.given(splitting(portion(lot(10), 400_000), portion(lot(11), 400_000)));
    }

    @Test
    void noPartIsTheLotItselfNorAnother() {
        season.refuses(splitting(portion(lot(1), 400_000), portion(lot(11), 400_000)), Reason.OWN_ANCESTOR);
        season.refuses(splitting(portion(lot(2), 400_000), portion(lot(11), 400_000)), Reason.LOT_EXISTS);
        season.refuses(splitting(portion(lot(10), 400_000), portion(lot(10), 400_000)), Reason.LOT_EXISTS);
        season.refuses(splitting(portion(stationLot(1), 400_000), portion(lot(10), 400_000)), Reason.NOT_YOURS);
    }

    @Test
    void whatIsNamedIsKnown() {
        season.refuses(but(split, "place", PlaceId.parse("PC-KAD-99")), Reason.UNKNOWN);
        season.refuses(but(split, "input", lot(99)), Reason.UNKNOWN_LOT);
        season.refuses(but(split, "reason", " "), Reason.MISSING);
    }

    @Test
    void onlyTheHolderSplitsAndOnlyWhatIsThere() {
        season.as(Season.STATION).refuses(split, Reason.NOT_THE_HOLDER).hasMessageContaining("COOP-KAD-01");
        season.as(COOPERATIVE).at(Season.MORNING.minusSeconds(60)).refuses(split, Reason.BEFORE_ITS_LOT);
        season.at(Season.MORNING).happened(shipped("EXP-1", COOPERATIVE, Season.STATION, portion(lot(1), 800_000)));
        season.refuses(split, Reason.LOT_ON_ITS_WAY).hasMessageContaining("EXP-1");
    }

    @Test
    void aHeldLotIsNotSplit() {
        season.happened(new LotHeld(lot(1), HoldScope.LOT, HoldReason.DOC_MISSING, List.of(lot(1)), List.of(), null));

        season.refuses(split, Reason.HELD);
    }

    @Test
    void thePartsKeepWhatTheLotMayClaim() {
        season.refuses(but(split, "claims", Set.of(Claim.FAIRTRADE)), Reason.CLAIM_NOT_HELD);
        season.given(but(split, "claims", Set.of()));
        assertThat(((LotSplit) season.last().event()).claims()).isEmpty();
    }
}
