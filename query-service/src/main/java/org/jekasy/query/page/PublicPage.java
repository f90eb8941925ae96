package org.jekasy.query.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One lot as people read it: every text is ready in the reader's language. {@code sticker} is the code of the roll that led to it, {@code label} the one label whose address did. */
public record PublicPage(
        String lot,
        @Nullable String sticker,
        @Nullable Label label,
        boolean voided,
        Status status,
        String title,
        @Nullable String certified,
        List<Line> facts,
        List<Step> way,
        List<Shares> origins,
        boolean possible,
        List<Certificate> certificates,
        List<Notice> notices,
        String readAt) {
    /** How the lot stands: the name of a style, the words, and a sentence that explains them. */
    public record Status(String style, String words, String explained) {}

    /** The number of the label that was scanned; {@code warning} where the ledger never heard of it, or voided it: {@code gone}. */
    public record Label(
            String number, boolean gone, @Nullable Status warning) {}

    /** A word and what stands beside it. */
    public record Line(String word, String text) {}

    /** A step of the way: day or days, what happened, where, by whom, how much. */
    public record Step(
            String machineDay,
            String days,
            String what,
            @Nullable String where,
            @Nullable String who,
            @Nullable String mass) {}

    /** Origin by cooperative or commune, largest first, or by week: the first shares, and the others folded away. */
    public record Shares(String by, List<Share> first, List<Share> others) {
        private static final int FIRST = 8;

        static Shares of(String by, List<Share> shares) {
            // one alone is not worth a fold
            int first = shares.size() <= FIRST + 1 ? shares.size() : FIRST;
            return new Shares(by, shares.subList(0, first), shares.subList(first, shares.size()));
        }

        /** True where all comes from one: a bar would say nothing. */
        public boolean isAlone() {
            return first.size() == 1;
        }
    }

    /** Of what, kilograms, percent as text, and the percent in whole numbers for the bar. */
    public record Share(String of, String mass, String percent, int bar) {}

    /** A certificate that names the lot, and whether it is still valid on the day of reading. */
    public record Certificate(String kind, String number, String issuer, String validity, boolean expired) {}

    /** What the reader must know first: a hold, a recall, a correction. */
    public record Notice(String day, String text) {}
}
