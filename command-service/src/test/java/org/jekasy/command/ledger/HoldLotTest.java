package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Packhouse.CARRIER;
import static org.jekasy.command.ledger.Packhouse.CONSIGNMENT;
import static org.jekasy.command.ledger.Packhouse.INSPECTOR;
import static org.jekasy.command.ledger.Packhouse.building;
import static org.jekasy.command.ledger.Packhouse.cartons;
import static org.jekasy.command.ledger.Packhouse.loose;
import static org.jekasy.command.ledger.Packhouse.packed;
import static org.jekasy.command.ledger.Packhouse.pallet;
import static org.jekasy.command.ledger.Packhouse.shipping;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.STATION;
import static org.jekasy.command.ledger.Season.grouping;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.portion;
import static org.jekasy.command.ledger.Season.stationLot;

import java.util.List;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.EventId;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.LotHeld;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.junit.jupiter.api.Test;

class HoldLotTest {
    private final Season season = Packhouse.inSikasso();

    private static HoldLot holding(LotId lot, HoldScope scope) {
        return new HoldLot(lot, scope, HoldReason.FLY_LARVA, "larve vivante, photo 12");
    }

    /** Lots 1 and 2 went into 3, lot 3 in part into 4; lot 5 stands aside. */
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
    void aLotAloneIsHeld() {
        family().records(
                        holding(lot(1), HoldScope.LOT),
                        new LotHeld(
                                lot(1),
                                HoldScope.LOT,
                                HoldReason.FLY_LARVA,
                                List.of(lot(1)),
                                List.of(),
                                "larve vivante, photo 12"));

        season.refuses(grouping(lot(6), portion(lot(1), 1_000)), Reason.HELD);
        season.given(grouping(lot(6), portion(lot(3), 1_000)));
    }

    @Test
    void withDescendantsEveryGenerationIsHeld() {
        family().records(
                        holding(lot(1), HoldScope.LOT_AND_DESCENDANTS),
                        new LotHeld(
                                lot(1),
                                HoldScope.LOT_AND_DESCENDANTS,
                                HoldReason.FLY_LARVA,
                                List.of(lot(1), lot(3), lot(4)),
                                List.of(),
                                "larve vivante, photo 12"));

        season.refuses(grouping(lot(6), portion(lot(4), 1_000)), Reason.HELD);
        season.refuses(shipping(CONSIGNMENT, loose(lot(3), 1_000)), Reason.HELD);
        season.given(grouping(lot(6), portion(lot(2), 1_000), portion(lot(5), 1_000)));
    }

    @Test
    void thePalletsItStandsOnAreNamed() {
        packed(season, stationLot(1), 300);
        season.given(building(pallet(1), cartons(stationLot(1), 264)));

        season.when(holding(stationLot(1), HoldScope.LOT));

        assertThat(((LotHeld) season.last().event()).units()).containsExactly(pallet(1));
    }

    @Test
    void whoEverHeldItMayAndPlantHealthButNobodyElse() {
        family().given(shipping(CONSIGNMENT, loose(lot(5), 500_000)));

        season.given(holding(lot(5), HoldScope.LOT));
        season.as(INSPECTOR).given(holding(lot(5), HoldScope.LOT));
        season.as(STATION).refuses(holding(lot(5), HoldScope.LOT), Reason.NOT_THE_HOLDER);
        season.as(CARRIER).refuses(holding(lot(1), HoldScope.LOT), Reason.NOT_THE_HOLDER);
        season.as(PartyId.parse("PERSONNE")).refuses(holding(lot(1), HoldScope.LOT), Reason.UNKNOWN);
    }

    @Test
    void sentTwiceItIsOneHold() {
        family().recordsOnce(holding(lot(1), HoldScope.LOT));

        assertThat(season.lotNow(lot(1)).holds()).hasSize(1);
    }

    @Test
    void aLotIsNotHeldBeforeItWasThere() {
        family().at(Season.MORNING.minusSeconds(1)).refuses(holding(lot(1), HoldScope.LOT), Reason.BEFORE_ITS_LOT);
        season.refuses(holding(lot(9), HoldScope.LOT), Reason.UNKNOWN_LOT);
        season.at(Season.MORNING).refuses(new HoldLot(lot(1), HoldScope.LOT, HoldReason.MOISTURE, ""), Reason.MISSING);
    }

    // ---- corrections

    @Test
    void noCorrectionMakesAFreeLotOfAHeldOne() {
        family().given(grouping(lot(6), portion(lot(5), 100_000)));
        EventId grouped = season.last().eventId();
        season.given(holding(lot(1), HoldScope.LOT_AND_DESCENDANTS));
        CorrectEntry fromHeld = new CorrectEntry(
                grouped, CorrectReason.WRONG_LOT, grouping(lot(6), portion(lot(1), 100_000)), null, null);

        season.refuses(fromHeld, Reason.CHILD_ESCAPES);

        season.given(holding(lot(6), HoldScope.LOT_AND_DESCENDANTS));
        season.when(fromHeld);
        assertThat(season.lotNow(lot(1)).children()).contains(lot(6));
    }

    @Test
    void aHoldOfOneLotAloneLetsItsOtherChildrenBePutRight() {
        family().given(grouping(lot(6), portion(lot(5), 100_000)));
        EventId grouped = season.last().eventId();
        season.given(holding(lot(1), HoldScope.LOT));

        season.when(new CorrectEntry(
                grouped, CorrectReason.WRONG_LOT, grouping(lot(6), portion(lot(1), 100_000)), null, null));
        assertThat(season.gramsOf(lot(6), COOPERATIVE)).isEqualTo(100_000);
    }

    @Test
    void aHoldThatShouldHaveReachedFurtherNamesWhatEscaped() {
        family().given(holding(lot(1), HoldScope.LOT));
        EventId held = season.last().eventId();
        season.given(grouping(lot(6), portion(lot(4), 50_000)));
        EventId escaped = season.last().eventId();

        season.refuses(
                        new CorrectEntry(
                                held, CorrectReason.TYPING, holding(lot(1), HoldScope.LOT_AND_DESCENDANTS), null, null),
                        Reason.LATER_ENTRIES_FAIL)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.numbers().get("dependents")).isEqualTo(List.of(escaped)));
    }

    @Test
    void aHoldThatNeverWasIsVoid() {
        family().given(holding(lot(1), HoldScope.LOT));

        season.when(new VoidEntry(season.last().eventId(), CorrectReason.DUPLICATE, null));

        season.given(grouping(lot(6), portion(lot(1), 1_000)));
    }
}
