package org.jekasy.trials.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures a figure and its limit in turns, so that what else the machine does meets both. The ratio is the median of the rounds' ratios: absolute
 * figures move from round to round, their ratio hardly.
 */
record Rounds(int count) {
    /** Something that is measured once a round. */
    interface Figure {
        double measure() throws Exception;
    }

    /** Medians over the rounds. */
    record Paired(double value, double limit, double ratio) {}

    Paired paired(Figure ours, Figure limit) throws Exception {
        List<Double> values = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < count; round++) {
            // who is first changes: the second finds the machine warmer
            double before = round % 2 == 0 ? limit.measure() : 0;
            double value = ours.measure();
            double beside = round % 2 == 0 ? before : limit.measure();
            values.add(value);
            limits.add(beside);
            ratios.add(value / beside);
        }
        return new Paired(median(values), median(limits), median(ratios));
    }

    double median(Figure figure) throws Exception {
        List<Double> values = new ArrayList<>();
        for (int round = 0; round < count; round++) {
            values.add(figure.measure());
        }
        return median(values);
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((sorted.size() - 1) / 2);
    }
}
