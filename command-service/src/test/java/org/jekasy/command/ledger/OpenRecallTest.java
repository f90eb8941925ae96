package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Packhouse.CONSIGNMENT;
import static org.jekasy.command.ledger.Packhouse.IMPORTER;
import static org.jekasy.command.ledger.Packhouse.INSPECTOR;
import static org.jekasy.command.ledger.Packhouse.building;
import static org.jekasy.command.ledger.Packhouse.cartons;
import static org.jekasy.command.ledger.Packhouse.loose;
import static org.jekasy.command.ledger.Packhouse.packed;
import static org.jekasy.command.ledger.Packhouse.pallet;
import static org.jekasy.command.ledger.Packhouse.receiving;
import static org.jekasy.command.ledger.Packhouse.shipping;
import static org.jekasy.command.ledger.Packhouse.whole;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.grouping;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.portion;
import static org.jekasy.command.ledger.Season.stationLot;

import java.time.Instant;
import java.util.List;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.EventId;
import org.jekasy.language.LotId;
import org.jekasy.language.RecallClass;
import org.jekasy.language.RecallId;
import org.jekasy.language.RecallOpened;
import org.junit.jupiter.api.Test;

class OpenRecallTest {
    private static final RecallId RECALL = RecallId.parse("R-2026-01");
    private final Season season = Packhouse.inSikasso();

    private static OpenRecall recalling(LotId... seeds) {
        return new OpenRecall(RECALL, List.of(seeds), "résidus de pesticide", RecallClass.II, null);
    }

    private Season family() {
        return season.as(COOPERATIVE)
                .given(
                        harvest(lot(1), 500_000),
                        harvest(lot(2), 500_000),
                        harvest(lot(5), 500_000),
                        grouping(lot(3), portion(lot(1), 400_000), portion(lot(2), 400_000)),
                        grouping(lot(4), portion(lot(3), 100_000)));
    }

    @Test
    void theSeedsAndAllThatCameOfThemAreCalledBack() {
        family().records(
                        recalling(lot(1), lot(5)),
                        new RecallOpened(
                                RECALL,
                                List.of(lot(1), lot(5)),
                                "résidus de pesticide",
                                RecallClass.II,
                                List.of(lot(1), lot(5), lot(3), lot(4)),
                                List.of(),
                                null));

        season.refuses(grouping(lot(6), portion(lot(4), 1_000)), Reason.RECALLED);
        season.refuses(shipping(CONSIGNMENT, loose(lot(5), 1_000)), Reason.RECALLED);
        season.given(grouping(lot(6), portion(lot(2), 1_000)));
    }

    @Test
    void palletsWithTheReceiverAreNamedToo() {
        packed(season, stationLot(1), 264);
        season.given(building(pallet(1), cartons(stationLot(1), 264)), shipping(CONSIGNMENT, whole(pallet(1))));
        season.as(IMPORTER)
                .at(Instant.parse("2026-05-14T08:00:00Z"))
                .nowIs(Instant.parse("2026-05-14T09:00:00Z"))
                .given(receiving(CONSIGNMENT, Packhouse.all(pallet(1))));

        season.as(Season.STATION).when(recalling(stationLot(1)));

        assertThat(((RecallOpened) season.last().event()).units()).containsExactly(pallet(1));
    }

    @Test
    void plantHealthMayTheNeighbourMayNot() {
        family();

        season.as(IMPORTER).refuses(recalling(lot(1)), Reason.NOT_THE_HOLDER);
        season.as(INSPECTOR).given(recalling(lot(1)));
    }

    @Test
    void sentTwiceItIsOneRecall() {
        family().recordsOnce(recalling(lot(1)));

        season.refuses(recalling(lot(5)), Reason.ALREADY_REGISTERED);
    }

    @Test
    void noCorrectionMakesAFreeLotOfARecalledOne() {
        family().given(grouping(lot(6), portion(lot(5), 100_000)));
        EventId grouped = season.last().eventId();
        season.given(recalling(lot(1)));
        CorrectEntry fromRecalled = new CorrectEntry(
                grouped, CorrectReason.WRONG_LOT, grouping(lot(6), portion(lot(1), 100_000)), null, null);

        season.refuses(fromRecalled, Reason.CHILD_ESCAPES);
        season.given(new OpenRecall(RecallId.parse("R-2026-02"), List.of(lot(6)), "suite", RecallClass.II, null));
        season.when(fromRecalled);
    }

    @Test
    void whatIsWrittenWrongIsRefused() {
        family();

        season.refuses(recalling(), Reason.MISSING);
        season.refuses(recalling(lot(1), lot(1)), Reason.TWICE);
        season.refuses(recalling(lot(9)), Reason.UNKNOWN_LOT);
        season.refuses(new OpenRecall(RECALL, List.of(lot(1)), "", RecallClass.I, null), Reason.MISSING);
        season.refuses(new OpenRecall(RECALL, List.of(lot(1)), "x", RecallClass.I, " "), Reason.MISSING);
        season.at(Season.MORNING.minusSeconds(1)).refuses(recalling(lot(1)), Reason.BEFORE_ITS_LOT);
    }
}
