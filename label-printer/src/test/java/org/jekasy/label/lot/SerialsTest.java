package org.jekasy.label.lot;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerialsTest {
    @Test
    void numbersAreEachAnotherAndOfSignsThatNobodyTakesForOthers() {
        List<String> drawn = new Serials(new SecureRandom()).draw(10_000);
        assertThat(drawn)
                .hasSize(10_000)
                .doesNotHaveDuplicates()
                .allMatch(serial -> serial.matches("[2-9A-HJ-NP-Z]{8}"));
    }

    @Test
    void everyNumberIsAsLikely() {
        // 0, 1, 2 … 31 in turn: every sign stands in every place as often
        int[] next = {0};
        List<String> drawn = new Serials(generator(() -> next[0]++ % 32)).draw(4);
        assertThat(drawn).containsExactly("23456789", "ABCDEFGH", "JKLMNPQR", "STUVWXYZ");
    }

    @Test
    void whatChanceDrawsTwiceIsDrawnAnew() {
        Iterator<Integer> dice = IntStream.range(0, 24).map(n -> n < 16 ? 0 : 1).iterator();
        assertThat(new Serials(generator(dice::next)).draw(2)).containsExactly("22222222", "33333333");
    }

    private static RandomGenerator generator(java.util.function.IntSupplier dice) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int nextInt(int bound) {
                assertThat(bound).isEqualTo(32);
                return dice.getAsInt();
            }
        };
    }
}
