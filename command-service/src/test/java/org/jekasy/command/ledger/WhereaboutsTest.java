package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Season.MORNING;
import static org.jekasy.command.ledger.Season.lot;

import java.time.Instant;
import java.util.List;
import org.jekasy.language.OneOfEach;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.Source;
import org.jekasy.language.UnLocode;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhereaboutsTest {
    private static final PlaceId SIKASSO = PlaceId.parse("PC-SIK-01");
    private static final PlaceId BAMAKO = PlaceId.parse("PC-BKO-01");
    private static final Instant TEN_MINUTES_LATER = MORNING.plusSeconds(600);

    private final Season season = Season.inKadiolo();

    @BeforeEach
    void twoPointsThreeHundredKilometresApart() {
        season.given(point(SIKASSO, "MLSIK"), point(BAMAKO, "MLBKO"));
        season.by("7").given(harvest(1, SIKASSO));
    }

    private static RegisterPlace point(PlaceId place, String locode) {
        return new RegisterPlace(
                place, PlaceKind.COLLECTION_POINT, null, null, null, null, UnLocode.parse(locode), null, null);
    }

    private static RecordHarvest harvest(int serial, PlaceId at) {
        return new RecordHarvest(
                lot(serial),
                Season.KENT,
                Season.DAY,
                Season.PRODUCER,
                Season.ORCHARD,
                at,
                Weight.ofGrams(800_000),
                null,
                null,
                null,
                null,
                List.of(),
                null);
    }

    @Test
    void nobodyIsAtTwoDistantPlacesWithinTenMinutes() {
        season.at(TEN_MINUTES_LATER).warnsOf(harvest(2, BAMAKO), Reason.AT_TWO_PLACES);
    }

    @Test
    void anEntryThatArrivesLateIsJudgedByWhenItHappened() {
        season.at(MORNING.minusSeconds(540)).warnsOf(harvest(2, BAMAKO), Reason.AT_TWO_PLACES);
    }

    @Test
    void laterThereIsTimeToTravel() {
        season.at(TEN_MINUTES_LATER.plusSeconds(60)).given(harvest(2, BAMAKO));
    }

    @Test
    void theSamePlaceIsNoJourney() {
        season.at(MORNING.plusSeconds(5)).given(harvest(2, SIKASSO));
    }

    @Test
    void anotherOperatorOrNobodyKnownIsNotJudged() {
        season.by("8").at(MORNING.plusSeconds(60)).given(harvest(2, BAMAKO));
        season.by(null).given(harvest(3, SIKASSO));
    }

    @Test
    void aPlaceThatNobodyKnowsTheWhereaboutsOfIsNotJudged() {
        season.at(MORNING.plusSeconds(60)).given(harvest(2, Season.POINT));
    }

    @Test
    void aBookTypedInLaterIsFlaggedAndNotHeldBack() {
        season.at(MORNING.plusSeconds(60)).from(Source.PAPER_BACKFILL);
        assertThat(season.when(harvest(2, BAMAKO)).flags())
                .extracting(flag -> flag.code().wire())
                .containsExactly("W-FAST-01");
    }

    @Test
    void withinOneBatchTheEarlierItemCounts() {
        season.by("9").at(MORNING.plusSeconds(60));
        assertThat(season.whenTogether(harvest(2, SIKASSO), harvest(3, BAMAKO))
                        .getLast()
                        .unconfirmed())
                .extracting(Warning::reason)
                .containsExactly(Reason.AT_TWO_PLACES);
    }

    @Test
    void whatIsDoneSomewhereSaysWhere() {
        assertThat(OneOfEach.events().stream()
                        .filter(event -> Whereabouts.of(event) != null)
                        .map(event -> event.getClass().getSimpleName()))
                .containsExactlyInAnyOrder(
                        "HarvestRecorded",
                        "DeliveryRecorded",
                        "LotsGrouped",
                        "LotSplit",
                        "LotsProcessed",
                        "LotTreated",
                        "LotsPacked",
                        "LogisticUnitBuilt",
                        "ContainerStuffed",
                        "ConsignmentShipped",
                        "ConsignmentReceived");
    }
}
