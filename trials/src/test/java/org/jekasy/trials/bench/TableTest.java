package org.jekasy.trials.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jekasy.standalone.Language;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Row SHORT = Row.paired(
            "commands.1",
            "commandes, 1 appelant",
            "single commands, 1 caller",
            new Rounds.Paired(1_234.4, 5_000, 0.25),
            "/s",
            Goal.ratioAtLeast(0.35));

    @Test
    void aRowReadsInAHundredColumns() {
        String line = Table.line(SHORT, Language.ENGLISH);
        assertThat(line).hasSizeLessThanOrEqualTo(100).contains("1 234 /s", "5 000", "0.25", "≥ 0.35 ×", "✗");
        assertThat(Table.header(Language.FRENCH)).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void aMissedGoalIsSaidInThePage() {
        assertThat(Table.markdown(List.of(SHORT)))
                .contains("| single commands, 1 caller | 1 234 /s | 5 000 | 0.25 | ≥ 0.35 × | **falls short** |");
    }

    @Test
    void aGoalIsJudgedOnTheRatioOrOnTheFigure() {
        assertThat(SHORT.holds()).isFalse();
        assertThat(Row.alone("x", "x", "x", 9.9, "ms", Goal.atMost(10)).holds()).isTrue();
        assertThat(Row.alone("x", "x", "x", 10.1, "ms", Goal.atMost(10)).holds())
                .isFalse();
        assertThat(Row.alone("x", "x", "x", 1, "ms", null).holds()).isNull();
    }

    @Test
    void theRatioIsTheMedianOfTheRoundsAndNotTheRatioOfTheMedians() throws Exception {
        Deque<Double> ours = new ArrayDeque<>(List.of(1.0, 2.0, 9.0));
        Deque<Double> limit = new ArrayDeque<>(List.of(10.0, 4.0, 10.0));
        Rounds.Paired paired = new Rounds(3).paired(ours::pop, limit::pop);
        assertThat(paired).isEqualTo(new Rounds.Paired(2, 10, 0.5));
    }

    @Test
    void percentilesAreThoseOfTheSortedTimes() {
        long[] nanos = {1_000_000, 2_000_000, 3_000_000, 4_000_000};
        assertThat(Callers.percentile(nanos, 0.5)).isEqualTo(2);
        assertThat(Callers.percentile(nanos, 0.99)).isEqualTo(4);
    }
}
