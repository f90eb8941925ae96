package org.jekasy.command.ledger;

import static org.jekasy.command.ledger.Packhouse.INSPECTOR;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.grouping;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.portion;

import java.util.List;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.EventId;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.LotId;
import org.jekasy.language.LotInspected;
import org.jekasy.language.LotReleased;
import org.jekasy.language.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReleaseLotTest {
    private final Season season = Packhouse.inSikasso();
    private EventId hold = season.nextId();

    @BeforeEach
    void aLotAndItsChildOnHold() {
        season.as(COOPERATIVE)
                .given(
                        harvest(lot(1), 500_000),
                        grouping(lot(2), portion(lot(1), 400_000)),
                        new HoldLot(lot(1), HoldScope.LOT_AND_DESCENDANTS, HoldReason.RESIDUE_SUSPECT, null));
        hold = season.last().eventId();
    }

    private ReleaseLot releasing(LotId... lots) {
        return new ReleaseLot(hold, List.of(lots), "analyse conforme");
    }

    @Test
    void allThatWasHeldIsFree() {
        season.records(releasing(), new LotReleased(lot(1), hold, List.of(lot(1), lot(2)), "analyse conforme"));

        season.given(grouping(lot(3), portion(lot(1), 1_000), portion(lot(2), 1_000)));
    }

    @Test
    void theChildAloneIsFree() {
        season.records(releasing(lot(2)), new LotReleased(lot(2), hold, List.of(lot(2)), "analyse conforme"));

        season.given(grouping(lot(3), portion(lot(2), 1_000)));
        season.refuses(grouping(lot(4), portion(lot(1), 1_000)), Reason.HELD);
        season.refuses(releasing(lot(2)), Reason.NOT_HELD);
        season.given(releasing()).refuses(releasing(), Reason.NOTHING_HELD);
    }

    @Test
    void sentTwiceItIsReleasedOnce() {
        season.recordsOnce(releasing());
    }

    @Test
    void anotherHoldStays() {
        season.given(new HoldLot(lot(1), HoldScope.LOT, HoldReason.WEIGHT_DISPUTE, null), releasing());

        season.refuses(grouping(lot(3), portion(lot(1), 1_000)), Reason.HELD);
    }

    @Test
    void theHoldOfAnInspectionIsReleasedLikeAnyOther() {
        season.as(INSPECTOR)
                .happened(new LotInspected(
                        lot(1), "mouche", 50, List.of(), Verdict.NON_CONFORM, HoldReason.FLY_LARVA, null));
        EventId inspected = season.last().eventId();

        season.records(
                new ReleaseLot(inspected, List.of(), "traité"),
                new LotReleased(lot(1), inspected, List.of(lot(1)), "traité"));
    }

    @Test
    void onlyWhoSetItReleasesIt() {
        season.as(INSPECTOR).refuses(releasing(), Reason.NOT_YOURS);
    }

    @Test
    void aHoldAndItsReleaseMayComeInOneBatch() {
        EventId next = season.nextId();

        season.whenTogether(
                new HoldLot(lot(1), HoldScope.LOT, HoldReason.MOISTURE, null),
                new ReleaseLot(next, List.of(), "séché"),
                releasing(),
                grouping(lot(3), portion(lot(1), 1_000)));
    }

    @Test
    void aReleaseThatIsVoidedHoldsAgainUnlessTheLotWasUsed() {
        season.given(releasing());
        EventId release = season.last().eventId();
        season.given(grouping(lot(3), portion(lot(1), 1_000)));

        season.refuses(new VoidEntry(release, CorrectReason.WRONG_LOT, null), Reason.LATER_ENTRIES_FAIL);
    }

    @Test
    void aVoidHoldIsNotReleased() {
        season.given(new VoidEntry(hold, CorrectReason.DUPLICATE, null)).refuses(releasing(), Reason.VOIDED);
    }

    @Test
    void whatIsWrittenWrongIsRefused() {
        season.refuses(releasing(lot(9)), Reason.NOT_HELD);
        season.refuses(releasing(lot(1), lot(1)), Reason.TWICE);
        season.refuses(new ReleaseLot(hold, List.of(), " "), Reason.MISSING);
        season.refuses(
                new ReleaseLot(EventId.parse("01980000-0000-7000-8000-00000000ffff"), List.of(), "x"), Reason.UNKNOWN);
        // the first entry registered the cooperative: it holds nothing
        season.refuses(new ReleaseLot(season.idOf(1), List.of(), "x"), Reason.NOTHING_HELD);
    }
}
