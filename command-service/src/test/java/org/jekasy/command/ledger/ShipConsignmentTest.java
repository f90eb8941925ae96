package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Packhouse.CONSIGNMENT;
import static org.jekasy.command.ledger.Packhouse.IMPORTER;
import static org.jekasy.command.ledger.Packhouse.QUAY;
import static org.jekasy.command.ledger.Packhouse.TRUCK;
import static org.jekasy.command.ledger.Packhouse.building;
import static org.jekasy.command.ledger.Packhouse.cartons;
import static org.jekasy.command.ledger.Packhouse.loose;
import static org.jekasy.command.ledger.Packhouse.packed;
import static org.jekasy.command.ledger.Packhouse.pallet;
import static org.jekasy.command.ledger.Packhouse.shipping;
import static org.jekasy.command.ledger.Packhouse.whole;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.PACKHOUSE;
import static org.jekasy.command.ledger.Season.STATION;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.stationLot;

import java.util.List;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.EventId;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.RecallClass;
import org.jekasy.language.RecallId;
import org.jekasy.language.ShipmentPurpose;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class ShipConsignmentTest {
    private static final ConsignmentId SECOND = ConsignmentId.parse("EXP-2026-0043");
    private final Season season = Packhouse.inSikasso();

    /** Two lots of cartons on a pallet, 36 cartons of the first loose. */
    private void palletOfTwoLots() {
        packed(season, stationLot(1), 236);
        packed(season, stationLot(2), 64);
        season.given(building(pallet(1), cartons(stationLot(1), 200), cartons(stationLot(2), 64)));
    }

    @Test
    void aPalletTravelsWithAllThatIsOnIt() {
        palletOfTwoLots();

        season.records(
                shipping(CONSIGNMENT, whole(pallet(1)), loose(stationLot(1), 40_000)),
                new ConsignmentShipped(
                        CONSIGNMENT,
                        STATION,
                        IMPORTER,
                        PACKHOUSE,
                        QUAY,
                        List.of(
                                new ShippedLine(stationLot(1), Weight.ofGrams(800_000), pallet(1), 200),
                                new ShippedLine(stationLot(2), Weight.ofGrams(256_000), pallet(1), 64),
                                new ShippedLine(stationLot(1), Weight.ofGrams(40_000), null, null)),
                        TRUCK,
                        Season.MORNING,
                        "BL-EXP-2026-0042",
                        null));
        assertThat(season.gramsOf(stationLot(1), STATION)).isEqualTo(104_000);
        assertThat(season.gramsOf(stationLot(2), STATION)).isZero();
    }

    @Test
    void harvestedLotsTravelByWeight() {
        season.as(COOPERATIVE).given(harvest(lot(1), 1_200_000));

        season.given(shipping(CONSIGNMENT, loose(lot(1), 1_200_000)));

        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isZero();
    }

    @Test
    void cartonsMayBeCounted() {
        palletOfTwoLots();

        season.when(shipping(CONSIGNMENT, new ShipConsignment.Line(stationLot(1), null, 10, null)));
        assertThat(season.gramsOf(stationLot(1), STATION)).isEqualTo(904_000);

        season.refuses(
                shipping(SECOND, new ShipConsignment.Line(stationLot(1), Weight.ofGrams(41_000), 10, null)),
                Reason.UNREADABLE);
    }

    @Test
    void whatIsOnAPalletDoesNotTravelLoose() {
        palletOfTwoLots();

        season.refuses(shipping(CONSIGNMENT, loose(stationLot(1), 144_001)), Reason.IN_A_UNIT);
        season.refuses(shipping(CONSIGNMENT, whole(pallet(1)), loose(stationLot(1), 144_001)), Reason.IN_A_UNIT);
        season.given(shipping(CONSIGNMENT, loose(stationLot(1), 144_000)));
    }

    @Test
    void sentTwiceItIsOneConsignment() {
        palletOfTwoLots();

        season.recordsOnce(shipping(CONSIGNMENT, loose(stationLot(1), 1_000)));
        season.refuses(shipping(CONSIGNMENT, loose(stationLot(1), 1_000)), Reason.ALREADY_REGISTERED);
    }

    @Test
    void whatIsOnTheWayIsNobodysToSend() {
        season.as(COOPERATIVE).given(harvest(lot(1), 1_200_000), shipping(CONSIGNMENT, loose(lot(1), 1_200_000)));

        season.refuses(shipping(SECOND, loose(lot(1), 1)), Reason.LOT_ON_ITS_WAY);
        season.as(IMPORTER).refuses(shipping(SECOND, loose(lot(1), 1)), Reason.LOT_ON_ITS_WAY);
    }

    @Test
    void aPalletIsSentOnce() {
        palletOfTwoLots();
        season.given(shipping(CONSIGNMENT, whole(pallet(1))));

        season.refuses(shipping(SECOND, whole(pallet(1))), Reason.UNIT_ON_ITS_WAY);
    }

    @Test
    void onlyTheHolderSends() {
        palletOfTwoLots();

        season.as(COOPERATIVE).refuses(shipping(CONSIGNMENT, loose(stationLot(1), 1_000)), Reason.NOT_THE_HOLDER);
        season.refuses(shipping(CONSIGNMENT, whole(pallet(1))), Reason.NOT_YOURS);
    }

    @Test
    void whatIsHeldOrRecalledTravelsToQuarantineOnly() {
        palletOfTwoLots();
        season.given(new HoldLot(stationLot(2), HoldScope.LOT, HoldReason.FLY_LARVA, null));
        season.refuses(shipping(CONSIGNMENT, whole(pallet(1))), Reason.HELD);
        season.given(new OpenRecall(
                RecallId.parse("R-1"), List.of(stationLot(1)), "résidus de pesticide", RecallClass.II, null));
        season.refuses(shipping(CONSIGNMENT, loose(stationLot(1), 1_000)), Reason.RECALLED);

        season.given(new ShipConsignment(
                CONSIGNMENT,
                IMPORTER,
                PACKHOUSE,
                QUAY,
                List.of(whole(pallet(1)), loose(stationLot(1), 144_000)),
                TRUCK,
                "BL-1",
                ShipmentPurpose.QUARANTINE));
    }

    @Test
    void notBeforeTheLotWasThere() {
        palletOfTwoLots();

        season.at(Season.MORNING.minusSeconds(1))
                .refuses(shipping(CONSIGNMENT, loose(stationLot(1), 1_000)), Reason.BEFORE_ITS_LOT);
    }

    @Test
    void aPalletThatWasAnotherCanNotBeCorrectedUnderTheTruck() {
        packed(season, stationLot(1), 600);
        season.given(building(pallet(1), cartons(stationLot(1), 264)));
        EventId built = season.last().eventId();
        season.given(shipping(CONSIGNMENT, whole(pallet(1))));
        EventId shipped = season.last().eventId();
        CorrectEntry pallet = new CorrectEntry(
                built, CorrectReason.TYPING, building(pallet(1), cartons(stationLot(1), 260)), null, null);

        season.refuses(pallet, Reason.LATER_ENTRIES_FAIL)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.numbers().get("dependents")).isEqualTo(List.of(shipped)));
        season.whenTogether(
                pallet,
                new CorrectEntry(shipped, CorrectReason.TYPING, shipping(CONSIGNMENT, whole(pallet(1))), null, null));
        assertThat(season.gramsOf(stationLot(1), STATION)).isEqualTo(1_360_000);
    }

    @Test
    void aVoidDispatchIsBackInStock() {
        palletOfTwoLots();
        season.given(shipping(CONSIGNMENT, whole(pallet(1))));

        season.when(new VoidEntry(season.last().eventId(), CorrectReason.DUPLICATE, null));

        assertThat(season.gramsOf(stationLot(1), STATION)).isEqualTo(944_000);
        season.given(shipping(CONSIGNMENT, whole(pallet(1))));
    }

    @Test
    void whatIsWrittenWrongIsRefused() {
        palletOfTwoLots();

        season.refuses(shipping(CONSIGNMENT), Reason.MISSING);
        season.refuses(
                shipping(CONSIGNMENT, new ShipConsignment.Line(null, Weight.ofGrams(1), null, null)), Reason.MISSING);
        season.refuses(
                shipping(CONSIGNMENT, new ShipConsignment.Line(stationLot(1), null, null, null)), Reason.MISSING);
        season.refuses(
                shipping(CONSIGNMENT, new ShipConsignment.Line(stationLot(1), null, 0, null)), Reason.UNREADABLE);
        season.refuses(
                shipping(CONSIGNMENT, new ShipConsignment.Line(stationLot(1), null, null, pallet(1))),
                Reason.UNREADABLE);
        season.refuses(shipping(CONSIGNMENT, whole(pallet(1)), whole(pallet(1))), Reason.TWICE);
        season.refuses(shipping(CONSIGNMENT, loose(stationLot(1), 1), loose(stationLot(1), 1)), Reason.TWICE);
        season.refuses(shipping(CONSIGNMENT, whole(pallet(9))), Reason.UNKNOWN);
        season.refuses(shipping(CONSIGNMENT, loose(stationLot(9), 1)), Reason.UNKNOWN_LOT);
        season.refuses(to(PartyId.parse("PERSONNE"), QUAY, "BL-1"), Reason.UNKNOWN);
        season.refuses(to(IMPORTER, PlaceId.parse("NULLE-PART"), "BL-1"), Reason.UNKNOWN);
        season.refuses(to(IMPORTER, QUAY, ""), Reason.MISSING);
    }

    private static ShipConsignment to(PartyId receiver, PlaceId place, String documentNo) {
        return new ShipConsignment(
                CONSIGNMENT, receiver, PACKHOUSE, place, List.of(whole(pallet(1))), TRUCK, documentNo, null);
    }
}
