package org.jekasy.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.language.Account.Outside.ADJUSTED;
import static org.jekasy.language.Account.Outside.DISPOSED;
import static org.jekasy.language.Account.Outside.MADE;
import static org.jekasy.language.Account.Outside.ORIGIN;
import static org.jekasy.language.Account.Outside.USED;
import static org.jekasy.language.OneOfEach.CONSIGNMENT;
import static org.jekasy.language.OneOfEach.COOPERATIVE;
import static org.jekasy.language.OneOfEach.STATION;
import static org.jekasy.language.OneOfEach.lot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MovementsTest {
    private static final Account COOPERATIVES = new Account.Stock(COOPERATIVE);
    private static final Account STATIONS = new Account.Stock(STATION);
    private static final Account ON_THE_WAY = new Account.Transit(CONSIGNMENT);
    private static final Account IN_DISPUTE = new Account.Disputed(CONSIGNMENT);

    static List<LedgerEvent> events() {
        return OneOfEach.events();
    }

    private static Movement move(int lot, Account from, Account to, long grams) {
        return new Movement(lot(lot), from, to, Weight.ofGrams(grams));
    }

    private static List<Movement> of(Class<? extends LedgerEvent> type) {
        return Movements.of(OneOfEach.of(type));
    }

    /** What each account of each lot has more or less after the movements. */
    private static Map<String, Long> balances(List<Movement> movements) {
        Map<String, Long> balances = new HashMap<>();
        for (Movement movement : movements) {
            balances.merge(
                    movement.lot() + " " + movement.from(), -movement.weight().grams(), Long::sum);
            balances.merge(
                    movement.lot() + " " + movement.to(), movement.weight().grams(), Long::sum);
        }
        balances.values().removeIf(grams -> grams == 0);
        return balances;
    }

    @ParameterizedTest
    @MethodSource("events")
    void noGramAppearsOrVanishesUnnamed(LedgerEvent event) {
        assertThat(balances(Movements.of(event)).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("events")
    void aVoidTakesBackWhatWas(LedgerEvent event) {
        List<Movement> both = new ArrayList<>(Movements.of(event));
        both.addAll(Movements.of(new EntryVoided(OneOfEach.TARGET, 12, CorrectReason.DUPLICATE, event, null)));

        assertThat(balances(both)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void aCorrectionPutsTheRightThingInThePlaceOfTheWrong(LedgerEvent event) {
        LedgerEvent right = OneOfEach.harvest(806_500);
        List<Movement> both = new ArrayList<>(Movements.of(event));
        both.addAll(Movements.of(new EntryCorrected(
                OneOfEach.TARGET, 12, OneOfEach.MORNING, CorrectReason.WRONG_LOT, event, right, null)));

        assertThat(balances(both)).isEqualTo(balances(Movements.of(right)));
    }

    @Test
    void whatIsHarvestedOrDeliveredComesIntoTheCooperativesStock() {
        assertThat(of(HarvestRecorded.class)).containsExactly(move(1, ORIGIN, COOPERATIVES, 860_500));
        assertThat(of(DeliveryRecorded.class))
                .containsExactly(move(2, ORIGIN, new Account.Stock(PartyId.parse("COOP-YOR-01")), 62_500));
    }

    @Test
    void groupingAndSplittingUseLotsAndMakeLots() {
        assertThat(of(LotsGrouped.class))
                .containsExactly(
                        move(1, COOPERATIVES, USED, 800_000),
                        move(4, COOPERATIVES, USED, 250_000),
                        move(3, MADE, COOPERATIVES, 1_045_000));
        assertThat(of(LotSplit.class))
                .containsExactly(
                        move(3, COOPERATIVES, USED, 300_000),
                        move(3, COOPERATIVES, USED, 200_000),
                        move(5, MADE, COOPERATIVES, 300_000),
                        move(6, MADE, COOPERATIVES, 200_000));
    }

    @Test
    void processingTreatingAndPackingMakeTheLotsThatHaveACode() {
        assertThat(of(LotsProcessed.class))
                .containsExactly(
                        move(5, COOPERATIVES, USED, 300_000),
                        move(6, COOPERATIVES, USED, 100_000),
                        move(7, MADE, COOPERATIVES, 32_000),
                        move(8, MADE, COOPERATIVES, 20_000));
        assertThat(of(LotTreated.class))
                .containsExactly(move(3, STATIONS, USED, 500_000), move(9, MADE, STATIONS, 498_000));
        assertThat(of(LotsPacked.class))
                .containsExactly(
                        move(9, STATIONS, USED, 498_000),
                        move(10, MADE, STATIONS, 280_000),
                        move(11, MADE, STATIONS, 84_000),
                        move(12, MADE, STATIONS, 100_000));
    }

    @Test
    void whatIsSentIsOnTheWay() {
        assertThat(of(ConsignmentShipped.class))
                .containsExactly(
                        move(3, COOPERATIVES, ON_THE_WAY, 545_000), move(10, COOPERATIVES, ON_THE_WAY, 200_000));
    }

    @Test
    void whatIsReceivedMovesWhatIsMissingStaysAndWhatIsTooMuchIsBookedOrDisputed() {
        assertThat(of(ConsignmentReceived.class))
                .containsExactly(
                        move(3, ON_THE_WAY, STATIONS, 500_000),
                        move(3, ON_THE_WAY, COOPERATIVES, 20_000),
                        move(10, ON_THE_WAY, STATIONS, 200_000),
                        move(10, ADJUSTED, IN_DISPUTE, 4_000),
                        move(11, ON_THE_WAY, STATIONS, 84_000),
                        move(11, ADJUSTED, STATIONS, 200));
        List<Movement> both = new ArrayList<>(of(ConsignmentShipped.class));
        both.addAll(of(ConsignmentReceived.class));
        assertThat(balances(both)).containsEntry(lot(3) + " " + ON_THE_WAY, 25_000L);
    }

    @Test
    void nothingAcceptedMovesNothing() {
        ReceivedLine refused = new ReceivedLine(
                lot(3),
                null,
                Weight.ofGrams(5_000),
                Grams.NONE,
                Grams.ofGrams(5_000),
                RejectReason.ROT,
                Grams.NONE,
                Grams.NONE,
                Excess.NONE);

        assertThat(Movements.of(new ConsignmentReceived(
                        CONSIGNMENT,
                        COOPERATIVE,
                        STATION,
                        OneOfEach.PACKHOUSE,
                        List.of(refused),
                        OneOfEach.NOON,
                        null)))
                .containsExactly(move(3, ON_THE_WAY, COOPERATIVES, 5_000));
    }

    @Test
    void anAdjustmentChangesStockOrWhatIsOpenOnAConsignment() {
        assertThat(adjusted(-5, null)).containsExactly(move(3, COOPERATIVES, ADJUSTED, 5));
        assertThat(adjusted(5, null)).containsExactly(move(3, ADJUSTED, COOPERATIVES, 5));
        assertThat(adjusted(-5, CONSIGNMENT)).containsExactly(move(3, ON_THE_WAY, ADJUSTED, 5));
        assertThat(adjusted(5, CONSIGNMENT)).containsExactly(move(3, IN_DISPUTE, COOPERATIVES, 5));
    }

    private static List<Movement> adjusted(long delta, @org.jspecify.annotations.Nullable ConsignmentId consignment) {
        return Movements.of(new LotQuantityAdjusted(
                lot(3), COOPERATIVE, Delta.ofGrams(delta), AdjustReason.COUNT, consignment, null));
    }

    @Test
    void whatIsDisposedOfLeaves() {
        assertThat(of(LotDisposed.class)).containsExactly(move(3, STATIONS, DISPOSED, 12_000));
    }

    @Test
    void whatIsOnlyToldMovesNothing() {
        for (Class<? extends LedgerEvent> told : List.of(
                OrganisationRegistered.class,
                PlaceRegistered.class,
                ProducerRegistered.class,
                AliasAdded.class,
                LotWeighed.class,
                LotInspected.class,
                LogisticUnitBuilt.class,
                LogisticUnitDismantled.class,
                ContainerStuffed.class,
                SealChanged.class,
                ConsignmentDeparted.class,
                ConsignmentArrived.class,
                CertificateLinked.class,
                LotHeld.class,
                LotReleased.class,
                RecallOpened.class,
                RecallClosed.class,
                LabelsIssued.class,
                LabelsVoided.class,
                CodesIssued.class,
                CodeBound.class,
                CodesVoided.class,
                LabelsOrdered.class,
                LabelOrderReported.class,
                MembershipChanged.class,
                VisibilityGranted.class,
                VisibilityWithdrawn.class,
                ApprovalRequested.class,
                ApprovalGranted.class,
                ApprovalRejected.class)) {
            assertThat(of(told)).as(told.getSimpleName()).isEmpty();
        }
    }

    @Test
    void theLedgerAnswersForStockTransitAndDisputes() {
        assertThat(COOPERATIVES.isInside()).isTrue();
        assertThat(ON_THE_WAY.isInside()).isTrue();
        assertThat(IN_DISPUTE.isInside()).isTrue();
        for (Account.Outside outside : Account.Outside.values()) {
            assertThat(outside.isInside()).isFalse();
        }
    }
}
