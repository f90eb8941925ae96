package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.But.but;
import static org.jekasy.command.ledger.Season.DAY;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.organicHarvest;
import static org.jekasy.command.ledger.Season.stationLot;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jekasy.language.Claim;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.EventId;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.ProductCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class RecordHarvestTest {
    private final Season season = Season.inKadiolo();
    private final RecordHarvest harvest = harvest(lot(1), 806_500);

    @Test
    void aWeighingTicketBecomesALotHeldByTheCooperative() {
        season.records(
                new RecordHarvest(
                        lot(1),
                        Season.KENT,
                        DAY,
                        Season.ORGANIC_PRODUCER,
                        Season.ORGANIC_ORCHARD,
                        Season.POINT,
                        Weight.ofGrams(806_500),
                        40,
                        Weight.ofGrams(886_500),
                        "T00045",
                        SeasonId.parse("MG-2026"),
                        List.of(Claim.ORGANIC),
                        LocalDate.of(2026, 3, 1)),
                new HarvestRecorded(
                        lot(1),
                        ProductCode.parse("mango_fresh"),
                        Season.KENT,
                        DAY,
                        Season.ORGANIC_PRODUCER,
                        Season.ORGANIC_ORCHARD,
                        Season.POINT,
                        Season.COOPERATIVE,
                        Season.COMMUNE,
                        Weight.ofGrams(806_500),
                        40,
                        Weight.ofGrams(886_500),
                        "T00045",
                        SeasonId.parse("MG-2026"),
                        List.of(Claim.ORGANIC),
                        LocalDate.of(2026, 3, 1)));
        assertThat(season.gramsOf(lot(1), Season.COOPERATIVE)).isEqualTo(806_500);
    }

    @Test
    void whatIsLeftOutFollowsFromTheOrchardTheClockAndTheLot() {
        season.records(
                new RecordHarvest(
                        lot(1),
                        Season.KENT,
                        null,
                        null,
                        Season.ORCHARD,
                        null,
                        Weight.ofGrams(806_500),
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null),
                new HarvestRecorded(
                        lot(1),
                        ProductCode.parse("mango_fresh"),
                        Season.KENT,
                        DAY,
                        Season.PRODUCER,
                        Season.ORCHARD,
                        Season.ORCHARD,
                        Season.COOPERATIVE,
                        Season.COMMUNE,
                        Weight.ofGrams(806_500),
                        null,
                        null,
                        lot(1).text(),
                        SeasonId.parse("MG-2026"),
                        List.of(),
                        null));
    }

    @Test
    void anOrchardWithoutACommuneLiesInItsProducers() {
        PlaceId orchard = PlaceId.parse("V-KAD-0099");
        season.given(
                new RegisterPlace(orchard, PlaceKind.ORCHARD, null, null, Season.PRODUCER, null, null, null, null));

        season.when(but(harvest, "orchard", orchard));

        assertThat(season.last().event())
                .isInstanceOfSatisfying(
                        HarvestRecorded.class,
                        recorded -> assertThat(recorded.commune()).isEqualTo(Season.COMMUNE));
    }

    @Test
    void aLotTakesOnlyOneHarvest() {
        season.given(harvest);

        season.refuses(but(harvest, "ticket", "T00046"), Reason.LOT_EXISTS);
    }

    @Test
    void theSameHarvestSentTwiceUnderAnotherIdIsTheSameTicketTwice() {
        season.given(harvest);

        season.refuses(harvest, Reason.TICKET_USED);
    }

    @Test
    void aTicketIsOneLot() {
        season.given(but(harvest, "ticket", "T00045"));

        season.refuses(but(harvest(lot(2), 500_000), "ticket", "T00045"), Reason.TICKET_USED)
                .hasMessageContaining(lot(1).text());
        season.refuses(but(harvest(lot(2), 500_000), "ticket", " "), Reason.MISSING);
        season.refuses(but(harvest(lot(2), 500_000), "ticket", "9".repeat(501)), Reason.UNREADABLE);
        season.given(but(harvest(lot(2), 500_000), "ticket", "9".repeat(500)));
    }

    @Test
    void onlyARegisteredCooperativeRecords() {
        season.as(PartyId.parse("COOP-XXX-01")).refuses(harvest, Reason.UNKNOWN);
    }

    @Test
    void aCodeComesFromAnIssuerOfOnesOwn() {
        season.refuses(but(harvest, "lot", LotId.ofDay(DAY, IssuerCode.parse("ZZZZ"), 1)), Reason.UNKNOWN);
        season.refuses(but(harvest, "lot", stationLot(1)), Reason.NOT_YOURS);
    }

    @Test
    void whatIsNamedIsKnown() {
        season.refuses(but(harvest, "orchard", PlaceId.parse("V-KAD-9999")), Reason.UNKNOWN);
        season.refuses(but(harvest, "place", PlaceId.parse("PC-KAD-99")), Reason.UNKNOWN);
        season.refuses(but(harvest, "producer", org.jekasy.language.ProducerId.parse("P-KAD-9999")), Reason.UNKNOWN);
        season.refuses(but(harvest, "variety", VarietyCode.parse("KET")), Reason.UNKNOWN_NEAREST)
                .hasMessageContaining("Kent");
    }

    @Test
    void aHarvestComesFromAnOrchardOfItsProducer() {
        season.refuses(but(harvest, "orchard", Season.POINT), Reason.NOT_AN_ORCHARD);
        season.refuses(but(harvest, "producer", Season.ORGANIC_PRODUCER), Reason.ORCHARD_OF_ANOTHER);
        season.refuses(but(harvest, "orchard", Season.ORGANIC_ORCHARD), Reason.ORCHARD_OF_ANOTHER);
    }

    @Test
    void aCollectionAreaIsNoOrchard() {
        PlaceId area = PlaceId.parse("Z-KAD-01");
        season.given(new RegisterPlace(
                area, PlaceKind.COLLECTION_AREA, null, null, Season.PRODUCER, Season.COMMUNE, null, null, null));

        season.refuses(but(harvest, "orchard", area), Reason.NOT_AN_ORCHARD);
    }

    @Test
    void oneHarvestOfAnOrchardWeighsUpToFifteenTonnes() {
        season.given(harvest(lot(1), 20_000), harvest(lot(2), 8_000_000));
        season.warnsOf(harvest(lot(3), 19_999), Reason.UNUSUAL);
        season.warnsOf(harvest(lot(4), 8_000_001), Reason.UNUSUAL);
        season.refuses(harvest(lot(5), 15_000_001), Reason.OUT_OF_RANGE)
                .hasMessageContaining("15000,001 kg est impossible (limites : 0 à 15000 kg)");
    }

    @Test
    void aCrateHoldsTenToThirtyKilograms() {
        season.given(but(harvest(lot(1), 800_000), "crates", 40));
        season.given(but(harvest(lot(2), 300_000), "crates", 10));
        season.warnsOf(but(harvest(lot(3), 300_010), "crates", 10), Reason.UNUSUAL);
        season.warnsOf(but(harvest(lot(4), 99_990), "crates", 10), Reason.UNUSUAL);
        season.refuses(but(harvest(lot(5), 400_010), "crates", 10), Reason.OUT_OF_RANGE);
        season.refuses(but(harvest(lot(6), 400_000), "crates", 0), Reason.UNREADABLE);
        season.refuses(but(harvest(lot(6), 400_000), "crates", -1), Reason.UNREADABLE);
    }

    @Test
    void grossIsNotLessThanNet() {
        season.given(but(harvest, "gross", Weight.ofGrams(806_500)));
        season.refuses(but(harvest(lot(2), 806_500), "gross", Weight.ofGrams(806_499)), Reason.OUT_OF_RANGE)
                .hasMessageContaining("Poids brut : 806,499 kg");
    }

    @Test
    void theCapacityOfAnOrchardIsCountedOverTheSeason() {
        season.given(harvest(lot(1), 8_000_000), harvest(lot(2), 8_000_000), harvest(lot(3), 8_000_000));
        season.given(harvest(lot(4), 6_000_000));
        season.warnsOf(harvest(lot(5), 20_000), Reason.ABOVE_CAPACITY);
        assertThat(season.last().flags())
                .singleElement()
                .satisfies(flag -> assertThat(flag.code().wire()).isEqualTo("W-CAP-01"));
        season.warnsOf(harvest(lot(6), 8_000_000), Reason.ABOVE_CAPACITY);
        season.warnsOf(harvest(lot(7), 8_000_000), Reason.ABOVE_CAPACITY);
        season.warnsOf(harvest(lot(8), 3_980_000), Reason.ABOVE_CAPACITY);
        season.refuses(harvest(lot(9), 20_000), Reason.BEYOND_CAPACITY)
                .hasMessageContaining("50020 kg")
                .hasMessageContaining("2 ha")
                .hasMessageContaining("25 t/ha");
    }

    @Test
    void aCorrectionIsJudgedByTheSeasonWithoutWhatItReplaces() {
        season.given(harvest(lot(1), 8_000_000), harvest(lot(2), 8_000_000), harvest(lot(3), 8_000_000));
        EventId third = season.last().eventId();
        season.given(harvest(lot(4), 6_000_000));

        season.when(weighed(third, harvest(lot(3), 7_000_000)));
        season.given(harvest(lot(5), 1_000_000));
        season.warnsOf(harvest(lot(6), 20_000), Reason.ABOVE_CAPACITY);
        season.warnsOf(weighed(third, harvest(lot(3), 7_010_000)), Reason.ABOVE_CAPACITY);
        season.when(weighed(third, harvest(lot(3), 6_900_000)));
        season.given(harvest(lot(7), 20_000));
    }

    @Test
    void aVoidedHarvestLeavesItsRoomToOthers() {
        season.given(harvest(lot(1), 8_000_000), harvest(lot(2), 8_000_000), harvest(lot(3), 8_000_000));
        EventId third = season.last().eventId();
        season.given(harvest(lot(4), 6_000_000));
        season.when(new VoidEntry(third, CorrectReason.TYPING, null));

        season.given(harvest(lot(5), 8_000_000));
        season.warnsOf(harvest(lot(6), 20_000), Reason.ABOVE_CAPACITY);
    }

    private static CorrectEntry weighed(EventId target, RecordHarvest corrected) {
        return new CorrectEntry(target, CorrectReason.WRONG_WEIGHT, corrected, null, null);
    }

    @Test
    void anOrchardOfUnknownAreaHasNoCapacity() {
        PlaceId orchard = PlaceId.parse("V-KAD-0099");
        season.given(
                new RegisterPlace(orchard, PlaceKind.ORCHARD, null, null, Season.PRODUCER, null, null, null, null));

        for (int i = 1; i <= 7; i++) {
            season.given(but(harvest(lot(i), 8_000_000), "orchard", orchard));
        }
        assertThat(season.gramsOf(lot(7), Season.COOPERATIVE)).isEqualTo(8_000_000);
    }

    @Test
    void aClaimIsHeldByTheProducer() {
        season.given(organicHarvest(lot(1), 800_000));
        season.refuses(but(harvest(lot(2), 800_000), "claims", List.of(Claim.ORGANIC)), Reason.CLAIM_NOT_HELD)
                .hasMessageContaining("P-KAD-0012");
        season.refuses(
                but(organicHarvest(lot(2), 800_000), "claims", List.of(Claim.ORGANIC, Claim.FAIRTRADE)),
                Reason.CLAIM_NOT_HELD);
    }

    @Test
    void aClaimIsWrittenOnce() {
        season.when(but(organicHarvest(lot(1), 800_000), "claims", List.of(Claim.ORGANIC, Claim.ORGANIC)));

        assertThat(season.last().event())
                .isInstanceOfSatisfying(
                        HarvestRecorded.class,
                        recorded -> assertThat(recorded.claims()).containsExactly(Claim.ORGANIC));
    }

    @Test
    void fruitIsPickedBeforeItIsWeighedAndTreatedBeforeItIsPicked() {
        season.refuses(but(harvest, "harvestedOn", DAY.plusDays(1)), Reason.IN_THE_FUTURE);
        season.nowIs(Season.NOW.plusSeconds(86_400))
                .refuses(but(harvest, "harvestedOn", DAY.plusDays(1)), Reason.BEFORE)
                .hasMessageContaining(
                        "Date de l’opération (11/05/2026) ne peut pas être avant date de récolte (12/05/2026)");
        season.refuses(but(harvest, "lastTreatedOn", DAY.plusDays(1)), Reason.BEFORE);
        season.given(but(harvest, "lastTreatedOn", DAY));
    }

    @Test
    void aHarvestToldDaysLaterIsLateThoughTheWeighingIsNot() {
        season.given(but(harvest, "harvestedOn", DAY.minusDays(2)));
        season.warnsOf(but(harvest(lot(2), 800_000), "harvestedOn", DAY.minusDays(4)), Reason.LATE);
    }

    @Test
    void aYearBeforeAnyPaperIsAMistypedYear() {
        season.refuses(but(harvest, "harvestedOn", LocalDate.of(1926, 5, 11)), Reason.UNREADABLE);
        season.refuses(but(harvest, "harvestedOn", LocalDate.of(-5, 5, 11)), Reason.UNREADABLE);
        season.refuses(but(harvest, "harvestedOn", LocalDate.of(12_026, 5, 11)), Reason.IN_THE_FUTURE);
        season.at(Instant.parse("1999-12-31T23:59:59Z")).refuses(but(harvest, "harvestedOn", null), Reason.UNREADABLE);
    }

    @Test
    void theSeasonIsThatOfTheDay() {
        season.refuses(but(harvest, "season", SeasonId.parse("MG-2025")), Reason.WRONG_SEASON)
                .hasMessageContaining("MG-2026");
        season.given(but(harvest, "season", SeasonId.parse("MG-2026")));
    }

    @Test
    void kentIsPickedFromTheTenthOfAprilToTheFifteenthOfJune() {
        for (String usual : List.of("2026-04-10", "2026-06-15", "2026-03-27", "2026-06-29")) {
            on(LocalDate.parse(usual)).given(nextHarvest());
        }
        for (String early : List.of("2026-03-26", "2026-06-30", "2026-02-24", "2026-07-30")) {
            on(LocalDate.parse(early)).warnsOf(nextHarvest(), Reason.OUT_OF_SEASON);
        }
        for (String never : List.of("2026-02-23", "2026-07-31", "2026-01-01", "2026-12-31")) {
            on(LocalDate.parse(never)).refuses(nextHarvest(), Reason.FAR_OUT_OF_SEASON);
        }
    }

    @Test
    void whoPicksOutOfSeasonIsToldWhenTheSeasonIs() {
        on(LocalDate.of(2026, 7, 31))
                .refuses(nextHarvest(), Reason.FAR_OUT_OF_SEASON)
                .hasMessage("E-TIME-02 Kent ne se récolte pas le 31/07/2026 : 46 jours hors de sa saison (10/04/2026 au"
                        + " 15/06/2026), plus de 45 est impossible.");
        assertThat(season.ledger.entries()).noneMatch(entry -> entry.event() instanceof HarvestRecorded);
        assertThat(Rulebook.shipped().band("M-H-04").hardMax()).isEqualTo(new BigDecimal("45"));
    }

    private int picked;

    private RecordHarvest nextHarvest() {
        return but(harvest(lot(100 + picked++), 500_000), "harvestedOn", null);
    }

    private Season on(LocalDate day) {
        Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        return season.at(noon).nowIs(noon);
    }
}
