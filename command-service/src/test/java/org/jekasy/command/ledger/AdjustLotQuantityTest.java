package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.But.but;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.STATION;
import static org.jekasy.command.ledger.Season.grouping;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.portion;
import static org.jekasy.command.ledger.Season.shipped;

import java.util.List;
import java.util.Set;
import org.jekasy.language.Account;
import org.jekasy.language.AdjustReason;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ConsignmentReceived;
import org.jekasy.language.Contents;
import org.jekasy.language.Delta;
import org.jekasy.language.Excess;
import org.jekasy.language.Grams;
import org.jekasy.language.LogisticUnitBuilt;
import org.jekasy.language.LotQuantityAdjusted;
import org.jekasy.language.ReceivedLine;
import org.jekasy.language.Sscc;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class AdjustLotQuantityTest {
    private static final ConsignmentId CONSIGNMENT = ConsignmentId.parse("EXP-1");

    private final Season season = Season.inKadiolo().given(harvest(lot(1), 800_000));

    private static AdjustLotQuantity adjusting(long delta) {
        return new AdjustLotQuantity(lot(1), Delta.ofGrams(delta), AdjustReason.SCALE, null, null);
    }

    private static AdjustLotQuantity onTheWay(long delta) {
        return but(adjusting(delta), "consignment", CONSIGNMENT);
    }

    @Test
    void aDifferenceOfTheScaleIsBookedInStock() {
        season.records(
                but(adjusting(-12_000), "evidence", "pesée du 11 mai"),
                new LotQuantityAdjusted(
                        lot(1), COOPERATIVE, Delta.ofGrams(-12_000), AdjustReason.SCALE, null, "pesée du 11 mai"));
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isEqualTo(788_000);
        season.given(adjusting(5_000));
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isEqualTo(793_000);
    }

    @Test
    void moreThanTwoPercentIsConfirmed() {
        season.given(adjusting(16_000), adjusting(-16_320));
        season.warnsOf(adjusting(-17_000), Reason.LARGE_DIFFERENCE);
        season.warnsOf(adjusting(17_000), Reason.LARGE_DIFFERENCE);
        assertThat(season.when(adjusting(-100_000)).unconfirmed().getFirst().sentence(java.util.Locale.FRENCH))
                .isEqualTo("L’écart de -100 kg est 12,5 % de 799,68 kg : plus de 2 % est inhabituel.");
    }

    @Test
    void nobodyLosesMoreThanHeHas() {
        season.refuses(adjusting(-800_001), Reason.TOO_LITTLE_LEFT);
        season.warnsOf(adjusting(-800_000), Reason.LARGE_DIFFERENCE);
        season.refuses(adjusting(-1), Reason.WRONG_STATE);
    }

    @Test
    void whatIsFoundInAnEmptyStoreIsOfWhoHeldItLast() {
        season.given(grouping(lot(2), portion(lot(1), 800_000)));

        season.given(adjusting(16_000));
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isEqualTo(16_000);
        season.as(STATION).refuses(adjusting(1_000), Reason.NOT_THE_HOLDER);
    }

    @Test
    void whoNeverHeldALotFindsNothingOfIt() {
        season.as(STATION).refuses(adjusting(1_000), Reason.NOT_THE_HOLDER);
        season.as(STATION).refuses(adjusting(-1_000), Reason.NOT_THE_HOLDER);
        season.as(COOPERATIVE).given(grouping(lot(2), portion(lot(1), 800_000)));
        season.as(STATION).refuses(adjusting(1_000), Reason.WRONG_STATE);
    }

    @Test
    void whatIsAdjustedIsThere() {
        season.refuses(but(adjusting(1_000), "lot", lot(99)), Reason.UNKNOWN_LOT);
        season.at(Season.MORNING.minusSeconds(1)).refuses(adjusting(1_000), Reason.BEFORE_ITS_LOT);
        season.at(Season.MORNING).refuses(but(adjusting(1_000), "evidence", ""), Reason.MISSING);
    }

    @Test
    void whatStandsOnAPalletIsTakenOffItFirst() {
        Sscc pallet = Sscc.parse("095212340000000013");
        season.happened(new LogisticUnitBuilt(
                pallet, COOPERATIVE, Season.POINT, List.of(new Contents(lot(1), 198, Weight.ofGrams(792_000))), null));

        season.given(adjusting(-8_000));
        season.refuses(adjusting(-1), Reason.IN_A_UNIT);
    }

    @Test
    void theSenderClosesWhatIsMissing() {
        sent();
        received(770_000, 30_000, 0, Excess.NONE);

        season.as(COOPERATIVE)
                .records(
                        onTheWay(-30_000),
                        new LotQuantityAdjusted(
                                lot(1), COOPERATIVE, Delta.ofGrams(-30_000), AdjustReason.SCALE, CONSIGNMENT, null));
        assertThat(open(new Account.Transit(CONSIGNMENT))).isZero();
        season.refuses(onTheWay(-1), Reason.TOO_LITTLE_OPEN);
    }

    @Test
    void onlyTheSenderClosesAndOnlyWhatIsOpen() {
        sent();
        received(770_000, 30_000, 0, Excess.NONE);

        season.as(STATION).refuses(onTheWay(-30_000), Reason.NOT_YOURS).hasMessageContaining("Expédition EXP-1");
        season.as(COOPERATIVE).refuses(onTheWay(-30_001), Reason.TOO_LITTLE_OPEN);
    }

    @Test
    void nothingIsMissingBeforeItWasReceived() {
        sent();

        season.as(COOPERATIVE).refuses(onTheWay(-30_000), Reason.WRONG_STATE).hasMessageContaining("pas encore reçue");
    }

    @Test
    void theReceiverLetsADisputedExcessIn() {
        sent();
        received(800_000, 0, 20_000, Excess.DISPUTED);
        assertThat(open(new Account.Disputed(CONSIGNMENT))).isEqualTo(20_000);

        season.as(COOPERATIVE).refuses(onTheWay(20_000), Reason.NOT_YOURS);
        season.as(STATION).refuses(onTheWay(20_001), Reason.TOO_LITTLE_OPEN);
        season.given(onTheWay(20_000));
        assertThat(season.gramsOf(lot(1), STATION)).isEqualTo(820_000);
        season.refuses(onTheWay(1), Reason.TOO_LITTLE_OPEN);
    }

    @Test
    void aConsignmentIsKnown() {
        season.refuses(onTheWay(-1_000), Reason.UNKNOWN);
    }

    @Test
    void everyLineOfTheLotIsReceivedFirst() {
        season.given(harvest(lot(2), 500_000));
        season.happened(shipped(
                "EXP-1",
                COOPERATIVE,
                STATION,
                portion(lot(2), 500_000),
                portion(lot(1), 400_000),
                portion(lot(1), 400_000)));
        received(390_000, 10_000, 0, Excess.NONE);

        season.as(COOPERATIVE).refuses(onTheWay(-10_000), Reason.WRONG_STATE);
        received(400_000, 0, 0, Excess.NONE);
        season.as(COOPERATIVE).given(onTheWay(-10_000));
    }

    private void sent() {
        season.happened(shipped("EXP-1", COOPERATIVE, STATION, portion(lot(1), 800_000)));
    }

    private void received(long accepted, long missing, long extra, Excess excess) {
        season.as(STATION)
                .happened(new ConsignmentReceived(
                        CONSIGNMENT,
                        COOPERATIVE,
                        STATION,
                        Season.PACKHOUSE,
                        List.of(new ReceivedLine(
                                lot(1),
                                null,
                                Weight.ofGrams(accepted + missing),
                                Grams.ofGrams(accepted),
                                Grams.NONE,
                                null,
                                Grams.ofGrams(missing),
                                Grams.ofGrams(extra),
                                excess)),
                        Season.MORNING,
                        null));
    }

    private long open(Account account) {
        return season.ledger.history(Set.of(Tag.lot(lot(1)))).lots().lot(lot(1)).on(account);
    }
}
