package org.jekasy.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.language.OneOfEach.lot;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineageTest {
    private static final Set<Class<? extends LedgerEvent>> MAKING =
            Set.of(LotsGrouped.class, LotSplit.class, LotsProcessed.class, LotTreated.class, LotsPacked.class);

    static List<LedgerEvent> events() {
        return OneOfEach.events();
    }

    private static Edge edge(int parent, int child, long grams) {
        return new Edge(lot(parent), lot(child), Weight.ofGrams(grams));
    }

    private static List<Edge> of(Class<? extends LedgerEvent> type) {
        return Lineage.of(OneOfEach.of(type));
    }

    @Test
    void aGroupedLotComesFromEachOfItsInputs() {
        assertThat(of(LotsGrouped.class)).containsExactly(edge(1, 3, 800_000), edge(4, 3, 250_000));
    }

    @Test
    void eachPartOfASplitComesFromTheLotWithItsOwnGrams() {
        assertThat(of(LotSplit.class)).containsExactly(edge(3, 5, 300_000), edge(3, 6, 200_000));
    }

    @Test
    void whatARunMakesComesFromAllItTook() {
        assertThat(of(LotsProcessed.class))
                .containsExactly(edge(5, 7, 300_000), edge(6, 7, 100_000), edge(5, 8, 300_000), edge(6, 8, 100_000));
        assertThat(of(LotsPacked.class))
                .containsExactly(edge(9, 10, 498_000), edge(9, 11, 498_000), edge(9, 12, 498_000));
    }

    @Test
    void aTreatedLotComesFromWhatWasTreated() {
        assertThat(of(LotTreated.class)).containsExactly(edge(3, 9, 500_000));
    }

    @ParameterizedTest
    @MethodSource("events")
    void onlyWhatMakesLotsHasEdges(LedgerEvent event) {
        assertThat(Lineage.of(event).isEmpty()).isNotEqualTo(MAKING.contains(event.getClass()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyLotThatIsUsedOrMadeStandsOnAnEdge(LedgerEvent event) {
        if (!MAKING.contains(event.getClass())) {
            return;
        }
        List<Movement> movements = Movements.of(event);
        assertThat(Lineage.of(event).stream().map(Edge::parent).distinct())
                .containsExactlyInAnyOrderElementsOf(movements.stream()
                        .filter(movement -> movement.to() == Account.Outside.USED)
                        .map(Movement::lot)
                        .distinct()
                        .toList());
        assertThat(Lineage.of(event).stream().map(Edge::child).distinct())
                .containsExactlyInAnyOrderElementsOf(movements.stream()
                        .filter(movement -> movement.from() == Account.Outside.MADE)
                        .map(Movement::lot)
                        .distinct()
                        .toList());
    }
}
