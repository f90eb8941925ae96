package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jekasy.command.ledger.But.but;
import static org.jekasy.command.ledger.Shea.DAY;
import static org.jekasy.command.ledger.Shea.delivery;
import static org.jekasy.command.ledger.Shea.lot;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jekasy.language.Claim;
import org.jekasy.language.DeliveryRecorded;
import org.jekasy.language.HoldReason;
import org.jekasy.language.LotId;
import org.jekasy.language.Malformed;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Source;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class RecordDeliveryTest {
    private final Season season = Shea.inYorosso();
    private final RecordDelivery delivery = delivery(lot(1), 62_500);

    private static BigDecimal percent(String percent) {
        return new BigDecimal(percent);
    }

    @Test
    void aDeliveryBecomesALotHeldByTheGroup() {
        season.records(
                new RecordDelivery(
                        lot(1),
                        Shea.NUT,
                        DAY,
                        Shea.ORGANIC_WOMAN,
                        Shea.AREA,
                        Shea.POINT,
                        Weight.ofGrams(62_500),
                        1,
                        percent("6.3"),
                        "K00012",
                        SeasonId.parse("KA-2026/27"),
                        List.of(Claim.ORGANIC),
                        "A",
                        DAY.minusDays(9)),
                new DeliveryRecorded(
                        lot(1),
                        Shea.NUT,
                        DAY,
                        Shea.ORGANIC_WOMAN,
                        Shea.AREA,
                        Shea.POINT,
                        Shea.GROUP,
                        Shea.COMMUNE,
                        Weight.ofGrams(62_500),
                        1,
                        percent("6.3"),
                        "K00012",
                        SeasonId.parse("KA-2026/27"),
                        List.of(Claim.ORGANIC),
                        null,
                        "A",
                        DAY.minusDays(9)));
        assertThat(season.gramsOf(lot(1), Shea.GROUP)).isEqualTo(62_500);
    }

    @Test
    void whatIsLeftOutIsKernelOfTheDayFromTheArea() {
        season.records(
                new RecordDelivery(
                        lot(1),
                        null,
                        null,
                        Shea.WOMAN,
                        Shea.AREA,
                        null,
                        Weight.ofGrams(62_500),
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null),
                new DeliveryRecorded(
                        lot(1),
                        Shea.KERNEL,
                        DAY,
                        Shea.WOMAN,
                        Shea.AREA,
                        Shea.AREA,
                        Shea.GROUP,
                        Shea.COMMUNE,
                        Weight.ofGrams(62_500),
                        null,
                        null,
                        lot(1).text(),
                        SeasonId.parse("KA-2026/27"),
                        List.of(),
                        null,
                        null,
                        null));
    }

    @Test
    void anOrchardDeliversToo() {
        season.when(but(delivery, "area", Shea.ORCHARD));

        assertThat(season.last().event())
                .isInstanceOfSatisfying(
                        DeliveryRecorded.class,
                        recorded -> assertThat(recorded.commune()).isEqualTo(Shea.COMMUNE));
        season.refuses(
                but(but(delivery(lot(2), 62_500), "area", Shea.ORCHARD), "producer", Shea.ORGANIC_WOMAN),
                Reason.ORCHARD_OF_ANOTHER);
    }

    @Test
    void theSameDeliverySentTwiceUnderAnotherIdIsTheSameTicketTwice() {
        season.given(delivery);

        season.refuses(delivery, Reason.TICKET_USED);
        season.refuses(but(delivery, "ticket", "K00013"), Reason.LOT_EXISTS);
    }

    @Test
    void aTicketIsOneLotOfItsCooperativeAndSeason() {
        season.given(but(delivery, "ticket", "K00012"));

        season.refuses(but(delivery(lot(2), 40_000), "ticket", "K00012"), Reason.TICKET_USED);
        season.refuses(but(delivery(lot(2), 40_000), "ticket", ""), Reason.MISSING);
        season.at(Shea.MORNING.atOffset(ZoneOffset.UTC).plusYears(1).toInstant())
                .nowIs(Shea.EVENING.atOffset(ZoneOffset.UTC).plusYears(1).toInstant())
                .given(but(delivery(lot(2), 40_000), "ticket", "K00012"));
    }

    @Test
    void whatIsNamedIsKnown() {
        season.refuses(but(delivery, "producer", ProducerId.parse("P-YOR-9999")), Reason.UNKNOWN);
        season.refuses(but(delivery, "area", PlaceId.parse("Z-YOR-99")), Reason.UNKNOWN);
        season.refuses(but(delivery, "place", PlaceId.parse("PC-YOR-99")), Reason.UNKNOWN);
        season.refuses(but(delivery, "product", ProductCode.parse("shea_kernels")), Reason.UNKNOWN_NEAREST);
        season.as(PartyId.parse("COOP-XXX-01")).refuses(delivery, Reason.UNKNOWN);
    }

    @Test
    void sheaIsCollectedInAnAreaNotAtAPoint() {
        season.refuses(but(delivery, "area", Shea.POINT), Reason.NOT_AN_ORCHARD);
    }

    @Test
    void onlyFruitNutAndKernelAreDelivered() {
        season.given(but(delivery(lot(1), 30_000), "product", Shea.FRUIT));
        season.given(but(delivery(lot(2), 30_000), "product", Shea.NUT));
        season.given(but(delivery(lot(3), 30_000), "product", Shea.KERNEL));
        season.refuses(but(delivery(lot(4), 30_000), "product", Shea.BUTTER), Reason.PRODUCT_NOT_MADE_SO)
                .hasMessageContaining("Livraison de karité : pas de beurre de karité");
    }

    @Test
    void aCodeComesFromAnIssuerOfOnesOwn() {
        season.refuses(but(delivery, "lot", LotId.ofDay(DAY, Season.ISSUER, 1)), Reason.NOT_YOURS);
    }

    @Test
    void aDeliveryWeighsTwoKilogramsToFiveTonnes() {
        season.given(sacks(1, 2_000, null), sacks(2, 1_000_000, null));
        season.warnsOf(sacks(3, 1_999, null), Reason.UNUSUAL);
        season.warnsOf(sacks(4, 1_000_001, null), Reason.UNUSUAL);
        season.refuses(sacks(5, 5_000_001, null), Reason.OUT_OF_RANGE);
    }

    @Test
    void oneWomanCollectsUpToTwoHundredKilogramsOfFruit() {
        season.given(but(sacks(1, 100_000, null), "product", Shea.FRUIT));
        season.warnsOf(but(sacks(2, 100_001, null), "product", Shea.FRUIT), Reason.UNUSUAL);
        season.refuses(but(sacks(3, 200_001, null), "product", Shea.FRUIT), Reason.OUT_OF_RANGE)
                .hasMessageContaining("Collecte d’une femme en un jour");
    }

    @Test
    void aSackHoldsTenToAHundredKilograms() {
        season.given(sacks(1, 10_000, 1), sacks(2, 1_000_000, 10));
        season.warnsOf(sacks(3, 9_999, 1), Reason.UNUSUAL);
        season.warnsOf(sacks(4, 100_001, 1), Reason.UNUSUAL);
        season.refuses(sacks(5, 120_001, 1), Reason.OUT_OF_RANGE);
        season.refuses(sacks(5, 60_000, 0), Reason.UNREADABLE);
        season.refuses(sacks(5, 60_000, -1), Reason.UNREADABLE);
        // a basket of fruit is no sack of kernels
        season.given(but(sacks(6, 9_000, 2), "product", Shea.FRUIT));
    }

    @Test
    void tooMoistALotIsOnHoldFromTheStart() {
        season.given(but(delivery(lot(1), 60_000), "moisture", percent("8")));
        season.warnsOf(but(delivery(lot(2), 60_000), "moisture", percent("8.1")), Reason.UNUSUAL);

        assertThat(hold()).isEqualTo(HoldReason.MOISTURE);
        season.refuses(
                new GroupLots(lot(9), Shea.POINT, List.of(Season.portion(lot(2), 60_000)), null, null, null, null),
                Reason.HELD);
        season.refuses(but(delivery(lot(3), 60_000), "moisture", percent("20.1")), Reason.OUT_OF_RANGE);
        season.refuses(but(delivery(lot(3), 60_000), "moisture", percent("-0.1")), Reason.OUT_OF_RANGE);
    }

    @Test
    void whereNobodyCanConfirmAMoistLotIsFlaggedAndHeldAllTheSame() {
        season.from(Source.IMPORT).given(but(delivery, "moisture", percent("9.4")));

        assertThat(hold()).isEqualTo(HoldReason.MOISTURE);
        assertThat(season.last().flags())
                .singleElement()
                .satisfies(flag ->
                        assertThat(flag.reason()).isEqualTo("Humidité : 9,4 % est inhabituel (d’habitude 3 à 8 %)."));
    }

    @Test
    void tooDryIsDoubtfulButNoDanger() {
        season.warnsOf(but(delivery, "moisture", percent("2.9")), Reason.UNUSUAL);
        assertThat(hold()).isNull();
    }

    @Test
    void freshFruitIsAsMoistAsItIs() {
        season.given(but(but(delivery, "product", Shea.FRUIT), "moisture", percent("65")));
        assertThat(hold()).isNull();
    }

    @Test
    void aNumberNoInstrumentShowsIsNotRead() {
        assertThatThrownBy(() -> but(delivery, "moisture", percent("1E+999999999")))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void aClaimIsHeldByTheProducer() {
        season.refuses(but(delivery, "claims", List.of(Claim.ORGANIC)), Reason.CLAIM_NOT_HELD);
        season.given(
                but(but(delivery, "producer", Shea.ORGANIC_WOMAN), "claims", List.of(Claim.ORGANIC, Claim.ORGANIC)));
        assertThat(season.last().event())
                .isInstanceOfSatisfying(
                        DeliveryRecorded.class,
                        recorded -> assertThat(recorded.claims()).containsExactly(Claim.ORGANIC));
    }

    @Test
    void kernelsAreBoiledBeforeTheyAreDelivered() {
        season.given(but(delivery, "boiledOn", DAY));
        season.refuses(but(delivery(lot(2), 60_000), "boiledOn", DAY.plusDays(1)), Reason.BEFORE);
        season.refuses(but(delivery(lot(2), 60_000), "deliveredOn", DAY.plusDays(1)), Reason.IN_THE_FUTURE);
        season.warnsOf(but(delivery(lot(2), 60_000), "deliveredOn", DAY.minusDays(4)), Reason.LATE);
    }

    @Test
    void theSheaYearBeginsInJune() {
        assertThat(seasonOf("2026-06-01")).isEqualTo("KA-2026/27");
        assertThat(seasonOf("2027-05-31")).isEqualTo("KA-2026/27");
        assertThat(seasonOf("2027-06-01")).isEqualTo("KA-2027/28");
        assertThat(seasonOf("2099-12-31")).isEqualTo("KA-2099/00");
        season.refuses(but(delivery(lot(50), 60_000), "season", SeasonId.parse("KA-2026/27")), Reason.WRONG_SEASON);
    }

    private int days;

    private String seasonOf(String day) {
        java.time.Instant noon = LocalDate.parse(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
        season.at(noon).nowIs(noon).given(delivery(lot(10 + days++), 60_000));
        return ((DeliveryRecorded) season.last().event()).season().text();
    }

    @Test
    void aYearNoCalendarHasIsRefusedAsADay() {
        season.refuses(but(delivery, "deliveredOn", LocalDate.of(-5, 1, 1)), Reason.UNREADABLE);
        season.refuses(but(delivery, "deliveredOn", LocalDate.of(12_026, 1, 1)), Reason.IN_THE_FUTURE);
    }

    private static RecordDelivery sacks(int serial, long grams, @org.jspecify.annotations.Nullable Integer sacks) {
        return but(delivery(lot(serial), grams), "sacks", sacks);
    }

    private @org.jspecify.annotations.Nullable HoldReason hold() {
        return ((DeliveryRecorded) season.last().event()).hold();
    }
}
