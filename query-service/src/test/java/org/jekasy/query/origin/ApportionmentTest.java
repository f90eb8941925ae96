package org.jekasy.query.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ApportionmentTest {
    private static List<BigInteger> weights(long... weights) {
        List<BigInteger> list = new ArrayList<>();
        for (long weight : weights) {
            list.add(BigInteger.valueOf(weight));
        }
        return list;
    }

    @Test
    void thirdsOfAHundredSumToAHundred() {
        assertThat(Apportionment.of(100, weights(1, 1, 1))).containsExactly(34L, 33L, 33L);
    }

    @Test
    void theLargestRemainderGetsTheGram() {
        assertThat(Apportionment.of(10, weights(14, 15, 1))).containsExactly(5L, 5L, 0L);
        assertThat(Apportionment.of(7, weights(1, 2, 3))).containsExactly(1L, 2L, 4L);
    }

    @Test
    void oneShareIsAllAndNothingIsNothing() {
        assertThat(Apportionment.of(806_500, weights(3))).containsExactly(806_500L);
        assertThat(Apportionment.of(0, weights(3, 4))).containsExactly(0L, 0L);
        assertThat(Apportionment.of(5, weights(0, 4))).containsExactly(0L, 5L);
    }

    @Test
    void whateverTheWeightsThePartsSumExactlyAndAreWithinOneOfTheTruth() {
        Random chance = new Random(26131);
        for (int i = 0; i < 2000; i++) {
            long total = Math.floorMod(chance.nextLong(), 1_000_000_000_000L);
            List<BigInteger> weights = new ArrayList<>();
            for (int j = 1 + chance.nextInt(12); j > 0; j--) {
                weights.add(new BigInteger(1 + chance.nextInt(300), chance));
            }
            weights.add(BigInteger.ONE);
            BigInteger sum = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
            List<Long> parts = Apportionment.of(total, weights);
            assertThat(parts.stream().mapToLong(Long::longValue).sum()).isEqualTo(total);
            for (int j = 0; j < parts.size(); j++) {
                BigInteger off = BigInteger.valueOf(parts.get(j))
                        .multiply(sum)
                        .subtract(BigInteger.valueOf(total).multiply(weights.get(j)))
                        .abs();
                assertThat(off).isLessThan(sum);
            }
        }
    }
}
