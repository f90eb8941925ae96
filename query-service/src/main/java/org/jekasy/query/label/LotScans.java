package org.jekasy.query.label;

import java.time.LocalDate;
import java.util.List;
import org.jekasy.language.LotId;
import org.jekasy.query.lot.LotPage;
import org.jspecify.annotations.Nullable;

/**
 * How often the labels of a lot that have a number were scanned: {@code scanned} of them, {@code scans} times in all; the twenty that stand out or were scanned
 * most, those that stand out first. Of the labels it says what the ledger says at {@code position}; scans belong to no position, they are counted as they come.
 */
public record LotScans(LotId lot, long position, LotPage.Labels labels, long scanned, long scans, List<Line> most) {
    /** A label: how often it was scanned, from which day to which (UTC), whether it is void, and what is odd about it. */
    public record Line(
            String serial,
            SerialState state,
            long scans,
            LocalDate firstDay,
            LocalDate lastDay,
            @Nullable Oddity oddity) {}

    /** What points to a label that was copied. */
    public enum Oddity {
        /** Scanned 20 times or more, and more than ten times as often as the other numbered labels of the lot on average. */
        FAR_MORE_OFTEN,
        /** Scanned on a later day than it was voided. */
        AFTER_VOID;

        private static final long OFTEN = 20;
        private static final long TIMES = 10;

        /** Compares a label with the others of its lot, those included that were never scanned; where there is no other, it is like all. */
        static boolean isFarMoreOften(long scans, long scansOfOthers, long others) {
            return scans >= OFTEN && others > 0 && scans * others > TIMES * scansOfOthers;
        }
    }
}
