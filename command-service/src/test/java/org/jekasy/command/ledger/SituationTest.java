package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Season.grouping;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.portion;

import java.time.Duration;
import java.util.List;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.EventId;
import org.jekasy.language.Flag;
import org.jekasy.language.LotId;
import org.jekasy.language.LotSplit;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RuleCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Source;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

/** The rules that hold for every command: clocks, places, what is in the tables, what a fact may do to lots. */
class SituationTest {
    private final Season season = Season.inKadiolo();

    @Test
    void aDeviceClockMayRunTenMinutesAhead() {
        season.nowIs(Season.MORNING.minus(Duration.ofMinutes(10))).given(harvest(lot(1), 800_000));
        season.nowIs(Season.MORNING.minus(Duration.ofMinutes(10)).minusSeconds(1))
                .refuses(harvest(lot(2), 800_000), Reason.IN_THE_FUTURE);
    }

    @Test
    void whatIsRecordedMoreThanThreeDaysLateIsFlagged() {
        season.nowIs(Season.MORNING.plus(Duration.ofDays(3))).given(harvest(lot(1), 800_000));
        season.nowIs(Season.MORNING.plus(Duration.ofDays(3)).plusSeconds(1))
                .warnsOf(harvest(lot(2), 800_000), Reason.LATE);
        assertThat(season.last().flags()).containsExactly(new Flag(RuleCode.W_TIME_03, "vérifié sur place"));
    }

    @Test
    void syncedFromADeviceThatWasOfflineIsAskedToo() {
        season.from(Source.OFFLINE_SYNC)
                .nowIs(Season.MORNING.plus(Duration.ofHours(80)))
                .warnsOf(harvest(lot(1), 800_000), Reason.LATE);
    }

    @Test
    void booksTypedInLaterAndImportsAreLateByNature() {
        season.nowIs(Season.MORNING.plus(Duration.ofDays(200)));

        season.from(Source.PAPER_BACKFILL).given(harvest(lot(1), 800_000));
        season.from(Source.IMPORT).given(harvest(lot(2), 800_000));

        assertThat(season.last().flags()).isEmpty();
    }

    @Test
    void whereNobodyCanConfirmTheFlagIsSetAndSaysWhatIsUnusual() {
        season.from(Source.IMPORT).given(harvest(lot(1), 9_000_000));

        assertThat(season.last().flags()).singleElement().satisfies(flag -> {
            assertThat(flag.code()).isEqualTo(RuleCode.W_RANGE_01);
            assertThat(flag.reason()).contains("9000");
        });
    }

    @Test
    void farFromTheDeclaredPlaceIsFlagged() {
        season.kmAway(5).given(harvest(lot(1), 800_000));
        season.kmAway(6).warnsOf(harvest(lot(2), 800_000), Reason.FAR_FROM_PLACE);
    }

    @Test
    void oneConfirmationDoesNotAnswerForAnotherWarning() {
        season.kmAway(6);

        Situation.Decision decision =
                season.when(harvest(lot(1), 9_000_000), new Confirmation(RuleCode.W_GEO_01, "téléphone du gérant"));

        assertThat(decision.unconfirmed()).extracting(Warning::reason).containsExactly(Reason.UNUSUAL);
        assertThat(decision.flags()).containsExactly(new Flag(RuleCode.W_GEO_01, "téléphone du gérant"));
    }

    @Test
    void aWordNearAKnownOneIsSuggestedAndAnyOtherIsJustUnknown() {
        season.refuses(harvestOf("KET"), Reason.UNKNOWN_NEAREST);
        season.refuses(harvestOf("QQQ"), Reason.UNKNOWN);
        season.refuses(collectionPointIn("ml.sikasso.kadiolo.zegua"), Reason.UNKNOWN_NEAREST);
        season.refuses(collectionPointIn("ml.tombouctou.goundam.gargando"), Reason.UNKNOWN);
    }

    @Test
    void massesNobodyCanCarryAreRefusedAndNotAnError() {
        season.given(harvest(lot(1), 800_000));

        season.refuses(
                grouping(lot(2), portion(lot(1), Weight.MOST), portion(lot(1), Weight.MOST)), Reason.OUT_OF_RANGE);
    }

    @Test
    void oneEventMakesALotOnce() {
        LotId twice = lot(2);
        season.given(harvest(lot(1), 800_000));
        LotSplit split = new LotSplit(
                lot(1),
                Season.COOPERATIVE,
                Season.POINT,
                ProductCode.parse("mango_fresh"),
                Season.KENT,
                SeasonId.parse("MG-2026"),
                List.of(portion(twice, 100_000), portion(twice, 200_000)),
                List.of(),
                null,
                null);

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> season.ledger
                        .history(java.util.Set.of(Tag.lot(lot(1)), Tag.lot(twice)))
                        .lots()
                        .check(
                                new Fact(
                                        99,
                                        EventId.parse("01980000-0000-7000-8000-00000000ffff"),
                                        Season.MORNING,
                                        split),
                                tag -> true)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.LOT_EXISTS));
    }

    private static RecordHarvest harvestOf(String variety) {
        return new RecordHarvest(
                lot(1),
                VarietyCode.parse(variety),
                Season.DAY,
                Season.PRODUCER,
                Season.ORCHARD,
                Season.POINT,
                Weight.ofGrams(800_000),
                null,
                null,
                null,
                null,
                List.<Claim>of(),
                null);
    }

    private static RegisterPlace collectionPointIn(String commune) {
        return new RegisterPlace(
                org.jekasy.language.PlaceId.parse("PC-KAD-02"),
                PlaceKind.COLLECTION_POINT,
                null,
                null,
                null,
                CommuneId.parse(commune),
                null,
                null,
                null);
    }
}
