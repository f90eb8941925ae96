package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.But.but;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.grouping;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.portion;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jekasy.language.HoldReason;
import org.jekasy.language.LotId;
import org.jekasy.language.LotInspected;
import org.jekasy.language.LotsProcessed;
import org.jekasy.language.Measurement;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.Output;
import org.jekasy.language.PartyId;
import org.jekasy.language.ProcessKind;
import org.jekasy.language.RunId;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Verdict;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class InspectLotTest {
    private static final PartyId PLANT_HEALTH = PartyId.parse("OPV-SIK");

    private final Season season = Season.inKadiolo().given(harvest(lot(1), 806_500));
    private final InspectLot inspection = inspecting(lot(1), measured("brix_at_harvest", "8.5", "J18"));

    private static Measurement measured(String parameter, String value, String unit) {
        return new Measurement(parameter, new BigDecimal(value), unit, null);
    }

    private static InspectLot inspecting(LotId lot, Measurement... results) {
        return new InspectLot(lot, "réception", 20, List.of(results), null, null, null);
    }

    @Test
    void aLotWithinItsBandsConforms() {
        season.records(
                but(inspection, "laboratory", "LCV Bamako"),
                new LotInspected(
                        lot(1),
                        "réception",
                        20,
                        List.of(measured("brix_at_harvest", "8.5", "J18")),
                        Verdict.CONFORM,
                        null,
                        "LCV Bamako"));
    }

    @Test
    void aLotMayBeInspectedTwice() {
        season.given(inspection, inspection);
        assertThat(season.ledger.entries())
                .filteredOn(entry -> entry.event() instanceof LotInspected)
                .hasSize(2);
    }

    @Test
    void anUnusualResultIsConfirmedAndAnImpossibleOneRefused() {
        season.warnsOf(inspecting(lot(1), measured("brix_at_harvest", "4.9", "J18")), Reason.UNUSUAL);
        assertThat(inspected().verdict()).isEqualTo(Verdict.CONFORM);
        season.warnsOf(inspecting(lot(1), measured("pulp_temperature", "43", "CEL")), Reason.UNUSUAL);
        season.refuses(inspecting(lot(1), measured("brix_at_harvest", "25.1", "J18")), Reason.OUT_OF_RANGE)
                .hasMessageContaining("Degré Brix à la récolte : 25,1 °Brix");
        season.refuses(inspecting(lot(1), measured("firmness_penetrometer", "251", "NEW")), Reason.OUT_OF_RANGE);
    }

    @Test
    void aValueInAnotherUnitIsNotJudgedButRefused() {
        season.refuses(inspecting(lot(1), measured("pulp_temperature", "90", "FAH")), Reason.UNREADABLE)
                .hasMessageContaining("FAH");
    }

    @Test
    void whatNoBandKnowsIsKeptAsItIs() {
        season.given(inspecting(lot(1), measured("arsenic", "0.01", "ppm")));
        assertThat(inspected().verdict()).isEqualTo(Verdict.CONFORM);
    }

    @Test
    void oneLiveLarvaHoldsTheLotWhateverWasSaid() {
        season.given(
                but(inspecting(lot(1), measured("fruits_with_live_larvae", "1", "H87")), "verdict", Verdict.CONFORM));

        assertThat(inspected().verdict()).isEqualTo(Verdict.NON_CONFORM);
        assertThat(inspected().hold()).isEqualTo(HoldReason.FLY_LARVA);
        season.refuses(grouping(lot(2), portion(lot(1), 1_000)), Reason.HELD).hasMessageContaining("larve");
    }

    @Test
    void noLarvaIsNoHold() {
        season.given(inspecting(lot(1), measured("fruits_with_live_larvae", "0", "H87")));
        assertThat(inspected().hold()).isNull();
        assertThat(inspected().verdict()).isEqualTo(Verdict.CONFORM);
    }

    @Test
    void larvaeAreFoundInFruitOfTheSample() {
        season.given(inspecting(lot(1), measured("fruits_with_live_larvae", "20", "H87")));
        season.refuses(inspecting(lot(1), measured("fruits_with_live_larvae", "21", "H87")), Reason.OUT_OF_RANGE);
        season.refuses(inspecting(lot(1), measured("fruits_with_live_larvae", "-1", "H87")), Reason.OUT_OF_RANGE);
        season.refuses(but(inspection, "sampleSize", 0), Reason.UNREADABLE);
        season.refuses(but(inspection, "sampleSize", -3), Reason.UNREADABLE);
        season.given(but(inspection, "sampleSize", 1));
    }

    @Test
    void theLarvaCountsMoreThanAnythingElseThatIsWrong() {
        Season shea = Shea.inYorosso().given(Shea.delivery(Shea.lot(1), 60_000));
        season.given(inspecting(
                lot(1),
                measured("fruits_with_live_larvae", "2", "H87"),
                measured("fruits_with_live_larvae", "0", "H87")));
        assertThat(inspected().hold()).isEqualTo(HoldReason.FLY_LARVA);

        shea.given(inspecting(Shea.lot(1), measured("moisture", "8.1", "P1"), measured("ffa", "9", "P1")));
        assertThat(inspected(shea).hold()).isEqualTo(HoldReason.MOISTURE);
        assertThat(inspected(shea).verdict()).isEqualTo(Verdict.NON_CONFORM);
    }

    @Test
    void nonConformNamesItsHoldAndNothingElseDoes() {
        season.refuses(but(inspection, "verdict", Verdict.NON_CONFORM), Reason.MISSING)
                .hasMessageContaining("motif de blocage");
        season.refuses(but(inspection, "hold", HoldReason.RESIDUE_SUSPECT), Reason.UNREADABLE);
        season.refuses(
                but(but(inspection, "hold", HoldReason.RESIDUE_SUSPECT), "verdict", Verdict.DOWNGRADE),
                Reason.UNREADABLE);
        season.given(but(but(inspection, "hold", HoldReason.RESIDUE_SUSPECT), "verdict", Verdict.NON_CONFORM));
        assertThat(inspected().hold()).isEqualTo(HoldReason.RESIDUE_SUSPECT);
    }

    @Test
    void kernelsAreHeldForMoistureAndDowngradedForAcidity() {
        Season shea = Shea.inYorosso().given(Shea.delivery(Shea.lot(1), 60_000), Shea.delivery(Shea.lot(2), 60_000));

        shea.given(inspecting(Shea.lot(1), measured("moisture", "8", "P1"), measured("ffa", "8", "P1")));
        assertThat(inspected(shea).verdict()).isEqualTo(Verdict.CONFORM);
        shea.given(inspecting(Shea.lot(1), measured("ffa", "8.1", "P1")));
        assertThat(inspected(shea).verdict()).isEqualTo(Verdict.DOWNGRADE);
        shea.given(inspecting(Shea.lot(1), measured("impurities", "3.1", "P1")));
        assertThat(inspected(shea).verdict()).isEqualTo(Verdict.DOWNGRADE);
        shea.warnsOf(
                but(inspecting(Shea.lot(1), measured("ffa", "8.1", "P1")), "verdict", Verdict.CONFORM), Reason.UNUSUAL);
        shea.refuses(inspecting(Shea.lot(1), measured("ffa", "30.1", "P1")), Reason.OUT_OF_RANGE);
        shea.warnsOf(inspecting(Shea.lot(1), measured("moisture", "2.9", "P1")), Reason.UNUSUAL);
        assertThat(inspected(shea).hold()).isNull();
        shea.given(inspecting(Shea.lot(2), measured("moisture", "8.1", "P1")));
        assertThat(inspected(shea).hold()).isEqualTo(HoldReason.MOISTURE);
    }

    @Test
    void butterIsGradedByTheWorstOfFour() {
        Season shea = withButter();

        shea.given(butter("0.05", "1", "10", "0.09"));
        assertThat(inspected(shea).verdict()).isEqualTo(Verdict.CONFORM);
        for (InspectLot second : List.of(
                butter("0.051", "1", "10", "0.09"),
                butter("0.05", "1.1", "10", "0.09"),
                butter("0.05", "1", "10.5", "0.09"),
                butter("0.05", "1", "10", "0.2"),
                butter("0.3", "1", "10", "0.09"))) {
            shea.given(second);
            assertThat(inspected(shea).verdict()).isEqualTo(Verdict.DOWNGRADE);
        }
        shea.refuses(butter("5.1", "1", "10", "0.09"), Reason.OUT_OF_RANGE);
    }

    @Test
    void butterOfTheSecondGradeMayConformToItsContractOnceConfirmed() {
        Season shea = withButter();

        shea.warnsOf(but(butter("0.1", "1", "10", "0.09"), "verdict", Verdict.CONFORM), Reason.UNUSUAL);
        assertThat(inspected(shea).verdict()).isEqualTo(Verdict.CONFORM);
        shea.given(but(butter("0.05", "1", "10", "0.09"), "verdict", Verdict.DOWNGRADE));
        assertThat(inspected(shea).verdict()).isEqualTo(Verdict.DOWNGRADE);
    }

    @Test
    void theHolderInspectsAndSoDoPlantHealthAuthorityAndCertifier() {
        season.as(Season.STATION).refuses(inspection, Reason.NOT_THE_HOLDER);
        season.as(PLANT_HEALTH).refuses(inspection, Reason.UNKNOWN);
        for (OrganisationKind kind :
                List.of(OrganisationKind.PLANT_HEALTH, OrganisationKind.AUTHORITY, OrganisationKind.CERTIFIER)) {
            PartyId inspector = PartyId.parse(kind.name());
            season.as(COOPERATIVE)
                    .given(new RegisterOrganisation(inspector, kind.name(), kind, null, null, List.of(), null, null));
            season.as(inspector).given(inspection);
        }
        season.as(COOPERATIVE).given(grouping(lot(2), portion(lot(1), 806_500)));
        season.refuses(inspection, Reason.WRONG_STATE);
        season.as(PartyId.parse("PLANT_HEALTH")).given(inspection);
    }

    @Test
    void whatIsInspectedIsThere() {
        season.refuses(but(inspection, "lot", lot(99)), Reason.UNKNOWN_LOT);
        season.at(Season.MORNING.minusSeconds(1)).refuses(inspection, Reason.BEFORE_ITS_LOT);
    }

    @Test
    void wordsAreNotBlank() {
        season.refuses(but(inspection, "inspection", ""), Reason.MISSING);
        season.refuses(but(inspection, "laboratory", ""), Reason.MISSING);
        season.refuses(inspecting(lot(1), measured("", "1", "P1")), Reason.MISSING);
        season.refuses(inspecting(lot(1), measured("arsenic", "1", "")), Reason.MISSING);
        season.refuses(inspecting(lot(1), new Measurement("arsenic", BigDecimal.ONE, "ppm", " ")), Reason.MISSING);
    }

    private static InspectLot butter(String water, String ffa, String peroxide, String insoluble) {
        return inspecting(
                Shea.lot(9),
                measured("water", water, "P1"),
                measured("ffa", ffa, "P1"),
                measured("peroxide_value", peroxide, "meq/kg"),
                measured("insoluble_impurities", insoluble, "P1"));
    }

    private static Season withButter() {
        Season season = Shea.inYorosso().given(Shea.delivery(Shea.lot(1), 60_000));
        Instant when = Shea.MORNING;
        season.happened(new LotsProcessed(
                RunId.parse("BEURRE-1"),
                ProcessKind.CHURNING,
                Shea.GROUP,
                Shea.POINT,
                SeasonId.parse("KA-2026/27"),
                List.of(portion(Shea.lot(1), 60_000)),
                List.of(),
                List.of(new Output(Shea.lot(9), Shea.BUTTER, null, Weight.ofGrams(20_000), null)),
                List.of(),
                new org.jekasy.language.Grams(40_000),
                when,
                when,
                List.of(),
                null));
        return season;
    }

    private LotInspected inspected() {
        return inspected(season);
    }

    private static LotInspected inspected(Season season) {
        return (LotInspected) season.last().event();
    }
}
