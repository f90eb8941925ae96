package org.jekasy.query.page;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.springframework.context.MessageSource;

/** Writes words, days and masses in one language. */
record Texts(MessageSource words, Locale locale) {
    String word(String key, Object... with) {
        return words.getMessage(key, with, locale);
    }

    /** The word, or what is given where there is none. */
    String wordOr(String key, String otherwise) {
        String word = words.getMessage(key, null, otherwise, locale);
        return word == null ? otherwise : word;
    }

    boolean isEnglish() {
        return locale.getLanguage().equals("en");
    }

    String day(LocalDate day) {
        String text =
                day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale));
        return !isEnglish() && day.getDayOfMonth() == 1 ? text.replaceFirst("^1 ", "1er ") : text;
    }

    String days(LocalDate first, LocalDate last) {
        return first.equals(last) ? day(first) : word("days", day(first), day(last));
    }

    /** Grams as kilograms with at most three decimals: 806 500 g is « 806,5 kg », 1 240 000 g « 1 240 kg ». */
    String kilograms(long grams) {
        String whole = String.format(locale, "%,d", grams / 1000);
        long rest = grams % 1000;
        String decimals = rest == 0
                ? ""
                : (isEnglish() ? "." : ",") + "%03d".formatted(rest).replaceAll("0+$", "");
        return whole + decimals + "\u00a0kg";
    }

    String percent(BigDecimal percent) {
        String number = percent.stripTrailingZeros().toPlainString();
        return (isEnglish() ? number : number.replace('.', ',')) + "\u00a0%";
    }
}
