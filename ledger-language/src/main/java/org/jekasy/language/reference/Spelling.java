package org.jekasy.language.reference;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** How words are compared when people type them: accents, case, apostrophes and hyphens do not count, and ɛ ɔ ɲ ŋ read as e o ny ng. */
public final class Spelling {
    private Spelling() {}

    /** The word as it is compared: « N'Golonianasso » and « ngolonianasso » fold to the same. */
    public static String fold(String word) {
        String bare = Normalizer.normalize(word, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            switch (c) {
                case 'ɛ' -> folded.append('e');
                case 'ɔ' -> folded.append('o');
                case 'ɲ' -> folded.append("ny");
                case 'ŋ' -> folded.append("ng");
                case 'œ' -> folded.append("oe");
                default -> {
                    if (Character.isLetterOrDigit(c)) {
                        folded.append(c);
                    } else if (Character.isWhitespace(c) || c == '-' || c == '_' || c == '/') {
                        if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
                            folded.append(' ');
                        }
                    }
                }
            }
        }
        return folded.toString().strip();
    }

    /** True where two words are the same once folded. */
    public static boolean same(String one, String other) {
        return fold(one).equals(fold(other));
    }

    /**
     * The known thing whose word is nearest to what was typed: « vouliez-vous dire … ». Nothing where no word is near: more than a third of
     * its letters would have to change.
     */
    public static <T> Optional<T> nearest(String typed, Collection<T> known, Function<T, String> word) {
        String folded = fold(typed);
        T best = null;
        int least = Integer.MAX_VALUE;
        for (T candidate : known) {
            String other = fold(word.apply(candidate));
            int distance = distance(folded, other);
            if (distance < least && distance * 3 <= Math.max(folded.length(), other.length())) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** How many letters must be put in, left out, replaced or swapped with the next (optimal string alignment). */
    static int distance(String from, String to) {
        int[][] d = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= to.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[from.length()][to.length()];
    }
}
