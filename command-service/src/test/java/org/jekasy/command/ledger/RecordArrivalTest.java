package org.jekasy.command.ledger;

import static org.jekasy.command.ledger.Packhouse.ABIDJAN;
import static org.jekasy.command.ledger.Packhouse.CARRIER;
import static org.jekasy.command.ledger.Packhouse.CONSIGNMENT;
import static org.jekasy.command.ledger.Packhouse.CONTAINER;
import static org.jekasy.command.ledger.Packhouse.IMPORTER;
import static org.jekasy.command.ledger.Packhouse.ROTTERDAM;
import static org.jekasy.command.ledger.Packhouse.SHIP;
import static org.jekasy.command.ledger.Packhouse.SIKASSO;
import static org.jekasy.command.ledger.Packhouse.TRUCK;
import static org.jekasy.command.ledger.Packhouse.container;
import static org.jekasy.command.ledger.Packhouse.leaving;
import static org.jekasy.command.ledger.Packhouse.loose;
import static org.jekasy.command.ledger.Packhouse.packed;
import static org.jekasy.command.ledger.Packhouse.shipping;
import static org.jekasy.command.ledger.Packhouse.stuffed;
import static org.jekasy.command.ledger.Packhouse.stuffing;
import static org.jekasy.command.ledger.Season.STATION;
import static org.jekasy.command.ledger.Season.stationLot;

import java.time.Instant;
import java.util.List;
import org.jekasy.language.ConsignmentArrived;
import org.jekasy.language.CountryCode;
import org.jekasy.language.PartyId;
import org.jekasy.language.TransportMode;
import org.jekasy.language.UnLocode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordArrivalTest {
    private static final Instant ARRIVAL = Instant.parse("2026-05-14T08:00:00Z");
    private final Season season = Packhouse.inSikasso();

    private Season dispatched() {
        packed(season, stationLot(1), 528);
        return season.given(shipping(CONSIGNMENT, loose(stationLot(1), 1_000_000)));
    }

    private Season onTheWay() {
        return dispatched().given(leaving(CONSIGNMENT, ABIDJAN)).at(ARRIVAL).nowIs(ARRIVAL.plusSeconds(3600));
    }

    private static RecordArrival arriving() {
        return new RecordArrival(CONSIGNMENT, null, ABIDJAN, null);
    }

    @Test
    void aConsignmentArrivesWithItsLots() {
        onTheWay()
                .as(IMPORTER)
                .records(
                        arriving(),
                        new ConsignmentArrived(CONSIGNMENT, null, ABIDJAN, TRUCK, List.of(stationLot(1)), ARRIVAL));
    }

    @Test
    void aContainerArrivesWhoeverTellsOfIt() {
        packed(season, stationLot(1), 5_280);
        stuffed(season, CONTAINER, stationLot(1), 20);
        season.given(new RecordDeparture(null, CONTAINER, SIKASSO, ABIDJAN, null, TRUCK))
                .at(ARRIVAL)
                .nowIs(ARRIVAL.plusSeconds(3600));

        season.as(PartyId.parse("PERSONNE")).refuses(new RecordArrival(null, CONTAINER, ABIDJAN, null), Reason.UNKNOWN);
        season.as(CARRIER)
                .records(
                        new RecordArrival(null, CONTAINER, ABIDJAN, SHIP),
                        new ConsignmentArrived(null, CONTAINER, ABIDJAN, SHIP, List.of(stationLot(1)), ARRIVAL));
    }

    @Test
    void sentTwiceItArrivesOnce() {
        onTheWay().recordsOnce(arriving());
        season.refuses(arriving(), Reason.NOT_DEPARTED);
    }

    @Test
    void itLeavesAgainAfterwards() {
        onTheWay()
                .given(
                        arriving(),
                        new RecordDeparture(CONSIGNMENT, null, ABIDJAN, UnLocode.parse("SNDKR"), null, SHIP));

        season.as(IMPORTER)
                .at(ARRIVAL.plusSeconds(5 * 24 * 3600))
                .nowIs(ARRIVAL.plusSeconds(6 * 24 * 3600))
                .given(new RecordArrival(CONSIGNMENT, null, UnLocode.parse("SNDKR"), null));
    }

    @Test
    void nothingArrivesThatDidNotLeave() {
        dispatched().refuses(arriving(), Reason.NOT_DEPARTED);
    }

    @Test
    void nothingArrivesBeforeItLeft() {
        onTheWay().at(Season.MORNING.minusSeconds(1)).refuses(arriving(), Reason.BEFORE);
    }

    @Test
    void aConsignmentIsTheSendersAndTheReceivers() {
        onTheWay().as(CARRIER).refuses(arriving(), Reason.NOT_YOURS);
    }

    @ParameterizedTest
    @CsvSource({
        "ROAD, CIABJ, 5, true",
        "ROAD, CIABJ, 7, false",
        "RAIL, CIABJ, 5, true",
        "SEA, NLRTM, 2, true",
        "SEA, NLRTM, 200, false",
        "AIR, NLRTM, 4, true",
        "AIR, NLRTM, 6, false",
    })
    void fasterThanItsModeIsImprobable(TransportMode mode, String port, int hours, boolean tooFast) {
        dispatched()
                .given(new RecordDeparture(
                        CONSIGNMENT,
                        null,
                        SIKASSO,
                        null,
                        CountryCode.parse("CI"),
                        new org.jekasy.language.Transport(mode, null, null, null)));
        Instant then = Season.MORNING.plusSeconds(hours * 3600L);
        season.at(then).nowIs(then);
        RecordArrival arrival = new RecordArrival(CONSIGNMENT, null, UnLocode.parse(port), null);

        if (tooFast) {
            season.warnsOf(arrival, Reason.TOO_FAST);
        } else {
            season.given(arrival);
        }
    }

    @Test
    void aPortWithoutCoordinatesIsNotJudged() {
        dispatched()
                .given(leaving(CONSIGNMENT, ABIDJAN))
                .at(Season.MORNING.plusSeconds(60))
                .given(new RecordArrival(CONSIGNMENT, null, UnLocode.parse("GBLGP"), null));
    }

    @Test
    void whatIsWrittenWrongIsRefused() {
        onTheWay();

        season.refuses(new RecordArrival(null, null, ABIDJAN, null), Reason.MISSING);
        season.refuses(new RecordArrival(CONSIGNMENT, null, UnLocode.parse("XXAAA"), null), Reason.UNKNOWN_LOCODE);
        season.refuses(new RecordArrival(null, container(9), ROTTERDAM, null), Reason.UNKNOWN);
        season.refuses(
                new RecordArrival(org.jekasy.language.ConsignmentId.parse("EXP-9"), null, ROTTERDAM, null),
                Reason.UNKNOWN);
    }

    @Test
    void aStuffedContainerThatDidNotLeaveDoesNotArrive() {
        packed(season, stationLot(1), 5_280);
        stuffed(season, CONTAINER, stationLot(1), 20);

        season.as(STATION).refuses(new RecordArrival(null, CONTAINER, ABIDJAN, null), Reason.NOT_DEPARTED);
        season.refuses(stuffing(CONTAINER, Packhouse.pallet(1)), Reason.UNIT_ELSEWHERE);
    }
}
