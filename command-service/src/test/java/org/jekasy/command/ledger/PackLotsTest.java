package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.But.but;
import static org.jekasy.command.ledger.Season.DAY;
import static org.jekasy.command.ledger.Season.MORNING;
import static org.jekasy.command.ledger.Season.NOW;
import static org.jekasy.command.ledger.Season.STATION;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.organicHarvest;
import static org.jekasy.command.ledger.Season.portion;
import static org.jekasy.command.ledger.Season.stationLot;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jekasy.language.ByProduct;
import org.jekasy.language.Claim;
import org.jekasy.language.Grams;
import org.jekasy.language.Gtin;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.LotHeld;
import org.jekasy.language.LotId;
import org.jekasy.language.LotsPacked;
import org.jekasy.language.Packed;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RunId;
import org.jekasy.language.SeasonId;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PackLotsTest {
    private static final ProductCode FRESH = ProductCode.parse("mango_fresh");
    private static final ProductCode REJECT = ProductCode.parse("mango_reject");
    private static final ProductCode WASTE = ProductCode.parse("mango_waste");
    private static final Gtin CARTON = Gtin.parse("09521234000112");
    private static final RunId RUN = RunId.parse("COND-0511");

    private final Season season = Season.inKadiolo()
            .as(STATION)
            .hasHarvested(
                    harvest(stationLot(1), 1_000_000),
                    organicHarvest(stationLot(2), 1_000_000),
                    but(harvest(stationLot(3), 1_000_000), "variety", VarietyCode.parse("AME")))
            .at(NOW);
    private final PackLots packing = packing(cartons(stationLot(10), 150, 4_000));

    private static PackLots packing(Packed... outputs) {
        return new PackLots(
                RUN,
                Season.PACKHOUSE,
                List.of(portion(stationLot(1), 1_000_000)),
                List.of(outputs),
                List.of(),
                null,
                null,
                null,
                null);
    }

    private static Packed cartons(LotId lot, int count, long netGrams) {
        return new Packed(lot, FRESH, null, null, count, Weight.ofGrams(netGrams), "8", "I");
    }

    private static ByProduct sorted(@Nullable LotId lot, ProductCode product, long grams) {
        return new ByProduct(lot, product, Weight.ofGrams(grams));
    }

    private LotsPacked packed() {
        return (LotsPacked) season.last().event();
    }

    private int runs;

    /** The same under another number, making another lot. */
    private PackLots next(PackLots like) {
        runs++;
        return but(
                but(like, "run", RunId.parse("COND-" + runs)),
                "outputs",
                like.outputs().stream()
                        .map(output -> but(output, "lot", stationLot(100 + runs)))
                        .toList());
    }

    @Test
    void lotsBecomeCartonsInBalanceToTheGram() {
        PackLots run = new PackLots(
                RUN,
                Season.PACKHOUSE,
                List.of(portion(stationLot(1), 900_000)),
                List.of(cartons(stationLot(10), 100, 4_000), cartons(stationLot(11), 50, 4_200)),
                List.of(sorted(stationLot(12), REJECT, 200_000)),
                Grams.ofGrams(80_000),
                DAY,
                null,
                "L2");

        season.records(
                run,
                new LotsPacked(
                        RUN,
                        STATION,
                        Season.PACKHOUSE,
                        SeasonId.parse("MG-2026"),
                        List.of(portion(stationLot(1), 900_000)),
                        List.of(
                                but(cartons(stationLot(10), 100, 4_000), "variety", Season.KENT),
                                but(cartons(stationLot(11), 50, 4_200), "variety", Season.KENT)),
                        List.of(sorted(stationLot(12), REJECT, 200_000)),
                        Grams.ofGrams(80_000),
                        Grams.ofGrams(10_000),
                        DAY,
                        List.of(),
                        null,
                        "L2"));
        assertThat(season.gramsOf(stationLot(1), STATION)).isEqualTo(100_000);
        assertThat(season.gramsOf(stationLot(10), STATION)).isEqualTo(400_000);
        assertThat(season.gramsOf(stationLot(11), STATION)).isEqualTo(210_000);
        assertThat(season.gramsOf(stationLot(12), STATION)).isEqualTo(200_000);
    }

    @Test
    void whatIsLeftOutIsTodayAndNothing() {
        season.given(packing);

        assertThat(packed().packedOn()).isEqualTo(DAY);
        assertThat(packed().waste()).isEqualTo(Grams.NONE);
        assertThat(packed().loss()).isEqualTo(Grams.ofGrams(400_000));
    }

    @Test
    void theSameRunSentTwiceIsRefusedByItsNumber() {
        season.given(but(packing, "inputs", List.of(portion(stationLot(1), 900_000))));

        season.refuses(packing, Reason.ALREADY_REGISTERED).hasMessageContaining("COND-0511");
        season.refuses(but(packing, "run", RunId.parse("COND-2")), Reason.LOT_EXISTS);
    }

    @Test
    void noMoreComesOutThanWentIn() {
        PackLots full = but(
                but(packing(cartons(stationLot(10), 200, 4_000)), "waste", Grams.ofGrams(100_000)),
                "gradeOut",
                List.of(sorted(null, REJECT, 100_000)));

        season.refuses(but(full, "waste", Grams.ofGrams(100_001)), Reason.PROCESS_UNBALANCED);
        season.refuses(
                but(full, "gradeOut", List.of(sorted(null, REJECT, 60_000), sorted(null, WASTE, 40_001))),
                Reason.PROCESS_UNBALANCED);
        season.refuses(but(full, "outputs", List.of(cartons(stationLot(10), 201, 4_000))), Reason.PROCESS_UNBALANCED);
        season.given(full);
        assertThat(packed().loss()).isEqualTo(Grams.NONE);
    }

    @Test
    void aCountNobodyCanPackIsRefusedAndNotAnError() {
        season.refuses(packing(cartons(stationLot(10), 0, 4_000)), Reason.UNREADABLE);
        season.refuses(packing(cartons(stationLot(10), -1, 4_000)), Reason.UNREADABLE);
        season.refuses(packing(cartons(stationLot(10), Integer.MAX_VALUE, Weight.MOST)), Reason.OUT_OF_RANGE);
    }

    @Test
    void somethingGoesInAndSomethingComesOut() {
        season.refuses(but(packing, "inputs", List.of()), Reason.MISSING);
        season.refuses(packing(), Reason.MISSING);
    }

    @Test
    void fortyToNinetyTwoPercentIsPackedOfAHarvest() {
        season.given(cartonsOf(400_000));
        season.warnsOf(cartonsOf(396_000), Reason.UNUSUAL_YIELD);
        season.given(cartonsOf(920_000));
        season.warnsOf(cartonsOf(924_000), Reason.UNUSUAL_YIELD);
        season.warnsOf(cartonsOf(1_000_000), Reason.UNUSUAL_YIELD);
        assertThat(packed().loss()).isEqualTo(Grams.NONE);
    }

    // of a new tonne each time
    private PackLots cartonsOf(long grams) {
        runs++;
        LotId tonne = stationLot(200 + runs);
        season.at(MORNING).hasHarvested(but(organicHarvest(tonne, 1_000_000), "claims", List.of()));
        season.at(NOW);
        return new PackLots(
                RunId.parse("TONNE-" + runs),
                Season.PACKHOUSE,
                List.of(portion(tonne, 1_000_000)),
                List.of(cartons(stationLot(100 + runs), Math.toIntExact(grams / 4_000), 4_000)),
                List.of(),
                null,
                null,
                null,
                null);
    }

    @Test
    void aFourKilogramCartonWeighsAboutFour() {
        season.given(hundredKilograms(3_900), hundredKilograms(4_600));
        season.warnsOf(hundredKilograms(3_899), Reason.UNUSUAL);
        season.warnsOf(hundredKilograms(4_601), Reason.UNUSUAL);
        season.warnsOf(hundredKilograms(3_000), Reason.UNUSUAL);
        season.warnsOf(hundredKilograms(5_500), Reason.UNUSUAL);
    }

    @Test
    void otherPacksAreJudgedByNoCarton() {
        season.given(hundredKilograms(2_999), hundredKilograms(6_000), hundredKilograms(5_501));
    }

    private PackLots hundredKilograms(long netGrams) {
        return next(but(
                packing(cartons(stationLot(10), 15, netGrams)),
                "inputs",
                List.of(portion(stationLot(1), 15 * netGrams + 15_000))));
    }

    @Test
    void fruitIsPackedWithinTwoDaysOfItsHarvest() {
        Instant twoDays = MORNING.plus(Duration.ofDays(2));
        season.at(twoDays).nowIs(twoDays).given(next(small()));
        season.at(twoDays.plus(Duration.ofMinutes(10))).nowIs(twoDays.plus(Duration.ofMinutes(10)));
        season.warnsOf(next(small()), Reason.UNUSUAL);
        assertThat(season.last().flags())
                .singleElement()
                .satisfies(flag -> assertThat(flag.code().wire()).isEqualTo("W-RANGE-01"));
        Instant late = MORNING.plus(Duration.ofDays(9));
        season.at(late).nowIs(late).warnsOf(next(small()), Reason.UNUSUAL);
        assertThat(season.when(next(small())).unconfirmed().getFirst().sentence(java.util.Locale.FRENCH))
                .isEqualTo("Délai entre récolte et conditionnement : 216 h est inhabituel (d’habitude – à 48 h).");
    }

    @Test
    void theOldestHarvestCountsThroughEveryGroupingAndTreatment() {
        Instant next = MORNING.plus(Duration.ofDays(1));
        season.at(next).nowIs(next);
        season.hasHarvested(but(harvest(stationLot(4), 500_000), "harvestedOn", null));
        season.warnsOf(
                new GroupLots(
                        stationLot(20),
                        Season.PACKHOUSE,
                        List.of(portion(stationLot(2), 300_000), portion(stationLot(4), 300_000)),
                        null,
                        null,
                        null,
                        null),
                Reason.CLAIM_LOST);
        season.given(new TreatLot(
                stationLot(21),
                Season.PACKHOUSE,
                portion(stationLot(20), 500_000),
                null,
                "VAPOUR_HEAT",
                List.of(),
                next,
                next,
                null,
                null));
        Instant later = MORNING.plus(Duration.ofDays(2)).plusSeconds(600);
        season.at(later).nowIs(later);

        season.warnsOf(but(small(), "inputs", List.of(portion(stationLot(21), 100_000))), Reason.UNUSUAL);
        assertThat(packed().treatment()).isEqualTo("VAPOUR_HEAT");
        season.given(next(but(small(), "inputs", List.of(portion(stationLot(4), 100_000)))));
    }

    @Test
    void whatDoesNotSpoilHasTime() {
        Season shea = Shea.inYorosso().given(Shea.delivery(Shea.lot(1), 100_000));
        Instant later = Shea.MORNING.plus(Duration.ofDays(60));
        shea.at(later).nowIs(later);

        shea.given(sacks(new Packed(Shea.lot(9), Shea.KERNEL, null, null, 1, Weight.ofGrams(85_000), null, null)));
        assertThat(shea.gramsOf(Shea.lot(9), Shea.GROUP)).isEqualTo(85_000);
    }

    private static PackLots sacks(Packed sack) {
        return new PackLots(
                RUN,
                Shea.POINT,
                List.of(portion(Shea.lot(1), 100_000)),
                List.of(sack),
                List.of(),
                null,
                null,
                null,
                null);
    }

    @Test
    void whatIsPackedStaysWhatItIs() {
        season.refuses(
                but(packing, "outputs", List.of(but(cartons(stationLot(10), 150, 4_000), "product", REJECT))),
                Reason.PRODUCT_NOT_MADE_SO);
        season.refuses(but(packing, "gradeOut", List.of(sorted(null, Shea.CAKE, 1_000))), Reason.PRODUCT_NOT_MADE_SO);
        season.given(but(
                packing,
                "gradeOut",
                List.of(sorted(null, FRESH, 1_000), sorted(null, REJECT, 1_000), sorted(null, WASTE, 1_000))));
        Season shea =
                Shea.inYorosso().given(Shea.delivery(Shea.lot(1), 100_000)).at(Shea.EVENING);
        Packed sack = new Packed(Shea.lot(9), Shea.KERNEL, null, null, 1, Weight.ofGrams(85_000), null, null);
        shea.refuses(but(sacks(sack), "gradeOut", List.of(sorted(null, WASTE, 1_000))), Reason.PRODUCT_NOT_MADE_SO);
        shea.given(but(sacks(sack), "gradeOut", List.of(sorted(null, Shea.KERNEL, 1_000))));
    }

    @Test
    void aGtinIsRegisteredForThisPackerProductAndPack() {
        LocalDate from = LocalDate.of(2026, 5, 11);
        season.refuses(withGtin(4_000), Reason.GTIN_NOT_FOR_THIS)
                .hasMessage(
                        "E-REF-01 Le GTIN 09521234000112 n’est pas enregistré par STAT-SIK-01 pour mangue fraîche en"
                                + " unités de 4 kg.");
        season.given(new AddAlias(CARTON, null, FRESH, Weight.ofGrams(4_000), null, null, from));
        season.given(next(withGtin(4_000)));
        assertThat(packed().outputs().getFirst().gtin()).isEqualTo(CARTON);
        season.refuses(next(withGtin(4_001)), Reason.GTIN_NOT_FOR_THIS);
        season.refuses(next(but(withGtin(4_000), "packedOn", DAY.minusDays(1))), Reason.GTIN_NOT_FOR_THIS);
    }

    @Test
    void aGtinWithoutAPackIsForAny() {
        season.given(new AddAlias(CARTON, null, FRESH, null, null, null, DAY));
        season.given(next(withGtin(4_000)), next(withGtin(4_001)));
    }

    @Test
    void anothersGtinIsNotOnes() {
        season.as(Season.COOPERATIVE)
                .given(new AddAlias(CARTON, null, FRESH, Weight.ofGrams(4_000), null, null, DAY))
                .as(STATION);
        season.refuses(withGtin(4_000), Reason.GTIN_NOT_FOR_THIS);
    }

    @Test
    void aGtinOfAnotherProductIsNotForThis() {
        season.given(new AddAlias(CARTON, null, REJECT, Weight.ofGrams(4_000), null, null, DAY));
        season.refuses(withGtin(4_000), Reason.GTIN_NOT_FOR_THIS);
    }

    private static PackLots withGtin(long netGrams) {
        return but(
                packing(but(cartons(stationLot(10), 15, netGrams), "gtin", CARTON)),
                "inputs",
                List.of(portion(stationLot(1), 15 * netGrams + 15_000)));
    }

    @Test
    void theLotsMadeAreNewAndOnesOwn() {
        season.refuses(packing(cartons(stationLot(1), 150, 4_000)), Reason.OWN_ANCESTOR);
        season.refuses(packing(cartons(stationLot(2), 150, 4_000)), Reason.LOT_EXISTS);
        season.refuses(packing(cartons(lot(10), 150, 4_000)), Reason.NOT_YOURS);
        season.refuses(
                packing(cartons(stationLot(10), 75, 4_000), cartons(stationLot(10), 75, 4_000)), Reason.LOT_EXISTS);
        season.refuses(but(packing, "gradeOut", List.of(sorted(stationLot(10), REJECT, 1_000))), Reason.LOT_EXISTS);
    }

    @Test
    void whatIsUsedIsThereAndFreeAndWithWhoActs() {
        season.refuses(but(packing, "place", PlaceId.parse("ST-XXX-01")), Reason.UNKNOWN);
        season.refuses(but(packing, "inputs", List.of(portion(stationLot(99), 1_000))), Reason.UNKNOWN_LOT);
        season.refuses(but(packing, "inputs", List.of(portion(stationLot(1), 1_000_001))), Reason.TOO_LITTLE_LEFT);
        season.as(Season.COOPERATIVE).refuses(packing(cartons(lot(10), 150, 4_000)), Reason.NOT_THE_HOLDER);
        season.as(STATION).at(MORNING.minusSeconds(1)).refuses(packing, Reason.BEFORE_ITS_LOT);
        season.at(NOW)
                .happened(new LotHeld(
                        stationLot(1), HoldScope.LOT, HoldReason.FLY_LARVA, List.of(stationLot(1)), List.of(), null));
        season.refuses(packing, Reason.HELD);
    }

    @Test
    void onlyOneProductIsPackedInARun() {
        season.given(next(but(small(), "gradeOut", List.of(sorted(stationLot(30), REJECT, 10_000)))));
        season.refuses(
                but(packing, "inputs", List.of(portion(stationLot(1), 500_000), portion(stationLot(30), 10_000))),
                Reason.MIXED_PRODUCTS);
    }

    @Test
    void theDayOfPackingHasComeAndIsNotAfterItWasTold() {
        season.refuses(but(packing, "packedOn", DAY.plusDays(1)), Reason.IN_THE_FUTURE);
        season.nowIs(NOW.plus(Duration.ofDays(1))).refuses(but(packing, "packedOn", DAY.plusDays(1)), Reason.BEFORE);
    }

    @Test
    void cartonsOfSeveralVarietiesAreAMixUnlessTheyWereSortedAgain() {
        PackLots both =
                but(packing, "inputs", List.of(portion(stationLot(1), 500_000), portion(stationLot(3), 500_000)));

        season.refuses(packs(both, "KEI"), Reason.VARIETY_NOT_IN_INPUTS);
        season.warnsOf(next(packs(both, "MIX")), Reason.MIXED_VARIETIES);
        assertThat(packed().outputs().getFirst().variety()).isEqualTo(VarietyCode.parse("MIX"));
        PackLots again =
                but(packing, "inputs", List.of(portion(stationLot(1), 400_000), portion(stationLot(3), 500_000)));
        season.given(next(packs(again, "AME")));
        assertThat(packed().outputs().getFirst().variety()).isEqualTo(VarietyCode.parse("AME"));
    }

    @Test
    void aMixIsConfirmedOnce() {
        PackLots both = but(
                packing(cartons(stationLot(10), 75, 4_000), cartons(stationLot(11), 75, 4_000)),
                "inputs",
                List.of(portion(stationLot(1), 500_000), portion(stationLot(3), 500_000)));

        assertThat(season.when(both).unconfirmed()).extracting(Warning::reason).containsExactly(Reason.MIXED_VARIETIES);
    }

    private static PackLots packs(PackLots packing, String variety) {
        return but(
                packing,
                "outputs",
                List.of(but(cartons(stationLot(10), 150, 4_000), "variety", VarietyCode.parse(variety))));
    }

    @Test
    void aClaimSurvivesOnlyWhereEveryInputHasIt() {
        PackLots mixed =
                but(packing, "inputs", List.of(portion(stationLot(1), 500_000), portion(stationLot(2), 500_000)));

        season.refuses(but(mixed, "claims", Set.of(Claim.ORGANIC)), Reason.CLAIM_NOT_HELD);
        season.warnsOf(mixed, Reason.CLAIM_LOST);
        season.given(next(but(small(), "inputs", List.of(portion(stationLot(2), 100_000)))));
        assertThat(packed().claims()).containsExactly(Claim.ORGANIC);
    }

    @Test
    void wordsAreNotBlank() {
        season.refuses(but(packing, "line", ""), Reason.MISSING);
        season.refuses(packing(but(cartons(stationLot(10), 150, 4_000), "calibre", "")), Reason.MISSING);
        season.refuses(packing(but(cartons(stationLot(10), 150, 4_000), "grade", "")), Reason.MISSING);
    }

    private PackLots small() {
        return but(packing(cartons(stationLot(10), 15, 4_000)), "inputs", List.of(portion(stationLot(1), 100_000)));
    }
}
