package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.But.but;
import static org.jekasy.command.ledger.Season.MORNING;
import static org.jekasy.command.ledger.Season.STATION;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.organicHarvest;
import static org.jekasy.command.ledger.Season.portion;
import static org.jekasy.command.ledger.Season.stationLot;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jekasy.language.Claim;
import org.jekasy.language.Grams;
import org.jekasy.language.HoldReason;
import org.jekasy.language.LotTreated;
import org.jekasy.language.Measurement;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class TreatLotTest {
    private static final Instant START = MORNING.plusSeconds(600);
    private static final Instant END = START.plus(Duration.ofMinutes(90));

    private final Season season = Season.inKadiolo()
            .as(STATION)
            .hasHarvested(harvest(stationLot(1), 8_000_000), organicHarvest(stationLot(2), 800_000))
            .at(END);
    private final TreatLot bath = treating(temperature("46.1"), fruit("450"));

    private static TreatLot treating(Measurement... parameters) {
        return new TreatLot(
                stationLot(10),
                Season.PACKHOUSE,
                portion(stationLot(1), 100_000),
                null,
                "HOT_WATER",
                List.of(parameters),
                START,
                END,
                null,
                null);
    }

    private static Measurement temperature(String celsius) {
        return new Measurement("water_temperature", new BigDecimal(celsius), "CEL", "sonde 3");
    }

    private static Measurement fruit(String grams) {
        return new Measurement("fruit_mass", new BigDecimal(grams), "GRM", null);
    }

    private static Measurement minutes(String minutes) {
        return new Measurement("immersion_time", new BigDecimal(minutes), "MIN", null);
    }

    private static Measurement hydrocooled(String yes) {
        return new Measurement("hydrocooled", new BigDecimal(yes), "C62", null);
    }

    private int treated;

    /** The bath with these parameters as well, making another lot. */
    private TreatLot and(Measurement... more) {
        List<Measurement> parameters = new ArrayList<>(bath.parameters());
        parameters.addAll(Arrays.asList(more));
        return but(but(bath, "parameters", parameters), "output", stationLot(100 + treated++));
    }

    private TreatLot of(Measurement... parameters) {
        return but(treating(parameters), "output", stationLot(100 + treated++));
    }

    private LotTreated treated() {
        return (LotTreated) season.last().event();
    }

    @Test
    void aTreatedLotIsANewLotThatCarriesItsTreatment() {
        season.records(
                but(
                        but(but(bath, "weight", Weight.ofGrams(99_000)), "witness", "OPV-17"),
                        "input",
                        portion(stationLot(2), 100_000)),
                new LotTreated(
                        stationLot(10),
                        STATION,
                        Season.PACKHOUSE,
                        ProductCode.parse("mango_fresh"),
                        Season.KENT,
                        SeasonId.parse("MG-2026"),
                        portion(stationLot(2), 100_000),
                        Weight.ofGrams(99_000),
                        Grams.ofGrams(1_000),
                        "HOT_WATER",
                        List.of(temperature("46.1"), fruit("450")),
                        START,
                        END,
                        List.of(Claim.ORGANIC),
                        null,
                        "OPV-17"));
        assertThat(season.gramsOf(stationLot(2), STATION)).isEqualTo(700_000);
        assertThat(season.gramsOf(stationLot(10), STATION)).isEqualTo(99_000);
    }

    @Test
    void theTreatmentGoesOnIntoWhatIsMadeOfTreatedLotsOnly() {
        season.given(and());
        GroupLots treated = new GroupLots(
                stationLot(50), Season.PACKHOUSE, List.of(portion(stationLot(100), 50_000)), null, null, null, null);
        season.given(treated);
        assertThat(((org.jekasy.language.LotsGrouped) season.last().event()).treatment())
                .isEqualTo("HOT_WATER");
        season.given(but(
                but(treated, "output", stationLot(51)),
                "inputs",
                List.of(portion(stationLot(100), 50_000), portion(stationLot(1), 50_000))));
        assertThat(((org.jekasy.language.LotsGrouped) season.last().event()).treatment())
                .isNull();
    }

    @Test
    void theSameTreatmentSentTwiceFindsItsLotGiven() {
        season.given(bath);

        season.refuses(bath, Reason.LOT_EXISTS);
    }

    @Test
    void weightLeftOutIsTheInputs() {
        season.given(bath);
        assertThat(treated().weight()).isEqualTo(Weight.ofGrams(100_000));
        assertThat(treated().loss()).isEqualTo(Grams.NONE);
        season.refuses(but(and(), "weight", Weight.ofGrams(100_001)), Reason.PROCESS_UNBALANCED);
    }

    @Test
    void theWaterIsNeverBelowTheProtocol() {
        season.given(and(temperature("45.4"), temperature("50")));
        assertThat(treated().hold()).isNull();
        season.warnsOf(and(temperature("45.3")), Reason.UNUSUAL);
        assertThat(treated().hold()).isEqualTo(HoldReason.TEMP_EXCURSION);
        season.warnsOf(and(temperature("50.1"), temperature("46.5")), Reason.UNUSUAL);
        assertThat(treated().hold()).isEqualTo(HoldReason.TEMP_EXCURSION);
        season.refuses(and(temperature("55.1")), Reason.OUT_OF_RANGE).hasMessageContaining("Température de l’eau");
        season.refuses(
                and(new Measurement("water_temperature", new BigDecimal("115"), "FAH", null)), Reason.UNREADABLE);
    }

    @Test
    void aLotTreatedOffTheProtocolIsHeldUntilReleased() {
        season.warnsOf(but(and(temperature("44")), "output", stationLot(10)), Reason.UNUSUAL);

        season.refuses(
                        new GroupLots(
                                stationLot(50),
                                Season.PACKHOUSE,
                                List.of(portion(stationLot(10), 1_000)),
                                null,
                                null,
                                null,
                                null),
                        Reason.HELD)
                .hasMessageContaining("écart au protocole de température");
    }

    @Test
    void heavierFruitStaysLongerInTheWater() {
        staysAtLeast(75, "500");
        staysAtLeast(90, "500.1");
        staysAtLeast(90, "700");
        staysAtLeast(110, "701");
        staysAtLeast(110, "900");
    }

    private void staysAtLeast(int least, String fruitGrams) {
        lasting(least, of(temperature("46.5"), fruit(fruitGrams)), false);
        lasting(least - 1, of(temperature("46.5"), fruit(fruitGrams)), true);
    }

    @Test
    void tenMinutesMoreWhereItIsCooledAtOnce() {
        lasting(85, and(hydrocooled("1")), false);
        lasting(84, and(hydrocooled("1")), true);
        lasting(75, and(hydrocooled("0")), false);
    }

    @Test
    void theHeaviestFruitDecides() {
        lasting(90, and(fruit("650")), false);
        lasting(89, and(fruit("650"), fruit("300")), true);
    }

    @Test
    void tooLongCooksTheFruit() {
        lasting(120, and(), false);
        lasting(121, and(), true);
        lasting(240, and(), true);
        season.refuses(until(241, and()), Reason.OUT_OF_RANGE).hasMessageContaining("Durée d’immersion");
    }

    @Test
    void noScheduleKnowsFruitAboveNineHundredGrams() {
        lasting(120, of(temperature("46.5"), fruit("901")), true);
        assertThat(season.last().flags()).hasSize(1);
        season.refuses(until(241, of(temperature("46.5"), fruit("901"))), Reason.OUT_OF_RANGE);
        season.refuses(of(temperature("46.5"), fruit("2501")), Reason.OUT_OF_RANGE);
    }

    @Test
    void theTimeInTheWaterIsNoLongerThanTheTreatment() {
        season.given(and(minutes("90")));
        season.warnsOf(and(minutes("74.5")), Reason.UNUSUAL);
        season.warnsOf(and(minutes("90"), minutes("70")), Reason.UNUSUAL);
        season.refuses(and(minutes("90.5")), Reason.OUT_OF_RANGE).hasMessageContaining("0 à 90 min");
    }

    @Test
    void allThatIsOffIsSaidAtOnce() {
        TreatLot off = until(60, of(temperature("44"), temperature("43"), fruit("450")));

        assertThat(season.when(off).unconfirmed()).hasSize(3);
    }

    private TreatLot until(int minutes, TreatLot treatment) {
        Instant end = START.plus(Duration.ofMinutes(minutes)).plusSeconds(59);
        season.at(end);
        return but(treatment, "endedAt", end);
    }

    private void lasting(int minutes, TreatLot treatment, boolean held) {
        TreatLot lasting = until(minutes, treatment);
        if (held) {
            season.warnsOf(lasting, Reason.UNUSUAL);
        } else {
            season.given(lasting);
        }
        assertThat(treated().hold()).isEqualTo(held ? HoldReason.TEMP_EXCURSION : null);
    }

    @Test
    void hotWaterNeedsItsTemperatureAndTheWeightOfTheFruit() {
        season.refuses(of(fruit("450")), Reason.MISSING).hasMessageContaining("température de l’eau");
        season.refuses(of(temperature("46.1")), Reason.MISSING).hasMessageContaining("poids d’un fruit");
    }

    @Test
    void anotherTreatmentHasNoBathToJudge() {
        season.given(but(of(), "method", "VAPOUR_HEAT"));
        assertThat(treated().method()).isEqualTo("VAPOUR_HEAT");
        assertThat(treated().hold()).isNull();
        Season shea = Shea.inYorosso().given(Shea.delivery(Shea.lot(1), 60_000)).at(Shea.EVENING);
        shea.given(new TreatLot(
                Shea.lot(2),
                Shea.POINT,
                portion(Shea.lot(1), 60_000),
                null,
                "HOT_WATER",
                List.of(),
                Shea.MORNING,
                Shea.EVENING,
                null,
                null));
        assertThat(shea.gramsOf(Shea.lot(2), Shea.GROUP)).isEqualTo(60_000);
    }

    @Test
    void aMethodIsWrittenInOneWay() {
        for (String method : List.of("hot water", "Hot_Water", "HW", "1HOT", "")) {
            season.refuses(but(bath, "method", method), method.isEmpty() ? Reason.MISSING : Reason.UNREADABLE);
        }
    }

    @Test
    void aTreatmentStartsAfterItsLotAndEndsAfterItStarts() {
        season.refuses(but(bath, "startedAt", MORNING.minusSeconds(1)), Reason.BEFORE_ITS_LOT);
        season.refuses(but(bath, "endedAt", START.minusSeconds(1)), Reason.BEFORE);
        season.refuses(but(bath, "endedAt", END.plusSeconds(1)), Reason.BEFORE);
    }

    @Test
    void whatIsUsedIsThereAndWithWhoActs() {
        season.refuses(but(bath, "facility", PlaceId.parse("ST-XXX-01")), Reason.UNKNOWN);
        season.refuses(but(bath, "input", portion(stationLot(99), 1_000)), Reason.UNKNOWN_LOT);
        season.refuses(but(bath, "input", portion(stationLot(1), 8_000_001)), Reason.TOO_LITTLE_LEFT);
        season.refuses(but(bath, "output", stationLot(1)), Reason.OWN_ANCESTOR);
        season.refuses(but(bath, "output", lot(10)), Reason.NOT_YOURS);
        season.as(Season.COOPERATIVE).refuses(but(bath, "output", lot(10)), Reason.NOT_THE_HOLDER);
    }

    @Test
    void wordsAreNotBlank() {
        season.refuses(but(bath, "witness", ""), Reason.MISSING);
        season.refuses(and(new Measurement(" ", BigDecimal.ONE, "CEL", null)), Reason.MISSING);
    }

    @Test
    void aClaimIsOneOfTheLots() {
        season.refuses(but(bath, "claims", Set.of(Claim.ORGANIC)), Reason.CLAIM_NOT_HELD);
    }
}
