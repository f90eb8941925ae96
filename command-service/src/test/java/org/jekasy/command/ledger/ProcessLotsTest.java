package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.But.but;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.MORNING;
import static org.jekasy.command.ledger.Season.NOW;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.organicHarvest;
import static org.jekasy.command.ledger.Season.portion;
import static org.jekasy.command.ledger.Season.stationLot;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jekasy.language.Additive;
import org.jekasy.language.ByProduct;
import org.jekasy.language.Claim;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.LotsProcessed;
import org.jekasy.language.Output;
import org.jekasy.language.PlaceId;
import org.jekasy.language.Portion;
import org.jekasy.language.ProcessKind;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RunId;
import org.jekasy.language.SeasonId;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProcessLotsTest {
    private static final ProductCode FRESH = ProductCode.parse("mango_fresh");
    private static final ProductCode DRIED = ProductCode.parse("mango_dried");
    private static final ProductCode PUREE = ProductCode.parse("mango_puree");
    private static final ProductCode JUICE = ProductCode.parse("mango_juice");
    private static final ProductCode REJECT = ProductCode.parse("mango_reject");
    private static final ProductCode WASTE = ProductCode.parse("mango_waste");
    private static final RunId RUN = RunId.parse("SECH-2026-118");
    private static final Instant START = MORNING.plusSeconds(600);
    private static final Instant END = MORNING.plusSeconds(20_000);

    private final Season season = Season.inKadiolo()
            .given(harvest(lot(1), 1_000_000), organicHarvest(lot(2), 1_000_000))
            .at(END);
    private final ProcessLots drying = processing(ProcessKind.DRYING, portion(lot(1), 1_000_000), DRIED, 80_000);

    private static ProcessLots processing(ProcessKind process, Portion input, ProductCode made, long grams) {
        return new ProcessLots(
                RUN,
                process,
                Season.POINT,
                List.of(input),
                List.of(),
                List.of(output(lot(10), made, grams)),
                List.of(),
                START,
                END,
                null);
    }

    private static Output output(LotId lot, ProductCode product, long grams) {
        return new Output(lot, product, null, Weight.ofGrams(grams), null);
    }

    private static ByProduct left(@Nullable LotId lot, ProductCode product, long grams) {
        return new ByProduct(lot, product, Weight.ofGrams(grams));
    }

    private LotsProcessed processed() {
        return (LotsProcessed) season.last().event();
    }

    @Test
    void aRunTakesLotsAndMakesAnotherProductInBalanceToTheGram() {
        ProcessLots run = new ProcessLots(
                RUN,
                ProcessKind.DRYING,
                Season.POINT,
                List.of(portion(lot(1), 900_000)),
                List.of(new Additive("acide citrique", Weight.ofGrams(1_000))),
                List.of(new Output(lot(10), DRIED, null, Weight.ofGrams(70_000), 70)),
                List.of(left(lot(11), REJECT, 30_000), left(null, WASTE, 400_000)),
                START,
                END,
                null);

        season.records(
                run,
                new LotsProcessed(
                        RUN,
                        ProcessKind.DRYING,
                        COOPERATIVE,
                        Season.POINT,
                        SeasonId.parse("MG-2026"),
                        List.of(portion(lot(1), 900_000)),
                        List.of(new Additive("acide citrique", Weight.ofGrams(1_000))),
                        List.of(new Output(lot(10), DRIED, Season.KENT, Weight.ofGrams(70_000), 70)),
                        List.of(left(lot(11), REJECT, 30_000), left(null, WASTE, 400_000)),
                        Grams.ofGrams(401_000),
                        START,
                        END,
                        List.of(),
                        null));
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isEqualTo(100_000);
        assertThat(season.gramsOf(lot(10), COOPERATIVE)).isEqualTo(70_000);
        assertThat(season.gramsOf(lot(11), COOPERATIVE)).isEqualTo(30_000);
    }

    @Test
    void theSameRunSentTwiceIsRefusedByItsNumber() {
        season.given(but(drying, "inputs", List.of(portion(lot(1), 900_000))));

        season.refuses(but(drying, "outputs", List.of(output(lot(12), DRIED, 1_000))), Reason.ALREADY_REGISTERED)
                .hasMessageContaining("série de fabrication SECH-2026-118");
        season.refuses(but(drying, "run", RunId.parse("SECH-2")), Reason.LOT_EXISTS);
    }

    @Test
    void somethingGoesInAndSomethingComesOut() {
        season.refuses(but(drying, "inputs", List.of()), Reason.MISSING);
        season.refuses(but(drying, "outputs", List.of()), Reason.MISSING);
        season.refuses(but(drying, "additives", List.of(new Additive(" ", Weight.ofGrams(1)))), Reason.MISSING);
    }

    @Test
    void noMoreComesOutThanWentIn() {
        ProcessLots juice = but(
                processing(ProcessKind.JUICING, portion(lot(1), 400_000), JUICE, 990_000),
                "additives",
                List.of(new Additive("eau", Weight.ofGrams(600_000))));

        season.given(but(juice, "byProducts", List.of(left(null, WASTE, 10_000))));
        assertThat(processed().loss()).isEqualTo(Grams.NONE);
        season.refuses(
                        but(
                                but(juice, "run", RunId.parse("JUS-2")),
                                "outputs",
                                List.of(output(lot(12), JUICE, 1_000_001))),
                        Reason.PROCESS_UNBALANCED)
                .hasMessageContaining("Entrées : 1000 kg, sorties et pertes : 1000,001 kg")
                .hasMessageContaining("0,001 kg");
        season.refuses(
                but(
                        but(
                                but(juice, "run", RunId.parse("JUS-2")),
                                "outputs",
                                List.of(output(lot(12), JUICE, 990_000))),
                        "byProducts",
                        List.of(left(null, WASTE, 10_001))),
                Reason.PROCESS_UNBALANCED);
    }

    @Test
    void juiceIsJudgedByAllThatWentIn() {
        ProcessLots juice = but(
                processing(ProcessKind.JUICING, portion(lot(1), 400_000), JUICE, 800_000),
                "additives",
                List.of(new Additive("eau", Weight.ofGrams(600_000))));

        season.given(juice);
        season.warnsOf(next(but(juice, "outputs", List.of(output(lot(12), JUICE, 799_000)))), Reason.UNUSUAL_YIELD);
    }

    @Test
    void eachProcessHasItsYield() {
        mango(ProcessKind.DRYING, DRIED, 40_000, 120_000, 180_000);
        mango(ProcessKind.PULPING, PUREE, 350_000, 650_000, 750_000);
        shea(ProcessKind.BOILING_DRYING_SHELLING, Shea.FRUIT, Shea.KERNEL, 10_000, 30_000, 40_000);
        shea(ProcessKind.SHELLING, Shea.NUT, Shea.KERNEL, 45_000, 78_000, 85_000);
        shea(ProcessKind.CHURNING, Shea.KERNEL, Shea.BUTTER, 18_000, 42_000, 50_000);
        shea(ProcessKind.PRESSING, Shea.KERNEL, Shea.BUTTER, 25_000, 45_000, 52_000);
    }

    /** Of a tonne of mango: the least and the most that is usual, and the most that is possible. */
    private static void mango(ProcessKind process, ProductCode makes, long least, long most, long hardMost) {
        yields(
                but(
                        processing(process, portion(lot(1), 1_000_000), makes, least),
                        "run",
                        RunId.parse("RUN-" + process)),
                () -> Season.inKadiolo().given(harvest(lot(1), 1_000_000)).at(END),
                least,
                most,
                hardMost,
                500);
    }

    /** Of a hundred kilograms of shea. */
    private static void shea(
            ProcessKind process, ProductCode takes, ProductCode makes, long least, long most, long hardMost) {
        Instant start = Shea.MORNING.plusSeconds(600);
        Instant end = Shea.MORNING.plusSeconds(20_000);
        ProcessLots run = new ProcessLots(
                RUN,
                process,
                Shea.POINT,
                List.of(portion(Shea.lot(1), 100_000)),
                List.of(),
                List.of(output(Shea.lot(10), makes, least)),
                List.of(),
                start,
                end,
                null);
        yields(
                run,
                () -> Shea.inYorosso()
                        .given(but(but(Shea.delivery(Shea.lot(1), 100_000), "product", takes), "moisture", null))
                        .at(end)
                        .nowIs(end),
                least,
                most,
                hardMost,
                50);
    }

    private static void yields(
            ProcessLots run,
            java.util.function.Supplier<Season> before,
            long least,
            long most,
            long hardMost,
            long step) {
        Output made = run.outputs().getFirst();
        before.get().given(gives(run, made, least));
        before.get().given(gives(run, made, most));
        before.get().warnsOf(gives(run, made, least - step), Reason.UNUSUAL_YIELD);
        before.get().warnsOf(gives(run, made, most + step), Reason.UNUSUAL_YIELD);
        before.get().warnsOf(gives(run, made, hardMost), Reason.UNUSUAL_YIELD);
        before.get().refuses(gives(run, made, hardMost + step), Reason.YIELD_IMPOSSIBLE);
    }

    private static ProcessLots gives(ProcessLots run, Output made, long grams) {
        return but(run, "outputs", List.of(output(made.lot(), made.product(), grams)));
    }

    @Test
    void yieldsCountTheFruitAloneNotWhatIsAdded() {
        ProcessLots puree = but(
                processing(ProcessKind.PULPING, portion(lot(1), 1_000_000), PUREE, 700_000),
                "additives",
                List.of(new Additive("sucre", Weight.ofGrams(500_000))));

        season.warnsOf(puree, Reason.UNUSUAL_YIELD);
    }

    @Test
    void aProcessTakesMakesAndLeavesItsOwnProducts() {
        season.refuses(but(drying, "outputs", List.of(output(lot(10), PUREE, 80_000))), Reason.PRODUCT_NOT_MADE_SO)
                .hasMessageContaining("Séchage : pas de purée de mangue à partir de mangue fraîche");
        season.refuses(but(drying, "outputs", List.of(output(lot(10), FRESH, 80_000))), Reason.PRODUCT_NOT_MADE_SO);
        season.refuses(but(drying, "byProducts", List.of(left(null, Shea.CAKE, 1_000))), Reason.PRODUCT_NOT_MADE_SO);
        season.refuses(
                but(
                        but(drying, "process", ProcessKind.CHURNING),
                        "outputs",
                        List.of(output(lot(10), Shea.BUTTER, 80_000))),
                Reason.PRODUCT_NOT_MADE_SO);
        season.refuses(
                but(
                        but(but(drying, "process", ProcessKind.SHELLING), "inputs", List.of(portion(lot(1), 100_000))),
                        "outputs",
                        List.of(output(lot(10), Shea.KERNEL, 60_000))),
                Reason.PRODUCT_NOT_MADE_SO);
        season.refuses(
                but(
                        but(drying, "process", ProcessKind.BOILING_DRYING_SHELLING),
                        "outputs",
                        List.of(output(lot(10), Shea.KERNEL, 60_000))),
                Reason.PRODUCT_NOT_MADE_SO);
        season.refuses(
                but(
                        but(drying, "outputs", List.of(output(lot(10), DRIED, 70_000))),
                        "inputs",
                        List.of(portion(lot(1), 900_000), portion(lot(99), 1_000))),
                Reason.UNKNOWN_LOT);
    }

    @Test
    void churningLeavesCakeAndDryingTakesRejects() {
        Season shea = Shea.inYorosso().given(Shea.delivery(Shea.lot(1), 100_000));
        shea.at(Shea.EVENING)
                .given(new ProcessLots(
                        RunId.parse("BEURRE-7"),
                        ProcessKind.CHURNING,
                        Shea.POINT,
                        List.of(portion(Shea.lot(1), 100_000)),
                        List.of(),
                        List.of(output(Shea.lot(10), Shea.BUTTER, 33_000)),
                        List.of(left(Shea.lot(11), Shea.CAKE, 55_000)),
                        Shea.MORNING,
                        Shea.EVENING,
                        null));
        assertThat(shea.gramsOf(Shea.lot(11), Shea.GROUP)).isEqualTo(55_000);

        season.given(but(drying, "byProducts", List.of(left(lot(11), REJECT, 300_000))));
        season.given(new ProcessLots(
                RunId.parse("SECH-2"),
                ProcessKind.DRYING,
                Season.POINT,
                List.of(portion(lot(11), 300_000)),
                List.of(),
                List.of(output(lot(12), DRIED, 24_000)),
                List.of(),
                END,
                END,
                null));
        // what was sorted out has no variety of its own
        assertThat(processed().outputs().getFirst().variety()).isNull();
    }

    @Test
    void juiceIsMadeOfPureeToo() {
        season.given(processing(ProcessKind.PULPING, portion(lot(1), 1_000_000), PUREE, 500_000));
        season.given(new ProcessLots(
                RunId.parse("JUS-1"),
                ProcessKind.JUICING,
                Season.POINT,
                List.of(portion(lot(10), 400_000)),
                List.of(new Additive("eau", Weight.ofGrams(600_000))),
                List.of(output(lot(12), JUICE, 1_000_000)),
                List.of(),
                END,
                END,
                null));
        assertThat(season.gramsOf(lot(12), COOPERATIVE)).isEqualTo(1_000_000);
    }

    @Test
    void theLotsMadeAreNewAndOnesOwn() {
        season.refuses(but(drying, "outputs", List.of(output(lot(1), DRIED, 80_000))), Reason.OWN_ANCESTOR);
        season.refuses(but(drying, "outputs", List.of(output(lot(2), DRIED, 80_000))), Reason.LOT_EXISTS);
        season.refuses(but(drying, "outputs", List.of(output(stationLot(1), DRIED, 80_000))), Reason.NOT_YOURS);
        season.refuses(but(drying, "byProducts", List.of(left(lot(1), REJECT, 1_000))), Reason.OWN_ANCESTOR);
        season.refuses(but(drying, "byProducts", List.of(left(lot(2), REJECT, 1_000))), Reason.LOT_EXISTS);
        season.refuses(but(drying, "byProducts", List.of(left(lot(10), REJECT, 1_000))), Reason.LOT_EXISTS);
    }

    @Test
    void whatIsUsedIsThereAndWithWhoActs() {
        season.refuses(but(drying, "place", PlaceId.parse("PC-XXX")), Reason.UNKNOWN);
        season.refuses(but(drying, "inputs", List.of(portion(lot(1), 1_000_001))), Reason.TOO_LITTLE_LEFT);
        season.as(Season.STATION)
                .refuses(but(drying, "outputs", List.of(output(stationLot(1), DRIED, 80_000))), Reason.NOT_THE_HOLDER);
    }

    @Test
    void aRunStartsAfterItsLotsAndEndsAfterItStarts() {
        season.given(next(but(but(small(), "startedAt", MORNING), "completedAt", MORNING)));
        season.refuses(next(but(small(), "startedAt", MORNING.minusSeconds(1))), Reason.BEFORE_ITS_LOT);
        season.refuses(next(but(small(), "completedAt", START.minusSeconds(1))), Reason.BEFORE)
                .hasMessageContaining("Fin (11/05/2026 à 09:19:59) ne peut pas être avant début (11/05/2026 à 09:20)");
        season.refuses(next(but(small(), "completedAt", END.plusSeconds(1))), Reason.BEFORE);
        season.at(NOW.plusSeconds(601)).refuses(next(small()), Reason.IN_THE_FUTURE);
    }

    @Test
    void unitsAreCountedFromOne() {
        season.refuses(but(drying, "outputs", List.of(counted(0))), Reason.UNREADABLE);
        season.refuses(but(drying, "outputs", List.of(counted(-1))), Reason.UNREADABLE);
        season.given(but(drying, "outputs", List.of(counted(1))));
    }

    private static Output counted(int units) {
        return new Output(lot(10), DRIED, null, Weight.ofGrams(80_000), units);
    }

    @Test
    void aVarietyIsOneOfTheInputs() {
        season.refuses(varietyOf("KEI"), Reason.VARIETY_NOT_IN_INPUTS).hasMessageContaining("Keitt");
        season.given(varietyOf("KEN"));
        assertThat(processed().outputs().getFirst().variety()).isEqualTo(Season.KENT);
    }

    private ProcessLots varietyOf(String variety) {
        return but(
                drying,
                "outputs",
                List.of(new Output(lot(10), DRIED, VarietyCode.parse(variety), Weight.ofGrams(80_000), null)));
    }

    @Test
    void aClaimSurvivesOnlyWhereEveryInputHasIt() {
        ProcessLots mixed = but(drying, "inputs", List.of(portion(lot(1), 500_000), portion(lot(2), 500_000)));

        season.refuses(but(mixed, "claims", Set.of(Claim.ORGANIC)), Reason.CLAIM_NOT_HELD);
        season.warnsOf(mixed, Reason.CLAIM_LOST);
        assertThat(processed().claims()).isEmpty();
        season.given(next(but(drying, "inputs", List.of(portion(lot(2), 500_000))), 40_000));
        assertThat(processed().claims()).containsExactly(Claim.ORGANIC);
    }

    private int runs;

    private ProcessLots small() {
        return but(
                but(drying, "inputs", List.of(portion(lot(1), 100_000))),
                "outputs",
                List.of(output(lot(10), DRIED, 8_000)));
    }

    private ProcessLots next(ProcessLots like) {
        return next(like, like.outputs().getFirst().weight().grams());
    }

    /** The same under another number, making another lot. */
    private ProcessLots next(ProcessLots like, long grams) {
        runs++;
        Output made = like.outputs().getFirst();
        return but(
                but(like, "run", RunId.parse("RUN-" + runs)),
                "outputs",
                List.of(output(lot(100 + runs), made.product(), grams)));
    }
}
