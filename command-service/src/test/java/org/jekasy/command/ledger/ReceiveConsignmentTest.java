package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Packhouse.CONSIGNMENT;
import static org.jekasy.command.ledger.Packhouse.IMPORTER;
import static org.jekasy.command.ledger.Packhouse.QUAY;
import static org.jekasy.command.ledger.Packhouse.TRUCK;
import static org.jekasy.command.ledger.Packhouse.accepted;
import static org.jekasy.command.ledger.Packhouse.all;
import static org.jekasy.command.ledger.Packhouse.building;
import static org.jekasy.command.ledger.Packhouse.cartons;
import static org.jekasy.command.ledger.Packhouse.dismantling;
import static org.jekasy.command.ledger.Packhouse.loose;
import static org.jekasy.command.ledger.Packhouse.packed;
import static org.jekasy.command.ledger.Packhouse.pallet;
import static org.jekasy.command.ledger.Packhouse.receiving;
import static org.jekasy.command.ledger.Packhouse.shipping;
import static org.jekasy.command.ledger.Packhouse.whole;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.POINT;
import static org.jekasy.command.ledger.Season.STATION;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.stationLot;

import java.time.Instant;
import java.util.List;
import org.jekasy.language.Account;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ConsignmentReceived;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.EventId;
import org.jekasy.language.Excess;
import org.jekasy.language.Grams;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.ReceivedLine;
import org.jekasy.language.RejectReason;
import org.jekasy.language.UnLocode;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class ReceiveConsignmentTest {
    private static final Instant ARRIVAL = Instant.parse("2026-05-14T08:00:00Z");
    private static final ConsignmentId SECOND = ConsignmentId.parse("EXP-2026-0043");
    private final Season season = Packhouse.inSikasso();

    /** A tonne of lot 1 and half a tonne of lot 2 left Sikasso for Abidjan three days ago. */
    private Season sent() {
        season.as(COOPERATIVE)
                .given(
                        harvest(lot(1), 1_000_000),
                        harvest(lot(2), 600_000),
                        shipping(CONSIGNMENT, loose(lot(1), 1_000_000), loose(lot(2), 500_000)));
        return arrived();
    }

    private Season arrived() {
        return season.as(IMPORTER).at(ARRIVAL).nowIs(ARRIVAL.plusSeconds(3600));
    }

    private long transit(int serial) {
        return season.lotNow(lot(serial)).on(new Account.Transit(CONSIGNMENT));
    }

    private long disputed(int serial) {
        return season.lotNow(lot(serial)).on(new Account.Disputed(CONSIGNMENT));
    }

    private static ReceivedLine line(long sent, long accepted, long missing, long extra, Excess excess) {
        return new ReceivedLine(
                lot(1),
                null,
                Weight.ofGrams(sent),
                Grams.ofGrams(accepted),
                Grams.NONE,
                null,
                Grams.ofGrams(missing),
                Grams.ofGrams(extra),
                excess);
    }

    @Test
    void allThatWasSentIsTheReceivers() {
        sent();

        season.records(
                receiving(CONSIGNMENT, all(lot(1)), all(lot(2))),
                new ConsignmentReceived(
                        CONSIGNMENT,
                        COOPERATIVE,
                        IMPORTER,
                        QUAY,
                        List.of(
                                line(1_000_000, 1_000_000, 0, 0, Excess.NONE),
                                new ReceivedLine(
                                        lot(2),
                                        null,
                                        Weight.ofGrams(500_000),
                                        Grams.ofGrams(500_000),
                                        Grams.NONE,
                                        null,
                                        Grams.NONE,
                                        Grams.NONE,
                                        Excess.NONE)),
                        ARRIVAL,
                        null));
        assertThat(season.gramsOf(lot(1), IMPORTER)).isEqualTo(1_000_000);
        assertThat(transit(1)).isZero();
    }

    @Test
    void whatIsMissingStaysOnTheWay() {
        sent();

        season.when(receiving(CONSIGNMENT, accepted(lot(1), 990_000)));

        assertThat(season.gramsOf(lot(1), IMPORTER)).isEqualTo(990_000);
        assertThat(transit(1)).isEqualTo(10_000);
        assertThat(transit(2)).isEqualTo(500_000);
    }

    @Test
    void whatIsRejectedIsTheSendersAgain() {
        sent();

        season.when(receiving(
                CONSIGNMENT,
                new ReceiveConsignment.Line(lot(1), null, null, Grams.ofGrams(60_000), RejectReason.OVERRIPE)));

        assertThat(season.gramsOf(lot(1), IMPORTER)).isEqualTo(940_000);
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isEqualTo(60_000);
        assertThat(transit(1)).isZero();
    }

    @Test
    void linesMayArriveOneByOneButEachOnce() {
        sent().given(receiving(CONSIGNMENT, all(lot(1))));

        season.refuses(receiving(CONSIGNMENT, all(lot(1))), Reason.NOT_SENT);
        season.refuses(receiving(CONSIGNMENT, all(lot(2)), all(lot(2))), Reason.NOT_SENT);
        season.given(receiving(CONSIGNMENT, all(lot(2))));
    }

    @Test
    void sentTwiceItIsOneReceipt() {
        sent().recordsOnce(receiving(CONSIGNMENT, all(lot(1))));
    }

    @Test
    void halfAPercentMoreIsBookedPlainly() {
        sent();

        assertThat(season.when(receiving(CONSIGNMENT, accepted(lot(1), 1_005_000)))
                        .flags())
                .isEmpty();

        assertThat(((ConsignmentReceived) season.last().event()).lines())
                .containsExactly(line(1_000_000, 1_000_000, 0, 5_000, Excess.BOOKED));
        assertThat(season.gramsOf(lot(1), IMPORTER)).isEqualTo(1_005_000);
    }

    @Test
    void upToOnePercentMoreIsFlagged() {
        sent();

        season.warnsOf(receiving(CONSIGNMENT, accepted(lot(1), 1_005_001)), Reason.OVER_RECEIVED);

        assertThat(((ConsignmentReceived) season.last().event()).lines())
                .containsExactly(line(1_000_000, 1_000_000, 0, 5_001, Excess.FLAGGED));
        assertThat(season.gramsOf(lot(1), IMPORTER)).isEqualTo(1_005_001);
    }

    @Test
    void exactlyOnePercentIsNotYetDisputed() {
        sent();

        season.warnsOf(receiving(CONSIGNMENT, accepted(lot(1), 1_010_000)), Reason.OVER_RECEIVED);
        assertThat(disputed(1)).isZero();
    }

    @Test
    void moreThanOnePercentIsDisputedAndNotAvailable() {
        sent();

        season.warnsOf(receiving(CONSIGNMENT, accepted(lot(1), 1_010_001)), Reason.DISPUTED_EXCESS);

        assertThat(((ConsignmentReceived) season.last().event()).lines())
                .containsExactly(line(1_000_000, 1_000_000, 0, 10_001, Excess.DISPUTED));
        assertThat(season.gramsOf(lot(1), IMPORTER)).isEqualTo(1_000_000);
        assertThat(disputed(1)).isEqualTo(10_001);
        season.refuses(shipping(SECOND, loose(lot(1), 1_000_001)), Reason.TOO_LITTLE_LEFT);
    }

    @Test
    void rejectedAndTooMuchGoTogether() {
        sent();

        season.when(receiving(
                CONSIGNMENT,
                new ReceiveConsignment.Line(
                        lot(1), null, Grams.ofGrams(952_000), Grams.ofGrams(50_000), RejectReason.ROT)));

        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isEqualTo(50_000);
        assertThat(season.gramsOf(lot(1), IMPORTER)).isEqualTo(952_000);
    }

    @Test
    void nobodyRejectsMoreThanWasSent() {
        sent().refuses(
                        receiving(
                                CONSIGNMENT,
                                new ReceiveConsignment.Line(
                                        lot(1), null, Grams.NONE, Grams.ofGrams(1_000_001), RejectReason.ROT)),
                        Reason.TOO_LITTLE_OPEN);
    }

    @Test
    void onlyTheReceiverReceives() {
        sent();

        season.as(COOPERATIVE).refuses(receiving(CONSIGNMENT, all(lot(1))), Reason.NOT_YOURS);
        season.as(STATION).refuses(receiving(CONSIGNMENT, all(lot(1))), Reason.NOT_YOURS);
    }

    @Test
    void nothingIsReceivedBeforeItWasSent() {
        sent().at(Season.MORNING.minusSeconds(1)).refuses(receiving(CONSIGNMENT, all(lot(1))), Reason.BEFORE);
    }

    @Test
    void noTruckIsInAbidjanTheSameMorning() {
        // 700 km as the crow flies
        sent().at(Season.MORNING.plusSeconds(5 * 3600))
                .nowIs(Season.NOW)
                .warnsOf(receivingAtPort("CIABJ"), Reason.TOO_FAST);
    }

    @Test
    void aPlaceThatNobodyKnowsTheWhereaboutsOfIsNotJudged() {
        sent().at(Season.MORNING.plusSeconds(1))
                .nowIs(Season.NOW)
                .given(
                        new RegisterPlace(
                                PlaceId.parse("QUELQUE-PART"),
                                PlaceKind.WAREHOUSE,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null),
                        new ReceiveConsignment(CONSIGNMENT, PlaceId.parse("QUELQUE-PART"), List.of(all(lot(1))), null));
    }

    // the packhouse of the fixture has no town; this one stands in Sikasso
    private ReceiveConsignment receivingAtPort(String locode) {
        PlaceId sikasso = PlaceId.parse("MAG-SIK");
        PlaceId there = PlaceId.parse("MAG-" + locode);
        season.as(COOPERATIVE)
                .given(
                        place(sikasso, "MLSIK"),
                        place(there, locode),
                        new ShipConsignment(
                                SECOND,
                                IMPORTER,
                                sikasso,
                                there,
                                List.of(loose(lot(2), 100_000)),
                                TRUCK,
                                "BL-2",
                                null));
        season.as(IMPORTER).at(Season.MORNING.plusSeconds(10 * 3600)).nowIs(Season.NOW.plusSeconds(5 * 3600));
        return new ReceiveConsignment(SECOND, there, List.of(all(lot(2))), null);
    }

    private static RegisterPlace place(PlaceId place, String locode) {
        return new RegisterPlace(
                place, PlaceKind.WAREHOUSE, null, null, null, null, UnLocode.parse(locode), null, null);
    }

    // ---- pallets

    private Season palletSent() {
        packed(season, stationLot(1), 300);
        packed(season, stationLot(2), 64);
        season.given(
                building(pallet(1), cartons(stationLot(1), 200), cartons(stationLot(2), 64)),
                shipping(CONSIGNMENT, whole(pallet(1)), loose(stationLot(1), 40_000)));
        return arrived();
    }

    @Test
    void aWholePalletStaysAPallet() {
        palletSent().when(receiving(CONSIGNMENT, all(pallet(1))));

        assertThat(season.gramsOf(stationLot(1), IMPORTER)).isEqualTo(800_000);
        assertThat(season.gramsOf(stationLot(2), IMPORTER)).isEqualTo(256_000);
        season.refuses(receiving(CONSIGNMENT, all(pallet(1))), Reason.UNIT_NOT_SENT);
        season.given(shipping(SECOND, whole(pallet(1))));
    }

    @Test
    void aPalletThatWasNotTakenWholeIsCartons() {
        palletSent()
                .when(receiving(
                        CONSIGNMENT,
                        new ReceiveConsignment.Line(
                                stationLot(1), pallet(1), null, Grams.ofGrams(80_000), RejectReason.ROT),
                        new ReceiveConsignment.Line(stationLot(2), pallet(1), null, null, null)));

        assertThat(season.gramsOf(stationLot(1), IMPORTER)).isEqualTo(720_000);
        assertThat(season.gramsOf(stationLot(1), STATION)).isEqualTo(360_000 + 80_000);
        assertThat(season.lotNow(stationLot(1)).units()).isEmpty();
        season.refuses(dismantling(pallet(1)), Reason.UNKNOWN);
        season.given(shipping(SECOND, loose(stationLot(1), 720_000)));
    }

    @Test
    void aPalletThatIsRejectedGoesBackWhole() {
        palletSent()
                .when(receiving(
                        CONSIGNMENT,
                        new ReceiveConsignment.Line(
                                stationLot(1), pallet(1), Grams.NONE, Grams.ofGrams(800_000), RejectReason.ROT),
                        new ReceiveConsignment.Line(
                                stationLot(2), pallet(1), Grams.NONE, Grams.ofGrams(256_000), RejectReason.ROT)));

        season.as(STATION).given(shipping(SECOND, whole(pallet(1))));
    }

    @Test
    void aPalletIsReceivedWithAllLotsOnIt() {
        palletSent();

        season.refuses(
                receiving(CONSIGNMENT, new ReceiveConsignment.Line(stationLot(1), pallet(1), null, null, null)),
                Reason.NOT_THE_WHOLE_UNIT);
        season.refuses(
                receiving(
                        CONSIGNMENT,
                        new ReceiveConsignment.Line(null, pallet(1), Grams.ofGrams(1_000_000), null, null)),
                Reason.MISSING);
    }

    @Test
    void aLostPalletStaysOnTheWay() {
        palletSent()
                .when(receiving(
                        CONSIGNMENT,
                        new ReceiveConsignment.Line(stationLot(1), pallet(1), Grams.NONE, null, null),
                        new ReceiveConsignment.Line(stationLot(2), pallet(1), Grams.NONE, null, null)));

        season.refuses(shipping(SECOND, whole(pallet(1))), Reason.UNIT_ON_ITS_WAY);
        assertThat(season.lotNow(stationLot(2)).on(new Account.Transit(CONSIGNMENT)))
                .isEqualTo(256_000);
    }

    // ---- corrections

    @Test
    void aDispatchIsNotVoidedOnceItWasReceivedEvenIfNothingArrived() {
        season.as(COOPERATIVE).given(harvest(lot(1), 1_000_000), shipping(CONSIGNMENT, loose(lot(1), 1_000_000)));
        EventId shipped = season.last().eventId();
        arrived().given(receiving(CONSIGNMENT, accepted(lot(1), 0)));

        season.as(COOPERATIVE)
                .refuses(new VoidEntry(shipped, CorrectReason.DUPLICATE, null), Reason.LATER_ENTRIES_FAIL);
    }

    @Test
    void aReceiptIsPutRight() {
        sent().given(receiving(CONSIGNMENT, accepted(lot(1), 900_000)));
        EventId receipt = season.last().eventId();

        season.when(new CorrectEntry(
                receipt, CorrectReason.WRONG_WEIGHT, receiving(CONSIGNMENT, accepted(lot(1), 990_000)), null, null));

        assertThat(season.gramsOf(lot(1), IMPORTER)).isEqualTo(990_000);
        assertThat(transit(1)).isEqualTo(10_000);
    }

    @Test
    void whatIsWrittenWrongIsRefused() {
        sent();

        season.refuses(receiving(CONSIGNMENT), Reason.MISSING);
        season.refuses(receiving(SECOND, all(lot(1))), Reason.UNKNOWN);
        season.refuses(receiving(CONSIGNMENT, all(lot(3))), Reason.NOT_SENT);
        season.refuses(receiving(CONSIGNMENT, all(pallet(1))), Reason.UNIT_NOT_SENT);
        season.refuses(
                receiving(CONSIGNMENT, new ReceiveConsignment.Line(null, null, Grams.ofGrams(1), null, null)),
                Reason.MISSING);
        season.refuses(
                receiving(CONSIGNMENT, new ReceiveConsignment.Line(lot(1), null, null, Grams.ofGrams(1), null)),
                Reason.MISSING);
        season.refuses(
                new ReceiveConsignment(CONSIGNMENT, PlaceId.parse("NULLE-PART"), List.of(all(lot(1))), null),
                Reason.UNKNOWN);
        season.refuses(new ReceiveConsignment(CONSIGNMENT, POINT, List.of(all(lot(1))), ""), Reason.MISSING);
    }
}
