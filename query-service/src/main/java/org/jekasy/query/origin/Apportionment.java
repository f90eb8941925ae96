package org.jekasy.query.origin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Dividing whole things by shares so that the parts sum exactly: the method of the largest remainder, ties in the order given. */
public final class Apportionment {
    private Apportionment() {}

    /** The parts of a total in proportion to the weights (0 or more, not all 0). */
    public static List<Long> of(long total, List<BigInteger> weights) {
        if (weights.size() == 1) {
            return List.of(total);
        }
        BigInteger sum = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        List<Long> parts = new ArrayList<>(weights.size());
        List<BigInteger> remainders = new ArrayList<>(weights.size());
        long given = 0;
        for (BigInteger weight : weights) {
            BigInteger[] part = BigInteger.valueOf(total).multiply(weight).divideAndRemainder(sum);
            parts.add(part[0].longValueExact());
            remainders.add(part[1]);
            given += parts.getLast();
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            order.add(i);
        }
        // the sort is stable: equal remainders keep the order given
        order.sort(Comparator.comparing(remainders::get, Comparator.reverseOrder()));
        for (int i = 0; i < total - given; i++) {
            int index = order.get(i);
            parts.set(index, parts.get(index) + 1);
        }
        return parts;
    }
}
