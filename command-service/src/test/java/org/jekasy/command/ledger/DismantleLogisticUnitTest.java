package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Packhouse.CONSIGNMENT;
import static org.jekasy.command.ledger.Packhouse.CONTAINER;
import static org.jekasy.command.ledger.Packhouse.IMPORTER;
import static org.jekasy.command.ledger.Packhouse.ROTTERDAM;
import static org.jekasy.command.ledger.Packhouse.all;
import static org.jekasy.command.ledger.Packhouse.building;
import static org.jekasy.command.ledger.Packhouse.cartons;
import static org.jekasy.command.ledger.Packhouse.dismantling;
import static org.jekasy.command.ledger.Packhouse.leaving;
import static org.jekasy.command.ledger.Packhouse.packed;
import static org.jekasy.command.ledger.Packhouse.pallet;
import static org.jekasy.command.ledger.Packhouse.phytosanitary;
import static org.jekasy.command.ledger.Packhouse.receiving;
import static org.jekasy.command.ledger.Packhouse.shipping;
import static org.jekasy.command.ledger.Packhouse.stuffed;
import static org.jekasy.command.ledger.Packhouse.treated;
import static org.jekasy.command.ledger.Packhouse.whole;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.STATION;
import static org.jekasy.command.ledger.Season.stationLot;

import java.time.Instant;
import java.util.List;
import org.jekasy.language.Contents;
import org.jekasy.language.LogisticUnitDismantled;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class DismantleLogisticUnitTest {
    private final Season season = Packhouse.inSikasso();

    private Season palletised() {
        packed(season, stationLot(1), 264);
        return season.given(building(pallet(1), cartons(stationLot(1), 264)));
    }

    @Test
    void aPalletIsTakenApart() {
        palletised();

        season.records(
                dismantling(pallet(1)),
                new LogisticUnitDismantled(
                        pallet(1),
                        STATION,
                        List.of(new Contents(stationLot(1), 264, Weight.ofGrams(1_056_000))),
                        null));
        assertThat(season.lotNow(stationLot(1)).looseCartons()).isEqualTo(264);
    }

    @Test
    void someCartonsAreTakenOff() {
        palletised();

        season.records(
                dismantling(pallet(1), cartons(stationLot(1), 24)),
                new LogisticUnitDismantled(
                        pallet(1), STATION, List.of(new Contents(stationLot(1), 24, Weight.ofGrams(96_000))), null));
        assertThat(season.lotNow(stationLot(1)).looseCartons()).isEqualTo(24);
        season.refuses(dismantling(pallet(1), cartons(stationLot(1), 241)), Reason.NOT_ON_UNIT);
    }

    @Test
    void aPalletTakenApartTwiceIsNotThereTheSecondTime() {
        palletised().given(dismantling(pallet(1)));

        season.refuses(dismantling(pallet(1)), Reason.UNKNOWN);
    }

    @Test
    void sentTwiceItIsTakenApartOnce() {
        palletised().recordsOnce(dismantling(pallet(1)));
    }

    @Test
    void onlyTheHolderTakesItApart() {
        palletised().as(COOPERATIVE).refuses(dismantling(pallet(1)), Reason.NOT_YOURS);
    }

    @Test
    void notWhileItTravelsButByTheReceiverAfterwards() {
        palletised().given(shipping(CONSIGNMENT, whole(pallet(1))));

        season.refuses(dismantling(pallet(1)), Reason.UNIT_ON_ITS_WAY);
        season.as(IMPORTER).refuses(dismantling(pallet(1)), Reason.UNIT_ON_ITS_WAY);
        season.at(Instant.parse("2026-05-14T08:00:00Z"))
                .nowIs(Instant.parse("2026-05-14T09:00:00Z"))
                .given(receiving(CONSIGNMENT, all(pallet(1))), dismantling(pallet(1)));
    }

    @Test
    void notWhileItsContainerIsOnTheWay() {
        treated(season, stationLot(1), 5_280);
        stuffed(season, CONTAINER, stationLot(1), 20);
        season.given(dismantling(pallet(20)));
        season.given(phytosanitary("PC-1", null, stationLot(1)), leaving(CONTAINER, ROTTERDAM));

        season.refuses(dismantling(pallet(1)), Reason.ON_ITS_WAY);
        season.at(Instant.parse("2026-05-25T08:00:00Z"))
                .nowIs(Instant.parse("2026-05-25T09:00:00Z"))
                .given(new RecordArrival(null, CONTAINER, ROTTERDAM, null), dismantling(pallet(1)));
    }

    @Test
    void whatIsWrittenWrongIsRefused() {
        palletised();

        season.refuses(dismantling(pallet(9)), Reason.UNKNOWN);
        season.refuses(dismantling(pallet(1), cartons(stationLot(1), 1), cartons(stationLot(1), 1)), Reason.TWICE);
        season.refuses(dismantling(pallet(1), cartons(stationLot(1), -1)), Reason.UNREADABLE);
        season.refuses(new DismantleLogisticUnit(pallet(1), List.of(), " "), Reason.MISSING);
        season.at(Season.MORNING.minusSeconds(1)).refuses(dismantling(pallet(1)), Reason.BEFORE);
    }
}
