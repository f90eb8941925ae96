package org.jekasy.command.register;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jekasy.language.Malformed;
import org.jekasy.language.RuleCode;
import org.jekasy.language.Weight;
import org.jekasy.language.reference.Spelling;
import org.jspecify.annotations.Nullable;

/** The cells of one row by their columns, read as what they should be; what is not that makes the row {@link Unfit}. */
final class Fields {
    private static final Pattern SPACES =
            Pattern.compile("[\\s\\u00A0\\u1680\\u2000-\\u200B\\u202F\\u205F\\u3000\\uFEFF]+");
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Cn}\\p{Co}]");
    private static final Pattern NEUTRALISED = Pattern.compile("^'(?=[=+\\-@])");
    private static final String TIME = "(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z?)?";
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})" + TIME);
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([/.-])(\\d{1,2})\\2(\\d{1,2})" + TIME);
    private static final Pattern SERIAL = Pattern.compile("(\\d{5})(?:[.,]\\d+)?");
    private static final LocalDate SERIAL_0 = LocalDate.of(1899, 12, 30);
    private static final Set<String> YES = Set.of("oui", "o", "yes", "y", "x", "1", "vrai", "true", "bio");
    private static final Set<String> NO = Set.of("non", "n", "no", "0", "faux", "false", "conventionnel");
    private static final int GRAM_DECIMALS = 3;

    private final Header header;
    private final Sheet.Row row;
    private final Decimals decimals;

    Fields(Header header, Sheet.Row row, Decimals decimals) {
        this.header = header;
        this.row = row;
        this.decimals = decimals;
    }

    int line() {
        return row.line();
    }

    /** How the file calls a column; a column it does not have, by our own word. */
    String heading(Column column) {
        String heading = header.headings().get(column);
        return heading == null ? column.french() : heading;
    }

    boolean has(Column column) {
        return header.columns().containsKey(column);
    }

    /** What stands in a column, with single spaces; null where nothing does. */
    @Nullable
    String optional(Column column) {
        Integer at = header.columns().get(column);
        if (at == null) {
            return null;
        }
        String text = clean(row.cell(at).text());
        if (text.codePointCount(0, text.length()) > Sheet.MOST_CHARACTERS
                || NO_TEXT.matcher(text).find()) {
            throw unreadable(column, NO_TEXT.matcher(text).replaceAll("\uFFFD"), "du texte simple", "plain text");
        }
        return text.isEmpty() ? null : text;
    }

    /** A text without the spaces around and doubled in it, and without the mark our own exports put before what looks like a formula. */
    static String clean(String text) {
        return NEUTRALISED.matcher(SPACES.matcher(text).replaceAll(" ").strip()).replaceFirst("");
    }

    String text(Column column) {
        String text = optional(column);
        if (text == null) {
            throw new Unfit(Why.missing(heading(column)));
        }
        return text;
    }

    /** A code of the trade: {@code P-KAD-0012}. */
    <T> T word(Column column, Function<String, T> parse) {
        String text = text(column);
        try {
            return parse.apply(text);
        } catch (Malformed malformed) {
            throw unreadable(column, text, "un code sans espaces", "a code without spaces");
        }
    }

    <T> @Nullable T optionalWord(Column column, Function<String, T> parse) {
        return optional(column) == null ? null : word(column, parse);
    }

    /** A day that exists, of this century: day first, or year first, or as a spreadsheet counts days. */
    LocalDate day(Column column) {
        String text = text(column);
        LocalDate day = day(text);
        if (day == null || day.getYear() < 2000 || day.getYear() > 2099) {
            throw unreadable(
                    column, text, "une date qui existe, comme 09/05/2026", "a date that exists, such as 09/05/2026");
        }
        return day;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            Matcher dayFirst = DAY_FIRST.matcher(text);
            if (dayFirst.matches()) {
                int year = Integer.parseInt(dayFirst.group(4));
                return LocalDate.of(
                        year < 100 ? 2000 + year : year,
                        Integer.parseInt(dayFirst.group(3)),
                        Integer.parseInt(dayFirst.group(1)));
            }
            Matcher yearFirst = YEAR_FIRST.matcher(text);
            if (yearFirst.matches()) {
                return LocalDate.of(
                        Integer.parseInt(yearFirst.group(1)),
                        Integer.parseInt(yearFirst.group(3)),
                        Integer.parseInt(yearFirst.group(4)));
            }
            Matcher serial = SERIAL.matcher(text);
            return serial.matches() ? SERIAL_0.plusDays(Integer.parseInt(serial.group(1))) : null;
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    Weight weight(Column column) {
        BigDecimal kilos = required(column, number(column));
        BigDecimal grams = kilos.movePointRight(GRAM_DECIMALS);
        if (isNumber(column)) {
            // 19.1 kg in a workbook may be kept as 19.100000000000001
            grams = grams.setScale(0, RoundingMode.HALF_UP);
        }
        if (grams.signum() <= 0) {
            throw new Unfit(new Why(
                    RuleCode.E_MASS_01,
                    "%s : « %s » doit être plus grand que 0.".formatted(heading(column), Why.shown(text(column))),
                    "%s: \"%s\" must be more than 0.".formatted(heading(column), Why.shown(text(column)))));
        }
        try {
            return new Weight(grams.longValueExact());
        } catch (ArithmeticException | Malformed beyond) {
            throw unreadable(column, text(column), "des kilogrammes, au gramme près", "kilograms, to the gram");
        }
    }

    @Nullable
    Weight optionalWeight(Column column) {
        return optional(column) == null ? null : weight(column);
    }

    @Nullable
    Integer optionalCount(Column column) {
        BigDecimal number = number(column);
        if (number == null) {
            return null;
        }
        try {
            int count = number.intValueExact();
            if (count > 0) {
                return count;
            }
        } catch (ArithmeticException noCount) {
            // refused below
        }
        throw unreadable(column, text(column), "un nombre entier", "a whole number");
    }

    /** A number with up to six decimals. */
    @Nullable
    BigDecimal optionalDecimal(Column column) {
        BigDecimal number = number(column);
        if (number == null) {
            return null;
        }
        BigDecimal rounded = number.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    /** Yes or no; empty is no. */
    boolean isYes(Column column) {
        String text = optional(column);
        String folded = text == null ? "" : Spelling.fold(text);
        if (folded.isEmpty() || NO.contains(folded)) {
            return false;
        }
        if (YES.contains(folded)) {
            return true;
        }
        throw unreadable(column, String.valueOf(text), "« oui » ou « non »", "\"oui\" or \"non\"");
    }

    private boolean isNumber(Column column) {
        Integer at = header.columns().get(column);
        return at != null && row.cell(at).number() != null;
    }

    private @Nullable BigDecimal number(Column column) {
        Integer at = header.columns().get(column);
        String text = optional(column);
        if (at == null || text == null) {
            return null;
        }
        BigDecimal number = row.cell(at).number();
        if (number != null) {
            return number.abs().compareTo(BigDecimal.valueOf(1_000_000_000_000L)) > 0 || number.scale() > 400
                    ? impossible(column, text)
                    : number;
        }
        return switch (decimals.read(text)) {
            case Decimals.Reading.Read read -> read.value();
            case Decimals.Reading.None none -> impossible(column, text);
            case Decimals.Reading.Ambiguous ambiguous ->
                throw unreadable(
                        column,
                        text,
                        "un nombre sans équivoque : le signe est-il celui des décimales ou des milliers",
                        "a number that can be read one way only: is the mark that of decimals or of thousands");
        };
    }

    private BigDecimal impossible(Column column, String text) {
        throw unreadable(column, text, "un nombre", "a number");
    }

    private BigDecimal required(Column column, @Nullable BigDecimal number) {
        if (number == null) {
            throw new Unfit(Why.missing(heading(column)));
        }
        return number;
    }

    Unfit unreadable(Column column, String read, String wantedFrench, String wantedEnglish) {
        return new Unfit(Why.unreadable(heading(column), read, wantedFrench, wantedEnglish));
    }

    Unfit unknown(Column column, String read, String nearest) {
        return new Unfit(Why.unknown(heading(column), read, nearest));
    }
}
