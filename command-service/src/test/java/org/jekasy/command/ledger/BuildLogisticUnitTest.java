package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Packhouse.building;
import static org.jekasy.command.ledger.Packhouse.cartons;
import static org.jekasy.command.ledger.Packhouse.dismantling;
import static org.jekasy.command.ledger.Packhouse.packed;
import static org.jekasy.command.ledger.Packhouse.pallet;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.PACKHOUSE;
import static org.jekasy.command.ledger.Season.STATION;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.stationLot;

import java.util.List;
import org.jekasy.language.Contents;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.LogisticUnitBuilt;
import org.jekasy.language.PlaceId;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class BuildLogisticUnitTest {
    private final Season season = Packhouse.inSikasso();

    @Test
    void cartonsOfTwoLotsStandOnOnePallet() {
        packed(season, stationLot(1), 300);
        packed(season, stationLot(2), 100);

        season.records(
                new BuildLogisticUnit(
                        pallet(1),
                        PACKHOUSE,
                        List.of(cartons(stationLot(1), 200), cartons(stationLot(2), 64)),
                        Weight.ofGrams(1_120_000)),
                new LogisticUnitBuilt(
                        pallet(1),
                        STATION,
                        PACKHOUSE,
                        List.of(
                                new Contents(stationLot(1), 200, Weight.ofGrams(800_000)),
                                new Contents(stationLot(2), 64, Weight.ofGrams(256_000))),
                        Weight.ofGrams(1_120_000)));
        assertThat(season.lotNow(stationLot(1)).looseCartons()).isEqualTo(100);
        assertThat(season.lotNow(stationLot(2)).units()).containsExactly(pallet(1));
    }

    @Test
    void thePalletThatIsBuiltTwiceIsRefused() {
        packed(season, stationLot(1), 600);
        season.given(building(pallet(1), cartons(stationLot(1), 264)));

        season.refuses(building(pallet(1), cartons(stationLot(1), 264)), Reason.UNIT_IN_USE);
        season.recordsOnce(building(pallet(2), cartons(stationLot(1), 264)));
    }

    @Test
    void aPalletTakenApartGivesItsNumberBack() {
        packed(season, stationLot(1), 264);
        season.given(building(pallet(1), cartons(stationLot(1), 264)), dismantling(pallet(1)));

        season.given(building(pallet(1), cartons(stationLot(1), 264)));
    }

    @Test
    void aCartonIsOnOnePalletOnly() {
        packed(season, stationLot(1), 500);
        season.given(building(pallet(1), cartons(stationLot(1), 264)));

        season.refuses(building(pallet(2), cartons(stationLot(1), 237)), Reason.IN_A_UNIT);
        season.given(building(pallet(2), cartons(stationLot(1), 236)));
    }

    @Test
    void cartonsThatWereAddedByTheScaleAreNotThere() {
        packed(season, stationLot(1), 240);
        season.happened(new org.jekasy.language.LotQuantityAdjusted(
                stationLot(1),
                STATION,
                org.jekasy.language.Delta.ofGrams(4_000),
                org.jekasy.language.AdjustReason.SCALE,
                null,
                null));

        season.refuses(building(pallet(1), cartons(stationLot(1), 241)), Reason.NOT_ENOUGH_CARTONS);
    }

    @Test
    void onlyTheHolderPutsHisCartonsOnAPallet() {
        packed(season, stationLot(1), 264);

        season.as(COOPERATIVE).refuses(building(pallet(1), cartons(stationLot(1), 264)), Reason.NOT_THE_HOLDER);
    }

    @Test
    void aLotThatIsNotInCartonsIsRefused() {
        season.as(COOPERATIVE).given(harvest(lot(1), 1_200_000));

        season.refuses(building(pallet(1), cartons(lot(1), 264)), Reason.NOT_IN_CARTONS);
    }

    @Test
    void aLotOnHoldIsNotPutOnAPallet() {
        packed(season, stationLot(1), 264);
        season.given(new HoldLot(stationLot(1), HoldScope.LOT, HoldReason.FLY_LARVA, null));

        season.refuses(building(pallet(1), cartons(stationLot(1), 264)), Reason.HELD);
    }

    @Test
    void unusualAndImpossibleCountsOfMango() {
        packed(season, stationLot(1), 1_000);

        season.warnsOf(building(pallet(1), cartons(stationLot(1), 150)), Reason.UNUSUAL);
        season.refuses(building(pallet(2), cartons(stationLot(1), 337)), Reason.OUT_OF_RANGE);
        season.given(building(pallet(2), cartons(stationLot(1), 300)));
    }

    @Test
    void aPalletIsNotBuiltBeforeItsCartonsWerePacked() {
        packed(season, stationLot(1), 264);

        season.at(Season.MORNING.minusSeconds(60))
                .refuses(building(pallet(1), cartons(stationLot(1), 264)), Reason.BEFORE_ITS_LOT);
    }

    @Test
    void whatIsWrittenWrongIsRefused() {
        packed(season, stationLot(1), 264);

        season.refuses(building(pallet(1)), Reason.MISSING);
        season.refuses(building(pallet(1), cartons(stationLot(1), 100), cartons(stationLot(1), 100)), Reason.TWICE);
        season.refuses(building(pallet(1), cartons(stationLot(1), 0)), Reason.UNREADABLE);
        season.refuses(building(pallet(1), cartons(stationLot(9), 264)), Reason.UNKNOWN_LOT);
        season.refuses(
                new BuildLogisticUnit(
                        pallet(1), PACKHOUSE, List.of(cartons(stationLot(1), 264)), Weight.ofGrams(1_055_999)),
                Reason.OUT_OF_RANGE);
        season.refuses(
                new BuildLogisticUnit(
                        pallet(1), PlaceId.parse("NULLE-PART"), List.of(cartons(stationLot(1), 264)), null),
                Reason.UNKNOWN);
    }
}
