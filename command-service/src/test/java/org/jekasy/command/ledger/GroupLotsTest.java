package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.But.but;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.grouping;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.organicHarvest;
import static org.jekasy.command.ledger.Season.portion;
import static org.jekasy.command.ledger.Season.shipped;
import static org.jekasy.command.ledger.Season.stationLot;

import java.util.List;
import java.util.Set;
import org.jekasy.language.AdjustReason;
import org.jekasy.language.Adjustment;
import org.jekasy.language.Claim;
import org.jekasy.language.Delta;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.LotHeld;
import org.jekasy.language.LotsGrouped;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RecallClass;
import org.jekasy.language.RecallId;
import org.jekasy.language.RecallOpened;
import org.jekasy.language.SeasonId;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupLotsTest {
    private final Season season = Season.inKadiolo();

    @BeforeEach
    void threeHarvests() {
        season.given(
                harvest(lot(1), 800_000),
                harvest(lot(2), 600_000),
                organicHarvest(lot(3), 500_000),
                but(harvest(lot(4), 400_000), "variety", VarietyCode.parse("AME")));
    }

    @Test
    void portionsOfLotsBecomeOneThatWeighsTheSame() {
        season.records(
                but(grouping(lot(10), portion(lot(1), 800_000), portion(lot(2), 250_000)), "vehicle", "AB-1234-MD"),
                new LotsGrouped(
                        lot(10),
                        COOPERATIVE,
                        Season.POINT,
                        ProductCode.parse("mango_fresh"),
                        Season.KENT,
                        SeasonId.parse("MG-2026"),
                        List.of(portion(lot(1), 800_000), portion(lot(2), 250_000)),
                        Weight.ofGrams(1_050_000),
                        null,
                        List.of(),
                        null,
                        "AB-1234-MD"));
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isZero();
        assertThat(season.gramsOf(lot(2), COOPERATIVE)).isEqualTo(350_000);
        assertThat(season.gramsOf(lot(10), COOPERATIVE)).isEqualTo(1_050_000);
    }

    @Test
    void theSameGroupingSentTwiceFindsItsLotGiven() {
        season.given(grouping(lot(10), portion(lot(1), 100_000)));

        season.refuses(grouping(lot(10), portion(lot(1), 100_000)), Reason.LOT_EXISTS);
    }

    @Test
    void aDifferenceIsBookedAndSaysWhy() {
        GroupLots lighter = but(grouping(lot(10), portion(lot(1), 800_000)), "weight", Weight.ofGrams(790_000));

        season.refuses(lighter, Reason.GROUPING_UNBALANCED)
                .hasMessageContaining("pèsent 800 kg, le nouveau lot 790 kg. Écart de -10 kg");
        season.refuses(booked(lighter, -9_999), Reason.GROUPING_UNBALANCED);
        season.refuses(booked(lighter, 10_000), Reason.GROUPING_UNBALANCED);
        season.given(booked(lighter, -10_000));
        assertThat(season.gramsOf(lot(10), COOPERATIVE)).isEqualTo(790_000);
    }

    @Test
    void aDifferenceAloneSaysTheWeight() {
        season.given(booked(grouping(lot(10), portion(lot(1), 800_000)), -10_000));
        assertThat(grouped().weight()).isEqualTo(Weight.ofGrams(790_000));
        season.refuses(
                booked(but(grouping(lot(11), portion(lot(2), 600_000)), "weight", Weight.ofGrams(600_000)), -10_000),
                Reason.GROUPING_UNBALANCED);
        season.refuses(booked(grouping(lot(11), portion(lot(2), 600_000)), -600_000), Reason.OUT_OF_RANGE);
    }

    @Test
    void moreThanTwoPercentOfDifferenceIsConfirmed() {
        season.given(booked(
                but(grouping(lot(10), portion(lot(1), 400_000)), "weight", Weight.ofGrams(392_000)), -8_000));
        season.warnsOf(
                booked(but(grouping(lot(11), portion(lot(1), 400_000)), "weight", Weight.ofGrams(391_600)), -8_400),
                Reason.LARGE_DIFFERENCE);
        season.warnsOf(
                booked(but(grouping(lot(12), portion(lot(2), 400_000)), "weight", Weight.ofGrams(408_400)), 8_400),
                Reason.LARGE_DIFFERENCE);
    }

    @Test
    void somethingGoesIn() {
        season.refuses(grouping(lot(10)), Reason.MISSING);
    }

    @Test
    void whatIsNamedIsKnown() {
        season.refuses(grouping(lot(10), portion(lot(99), 1_000)), Reason.UNKNOWN_LOT);
        season.refuses(
                but(grouping(lot(10), portion(lot(1), 1_000)), "place", PlaceId.parse("PC-KAD-99")), Reason.UNKNOWN);
        season.refuses(but(grouping(lot(10), portion(lot(1), 1_000)), "vehicle", ""), Reason.MISSING);
    }

    @Test
    void aLotIsNotMadeOfItself() {
        season.refuses(grouping(lot(1), portion(lot(1), 800_000)), Reason.OWN_ANCESTOR);
        season.refuses(grouping(lot(1), portion(lot(2), 1_000), portion(lot(1), 800_000)), Reason.OWN_ANCESTOR);
    }

    @Test
    void aCodeComesFromAnIssuerOfOnesOwn() {
        season.refuses(grouping(stationLot(1), portion(lot(1), 1_000)), Reason.NOT_YOURS);
    }

    @Test
    void moreThanThereIsCanNotBeTaken() {
        season.refuses(grouping(lot(10), portion(lot(1), 800_001)), Reason.TOO_LITTLE_LEFT)
                .hasMessageContaining("Il ne reste que 800 kg");
        season.refuses(grouping(lot(10), portion(lot(1), 500_000), portion(lot(1), 300_001)), Reason.TOO_LITTLE_LEFT);
        season.given(grouping(lot(10), portion(lot(1), 500_000), portion(lot(1), 300_000)));
    }

    @Test
    void onlyTheHolderGroups() {
        season.as(Season.STATION)
                .refuses(grouping(stationLot(1), portion(lot(1), 1_000)), Reason.NOT_THE_HOLDER)
                .hasMessageContaining("COOP-KAD-01");
    }

    @Test
    void whatIsOnTheWayIsNobodysToUse() {
        season.happened(shipped("EXP-1", COOPERATIVE, Season.STATION, portion(lot(1), 800_000)));

        season.refuses(grouping(lot(10), portion(lot(1), 1_000)), Reason.LOT_ON_ITS_WAY);
        season.as(Season.STATION).refuses(grouping(stationLot(1), portion(lot(1), 1_000)), Reason.LOT_ON_ITS_WAY);
    }

    @Test
    void aLotIsNotUsedBeforeItCameToBe() {
        season.at(Season.MORNING.minusSeconds(1))
                .refuses(grouping(lot(10), portion(lot(1), 1_000)), Reason.BEFORE_ITS_LOT);
        season.at(Season.MORNING).given(grouping(lot(10), portion(lot(1), 1_000)));
    }

    @Test
    void heldAndRecalledLotsStayWhereTheyAre() {
        season.happened(new LotHeld(lot(1), HoldScope.LOT, HoldReason.MIX_SUSPECT, List.of(lot(1)), List.of(), null));
        season.happened(new RecallOpened(
                RecallId.parse("RAP-1"), List.of(lot(2)), "résidus", RecallClass.II, List.of(lot(2)), List.of(), null));

        season.refuses(grouping(lot(10), portion(lot(1), 1_000)), Reason.HELD)
                .hasMessageContaining("soupçon de mélange");
        season.refuses(grouping(lot(10), portion(lot(2), 1_000)), Reason.RECALLED)
                .hasMessageContaining("RAP-1");
    }

    @Test
    void mangoAndSheaDoNotGoTogether() {
        Season both = Shea.inYorosso();
        both.given(Shea.delivery(Shea.lot(1), 60_000));
        both.given(but(Shea.delivery(Shea.lot(2), 60_000), "product", Shea.NUT));

        both.refuses(
                new GroupLots(
                        Shea.lot(9),
                        Shea.POINT,
                        List.of(portion(Shea.lot(1), 60_000), portion(Shea.lot(2), 60_000)),
                        null,
                        null,
                        null,
                        null),
                Reason.MIXED_PRODUCTS);
    }

    @Test
    void severalVarietiesAreAMixOnceConfirmed() {
        season.warnsOf(grouping(lot(10), portion(lot(1), 1_000), portion(lot(4), 1_000)), Reason.MIXED_VARIETIES);

        assertThat(grouped().variety()).isEqualTo(VarietyCode.parse("MIX"));
    }

    @Test
    void aLotWithoutVarietyHasNone() {
        Season shea = Shea.inYorosso();
        shea.given(Shea.delivery(Shea.lot(1), 60_000));

        Situation.Decision decision = shea.when(
                new GroupLots(Shea.lot(9), Shea.POINT, List.of(portion(Shea.lot(1), 60_000)), null, null, null, null));

        assertThat(((LotsGrouped) decision.event()).variety()).isNull();
    }

    @Test
    void aClaimSurvivesOnlyWhereEveryInputHasIt() {
        GroupLots mixed = grouping(lot(10), portion(lot(1), 1_000), portion(lot(3), 1_000));

        season.refuses(but(mixed, "claims", Set.of(Claim.ORGANIC)), Reason.CLAIM_NOT_HELD)
                .hasMessageContaining(lot(1).text());
        season.warnsOf(mixed, Reason.CLAIM_LOST);
        assertThat(grouped().claims()).isEmpty();
        season.given(grouping(lot(11), portion(lot(3), 1_000)));
        assertThat(grouped().claims()).containsExactly(Claim.ORGANIC);
        season.given(but(grouping(lot(12), portion(lot(3), 1_000)), "claims", Set.of()));
        assertThat(grouped().claims()).isEmpty();
        season.given(but(grouping(lot(13), portion(lot(3), 1_000)), "claims", Set.of(Claim.ORGANIC)));
        assertThat(grouped().claims()).containsExactly(Claim.ORGANIC);
    }

    private LotsGrouped grouped() {
        return (LotsGrouped) season.last().event();
    }

    private static GroupLots booked(GroupLots grouping, long delta) {
        return but(grouping, "difference", new Adjustment(Delta.ofGrams(delta), AdjustReason.SCALE));
    }
}
