package org.jekasy.command.register;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as people write them: « 1 240,5 », « 986.0 », « 31 250 kg ». One mark with three digits behind it (« 1.240 ») may be a decimal mark or one of
 * thousands, a factor of a thousand: the other numbers of the file decide, and where they do not, nobody guesses.
 */
final class Decimals {
    /** What a text is as a number. */
    sealed interface Reading {
        record Read(BigDecimal value) implements Reading {}

        record Ambiguous() implements Reading {}

        record None() implements Reading {}
    }

    private static final Pattern UNIT = Pattern.compile("(?i)\\s*(?:kgs?|kilos?|ha|hectares?|%)\\.?$");
    private static final Pattern GROUPS = Pattern.compile("\\d{1,3}(?:[ ']\\d{3})+(?![ '\\d])");
    private static final Pattern PLAIN = Pattern.compile("([+-]?)(\\d{0,12})(?:([.,])(\\d{1,12}))?");
    private static final Pattern THOUSANDS_AND_DECIMALS =
            Pattern.compile("([+-]?)(\\d{1,3}(?:([.,])\\d{3})+)(?:([.,])(\\d{1,12}))?");

    private int commas;
    private int points;

    /** Takes in a number of the file: « 758,5 » says that here a comma is the decimal mark. */
    void learn(String text) {
        Matcher plain = PLAIN.matcher(bare(text));
        if (plain.matches() && plain.group(4) != null && isDecimal(plain.group(2), plain.group(4))) {
            if (plain.group(3).equals(",")) {
                commas++;
            } else {
                points++;
            }
        }
    }

    Reading read(String text) {
        String bare = bare(text);
        Matcher plain = PLAIN.matcher(bare);
        if (plain.matches()) {
            String whole = plain.group(2);
            String decimals = plain.group(4);
            if (whole.isEmpty() && decimals == null) {
                return new Reading.None();
            }
            if (decimals == null || isDecimal(whole, decimals)) {
                return number(plain.group(1), whole, decimals);
            }
            int forDecimal = plain.group(3).equals(",") ? commas : points;
            int against = plain.group(3).equals(",") ? points : commas;
            if (forDecimal == against) {
                return new Reading.Ambiguous();
            }
            return forDecimal > against
                    ? number(plain.group(1), whole, decimals)
                    : number(plain.group(1), whole + decimals, null);
        }
        Matcher grouped = THOUSANDS_AND_DECIMALS.matcher(bare);
        // « 1.240,5 »: the last mark is the decimal one, and it is another than that of the thousands
        if (grouped.matches()
                && grouped.group(2)
                                .chars()
                                .filter(c -> c == '.' || c == ',')
                                .distinct()
                                .count()
                        == 1
                && !grouped.group(3).equals(grouped.group(4))) {
            return number(grouped.group(1), grouped.group(2).replaceAll("[.,]", ""), grouped.group(5));
        }
        return new Reading.None();
    }

    // three digits behind the mark and one to three before it, the first not 0: that may as well be thousands
    private static boolean isDecimal(String whole, String decimals) {
        return decimals.length() != 3 || whole.length() > 3 || whole.isEmpty() || whole.startsWith("0");
    }

    private static Reading number(String sign, String whole, @Nullable String decimals) {
        String text = sign + (whole.isEmpty() ? "0" : whole) + (decimals == null ? "" : "." + decimals);
        return new Reading.Read(new BigDecimal(text));
    }

    // without unit, and without the spaces between thousands
    private static String bare(String text) {
        String bare = UNIT.matcher(text.strip()).replaceAll("");
        Matcher groups = GROUPS.matcher(bare);
        return groups.find() ? groups.replaceAll(found -> found.group().replaceAll("[ ']", "")) : bare;
    }
}
