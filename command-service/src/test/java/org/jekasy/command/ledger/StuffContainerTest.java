package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Packhouse.CONSIGNMENT;
import static org.jekasy.command.ledger.Packhouse.CONTAINER;
import static org.jekasy.command.ledger.Packhouse.ROTTERDAM;
import static org.jekasy.command.ledger.Packhouse.building;
import static org.jekasy.command.ledger.Packhouse.cartons;
import static org.jekasy.command.ledger.Packhouse.container;
import static org.jekasy.command.ledger.Packhouse.leaving;
import static org.jekasy.command.ledger.Packhouse.packed;
import static org.jekasy.command.ledger.Packhouse.pallet;
import static org.jekasy.command.ledger.Packhouse.phytosanitary;
import static org.jekasy.command.ledger.Packhouse.shipping;
import static org.jekasy.command.ledger.Packhouse.stuffed;
import static org.jekasy.command.ledger.Packhouse.stuffing;
import static org.jekasy.command.ledger.Packhouse.stuffingLoose;
import static org.jekasy.command.ledger.Packhouse.treated;
import static org.jekasy.command.ledger.Packhouse.whole;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.PACKHOUSE;
import static org.jekasy.command.ledger.Season.STATION;
import static org.jekasy.command.ledger.Season.stationLot;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jekasy.language.ContainerStuffed;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.Source;
import org.jekasy.language.Sscc;
import org.junit.jupiter.api.Test;

class StuffContainerTest {
    private final Season season = Packhouse.inSikasso();

    private Sscc[] pallets(int from, int to) {
        List<Sscc> built = new java.util.ArrayList<>();
        for (int i = from; i <= to; i++) {
            season.given(building(pallet(i), cartons(stationLot(1), 264)));
            built.add(pallet(i));
        }
        return built.toArray(Sscc[]::new);
    }

    @Test
    void palletsAndLooseCartonsAreSealedIn() {
        packed(season, stationLot(1), 4_752);
        packed(season, stationLot(2), 500);
        Sscc[] pallets = pallets(1, 18);

        season.records(
                new StuffContainer(
                        CONTAINER,
                        PACKHOUSE,
                        List.of(pallets),
                        List.of(stationLot(2)),
                        List.of("SC-1", "SC-2"),
                        new BigDecimal("10.5")),
                new ContainerStuffed(
                        CONTAINER,
                        STATION,
                        PACKHOUSE,
                        List.of(pallets),
                        List.of(stationLot(1), stationLot(2)),
                        List.of("SC-1", "SC-2"),
                        Season.MORNING,
                        new BigDecimal("10.5")));
    }

    @Test
    void aPalletIsInOneContainerOnly() {
        packed(season, stationLot(1), 5_544);
        stuffed(season, CONTAINER, stationLot(1), 20);

        season.refuses(stuffing(container(7), pallet(1)), Reason.UNIT_ELSEWHERE);
        season.refuses(stuffing(CONTAINER, pallet(1)), Reason.UNIT_ELSEWHERE);
    }

    @Test
    void sentTwiceItIsStuffedOnce() {
        packed(season, stationLot(1), 5_280);

        season.recordsOnce(stuffing(CONTAINER, pallets(1, 20)));
    }

    @Test
    void aSecondGoAddsToTheFirstAndItsSealIsTheOneThatHolds() {
        packed(season, stationLot(1), 5_280);
        Sscc[] first = pallets(1, 15);
        Sscc[] second = pallets(16, 20);
        season.given(stuffing(CONTAINER, first));

        season.given(new StuffContainer(
                CONTAINER, PACKHOUSE, List.of(second), List.of(), List.of("SC-9"), new BigDecimal("10")));

        season.refuses(new ChangeSeal(CONTAINER, "SC-1", "SC-2", null, null), Reason.SEAL_NOT_THERE);
        season.given(new ChangeSeal(CONTAINER, "SC-9", "SC-2", null, null));
    }

    @Test
    void aSecondGoIsWeighedWithTheFirst() {
        packed(season, stationLot(1), 8_000);
        Sscc[] first = pallets(1, 20);
        Sscc[] second = pallets(21, 28);
        season.given(stuffing(CONTAINER, first));

        season.warnsOf(stuffing(CONTAINER, java.util.Arrays.copyOf(second, 5)), Reason.UNUSUAL);
        season.refuses(stuffing(CONTAINER, pallet(26), pallet(27), pallet(28)), Reason.OUT_OF_RANGE);
    }

    @Test
    void looseLotsGoInWithAllThatIsLoose() {
        packed(season, stationLot(1), 4_000);
        season.given(building(pallet(1), cartons(stationLot(1), 264)));

        season.warnsOf(stuffingLoose(CONTAINER, stationLot(1)), Reason.UNUSUAL);
    }

    @Test
    void aLotWithNothingLooseIsNotPutInLoose() {
        packed(season, stationLot(1), 264);
        season.given(building(pallet(1), cartons(stationLot(1), 264)));

        season.refuses(stuffingLoose(CONTAINER, stationLot(1)), Reason.IN_A_UNIT);
    }

    @Test
    void sheaKernelsHaveABandOfTheirOwnAndButterNone() {
        packed(season, stationLot(1), 5_300, ProductCode.parse("shea_kernel"), null, List.of());
        packed(season, stationLot(2), 10, ProductCode.parse("shea_butter"), null, List.of());

        season.warnsOf(stuffingLoose(CONTAINER, stationLot(1)), Reason.UNUSUAL);
        season.given(stuffingLoose(container(2), stationLot(2)));
    }

    @Test
    void mangoIsNeitherFrozenNorWarm() {
        packed(season, stationLot(1), 10_560);
        Sscc[] first = pallets(1, 20);
        Sscc[] second = pallets(21, 40);

        season.refuses(at(first, "4.9"), Reason.OUT_OF_RANGE);
        season.refuses(at(first, "15.1"), Reason.OUT_OF_RANGE);
        season.warnsOf(at(first, "7"), Reason.UNUSUAL);
        season.given(new StuffContainer(
                container(2), PACKHOUSE, List.of(second), List.of(), List.of("SC-2"), new BigDecimal("13")));
    }

    private static StuffContainer at(Sscc[] pallets, String celsius) {
        return new StuffContainer(
                CONTAINER, PACKHOUSE, List.of(pallets), List.of(), List.of("SC-1"), new BigDecimal(celsius));
    }

    @Test
    void onlyWhatOneHoldsAndWhatStandsThere() {
        packed(season, stationLot(1), 600);
        Sscc[] two = pallets(1, 2);
        season.given(shipping(CONSIGNMENT, whole(two[1])));

        season.as(COOPERATIVE).refuses(stuffing(CONTAINER, two[0]), Reason.NOT_YOURS);
        season.refuses(stuffingLoose(CONTAINER, stationLot(1)), Reason.NOT_THE_HOLDER);
        season.as(STATION).refuses(stuffing(CONTAINER, two[1]), Reason.UNIT_ON_ITS_WAY);
    }

    @Test
    void theContainerOfAnotherIsNotOpened() {
        packed(season, stationLot(1), 5_280);
        stuffed(season, CONTAINER, stationLot(1), 20);
        season.as(COOPERATIVE).given(Season.harvest(Season.lot(1), 1_000_000));

        season.refuses(stuffingLoose(CONTAINER, Season.lot(1)), Reason.NOT_YOURS);
    }

    @Test
    void aContainerOnItsWayIsClosedAndEmptyOnceItArrivedAndIsStuffedAgain() {
        treated(season, stationLot(1), 10_560);
        stuffed(season, CONTAINER, stationLot(1), 20);
        season.given(phytosanitary("PC-1", null, stationLot(1)), leaving(CONTAINER, ROTTERDAM));
        Sscc[] next = pallets(21, 40);

        season.refuses(stuffing(CONTAINER, next), Reason.ON_ITS_WAY);

        season.at(Instant.parse("2026-05-25T08:00:00Z"))
                .nowIs(Instant.parse("2026-05-25T09:00:00Z"))
                .given(new RecordArrival(null, CONTAINER, ROTTERDAM, null), stuffing(CONTAINER, next));
        season.when(leaving(CONTAINER, ROTTERDAM));
        assertThat(((org.jekasy.language.ConsignmentDeparted) season.last().event()).units())
                .containsExactlyInAnyOrder(next);
        season.from(Source.PAPER_BACKFILL).given(stuffing(container(3), pallet(1)));
    }

    @Test
    void whatIsOnHoldIsNotStuffed() {
        packed(season, stationLot(1), 600);
        Sscc[] one = pallets(1, 1);
        season.given(new HoldLot(stationLot(1), HoldScope.LOT, HoldReason.FLY_LARVA, null));

        season.from(Source.PAPER_BACKFILL).refuses(stuffing(CONTAINER, one), Reason.HELD);
        season.refuses(stuffingLoose(CONTAINER, stationLot(1)), Reason.HELD);
    }

    @Test
    void whatIsWrittenWrongIsRefused() {
        packed(season, stationLot(1), 264);
        Sscc[] one = pallets(1, 1);

        season.refuses(stuffing(CONTAINER), Reason.MISSING);
        season.refuses(stuffing(CONTAINER, one[0], one[0]), Reason.TWICE);
        season.refuses(stuffing(CONTAINER, pallet(9)), Reason.UNKNOWN);
        season.refuses(stuffingLoose(CONTAINER, stationLot(9)), Reason.UNKNOWN_LOT);
        season.refuses(
                new StuffContainer(CONTAINER, PACKHOUSE, List.of(one), List.of(), List.of(), null), Reason.MISSING);
        season.refuses(
                new StuffContainer(CONTAINER, PACKHOUSE, List.of(one), List.of(), List.of(""), null), Reason.MISSING);
        season.refuses(
                new StuffContainer(
                        CONTAINER, PlaceId.parse("NULLE-PART"), List.of(one), List.of(), List.of("SC-1"), null),
                Reason.UNKNOWN);
    }
}
