package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.grouping;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.organicHarvest;
import static org.jekasy.command.ledger.Season.portion;

import java.util.List;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EventId;
import org.jekasy.language.LotId;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

/** The worked case of the trade: a lot registered at 860.5 kg should have been 806.5 kg. */
class CorrectEntryTest {
    private final Season season = Season.inKadiolo();

    private EventId harvested(long grams) {
        season.given(harvest(lot(1), grams));
        return season.last().eventId();
    }

    private static CorrectEntry weightTo(EventId target, LedgerCommand corrected) {
        return new CorrectEntry(target, CorrectReason.WRONG_WEIGHT, corrected, null, "60 et 06 intervertis");
    }

    @Test
    void aWeightNotYetUsedIsPutRight() {
        EventId target = harvested(860_500);

        season.when(weightTo(target, harvest(lot(1), 806_500)));

        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isEqualTo(806_500);
        assertThat(season.last().event()).isInstanceOf(EntryCorrected.class);
    }

    @Test
    void aWeightThatWasUsedIsRefusedAndNamesTheEntriesThatNeedIt() {
        EventId target = harvested(860_500);
        season.given(grouping(lot(2), portion(lot(1), 860_500)));
        EventId grouped = season.last().eventId();

        season.refuses(weightTo(target, harvest(lot(1), 806_500)), Reason.LATER_ENTRIES_FAIL)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.numbers().get("dependents")).isEqualTo(List.of(grouped)));
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isZero();
    }

    @Test
    void harvestAndGroupingAreCorrectedTogetherInWhateverOrder() {
        EventId harvested = harvested(860_500);
        season.given(grouping(lot(2), portion(lot(1), 860_500)));
        EventId grouped = season.last().eventId();

        season.whenTogether(
                weightTo(harvested, harvest(lot(1), 806_500)),
                weightTo(grouped, grouping(lot(2), portion(lot(1), 806_500))));

        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isZero();
        assertThat(season.gramsOf(lot(2), COOPERATIVE)).isEqualTo(806_500);
    }

    @Test
    void aBatchThatStaysImpossibleIsRefusedAsAWhole() {
        EventId harvested = harvested(860_500);
        season.given(grouping(lot(2), portion(lot(1), 860_500)));
        EventId grouped = season.last().eventId();
        season.given(grouping(lot(3), portion(lot(2), 860_500)));
        int before = season.ledger.entries().size();

        assertThatThrownBy(() -> season.whenTogether(
                        weightTo(harvested, harvest(lot(1), 806_500)),
                        weightTo(grouped, grouping(lot(2), portion(lot(1), 806_500)))))
                .hasMessageContaining("E-MASS-03");
        assertThat(season.ledger.entries()).hasSize(before);
    }

    @Test
    void aCorrectionOfACorrectionReplacesIt() {
        EventId target = harvested(860_500);
        season.given(weightTo(target, harvest(lot(1), 806_500)));

        season.when(weightTo(target, harvest(lot(1), 812_000)));

        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isEqualTo(812_000);
    }

    @Test
    void theWrongLotIsTakenOutAndTheRightOnePutIn() {
        season.given(harvest(lot(1), 500_000), harvest(lot(2), 600_000), grouping(lot(3), portion(lot(1), 400_000)));
        EventId grouped = season.last().eventId();

        season.when(new CorrectEntry(
                grouped, CorrectReason.WRONG_LOT, grouping(lot(3), portion(lot(2), 400_000)), null, null));

        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isEqualTo(500_000);
        assertThat(season.gramsOf(lot(2), COOPERATIVE)).isEqualTo(200_000);
        assertThat(season.gramsOf(lot(3), COOPERATIVE)).isEqualTo(400_000);
    }

    @Test
    void onlyWhoRecordedAnEntryCorrectsIt() {
        EventId target = harvested(860_500);

        season.as(Season.STATION).refuses(weightTo(target, harvest(lot(1), 806_500)), Reason.NOT_YOURS);
    }

    @Test
    void aVoidEntryCanNotBeCorrected() {
        EventId target = harvested(860_500);
        season.given(new VoidEntry(target, CorrectReason.DUPLICATE, null));

        season.refuses(weightTo(target, harvest(lot(1), 806_500)), Reason.VOIDED);
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isZero();
    }

    @Test
    void aHarvestThatWasGroupedCanNotBeVoided() {
        EventId target = harvested(860_500);
        season.given(grouping(lot(2), portion(lot(1), 860_500)));

        season.refuses(new VoidEntry(target, CorrectReason.DUPLICATE, null), Reason.LATER_ENTRIES_FAIL);
    }

    @Test
    void aClaimThatOthersBuiltOnCanNotBeTakenBackAlone() {
        season.given(organicHarvest(lot(1), 500_000), grouping(lot(2), portion(lot(1), 500_000)));
        EventId harvested = season.idOf(season.ledger.entries().size() - 1);
        EventId grouped = season.last().eventId();
        RecordHarvest conventional = new RecordHarvest(
                lot(1),
                Season.KENT,
                Season.DAY,
                Season.ORGANIC_PRODUCER,
                Season.ORGANIC_ORCHARD,
                Season.POINT,
                Weight.ofGrams(500_000),
                null,
                null,
                null,
                null,
                List.of(),
                null);

        season.refuses(weightTo(harvested, conventional), Reason.LATER_ENTRIES_FAIL)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.numbers().get("dependents")).isEqualTo(List.of(grouped)));

        season.whenTogether(
                weightTo(harvested, conventional), weightTo(grouped, grouping(lot(2), portion(lot(1), 500_000))));
        assertThat(season.lotNow(lot(2)).birth().claims()).isEmpty();
    }

    @Test
    void anUnknownEntryCanNotBeCorrected() {
        EventId nobody = EventId.parse("01980000-0000-7000-8000-00000000ffff");

        season.refuses(weightTo(nobody, harvest(lot(1), 806_500)), Reason.UNKNOWN);
    }

    @Test
    void anEntryOfTheSameBatchHasNoPlaceYetAndCanNotBeCorrected() {
        EventId inTheBatch = season.nextId();

        assertThatThrownBy(() ->
                        season.whenTogether(harvest(lot(3), 500_000), weightTo(inTheBatch, harvest(lot(3), 400_000))))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NOT_YET_WRITTEN));
    }

    @Test
    void aCorrectedTimeIsNotInTheFuture() {
        EventId target = harvested(860_500);

        season.refuses(
                new CorrectEntry(
                        target,
                        CorrectReason.WRONG_DATE,
                        harvest(lot(1), 860_500),
                        Season.NOW.plus(1, java.time.temporal.ChronoUnit.DAYS),
                        null),
                Reason.IN_THE_FUTURE);
    }

    @Test
    void aTicketThatWasUsedSinceCanNotBeTakenByACorrection() {
        EventId target = harvested(860_500);
        season.given(harvest(lot(2), 500_000));
        EventId later = season.last().eventId();

        season.refuses(weightTo(target, harvestWithTicket(lot(1), lot(2).text())), Reason.LATER_ENTRIES_FAIL)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.numbers().get("dependents")).isEqualTo(List.of(later)));
        season.when(weightTo(target, harvestWithTicket(lot(1), "T00046")));
        season.refuses(harvestWithTicket(lot(3), "T00046"), Reason.TICKET_USED);
    }

    @Test
    void aTicketThatACorrectionGaveBackIsFree() {
        EventId target = harvested(860_500);
        season.given(weightTo(target, harvestWithTicket(lot(1), "T00046")));

        season.given(harvestWithTicket(lot(2), lot(1).text()));

        assertThat(season.gramsOf(lot(2), COOPERATIVE)).isEqualTo(600_000);
    }

    @Test
    void aMomentOfHarvestMovedPastItsGroupingIsRefused() {
        EventId target = harvested(860_500);
        season.at(Season.MORNING.plusSeconds(3600)).given(grouping(lot(2), portion(lot(1), 860_500)));

        season.refuses(
                new CorrectEntry(
                        target,
                        CorrectReason.WRONG_DATE,
                        harvest(lot(1), 860_500),
                        Season.MORNING.plusSeconds(7200),
                        null),
                Reason.LATER_ENTRIES_FAIL);
    }

    @Test
    void aHarvestCanNotBecomeAGrouping() {
        season.given(harvest(lot(1), 500_000));
        EventId target = harvested2(600_000);

        season.refuses(weightTo(target, grouping(lot(2), portion(lot(1), 500_000))), Reason.UNREADABLE);
    }

    private EventId harvested2(long grams) {
        season.given(harvest(lot(2), grams));
        return season.last().eventId();
    }

    @Test
    void aCorrectionItselfIsNotCorrectedButItsTargetAgain() {
        EventId target = harvested(860_500);
        season.given(weightTo(target, harvest(lot(1), 806_500)));

        season.refuses(weightTo(season.last().eventId(), harvest(lot(1), 812_000)), Reason.WRONG_STATE);
    }

    private static RecordHarvest harvestWithTicket(LotId lot, String ticket) {
        return new RecordHarvest(
                lot,
                Season.KENT,
                Season.DAY,
                Season.PRODUCER,
                Season.ORCHARD,
                Season.POINT,
                Weight.ofGrams(600_000),
                null,
                null,
                ticket,
                null,
                List.of(),
                null);
    }
}
