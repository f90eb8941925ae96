package org.jekasy.command.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import org.jekasy.language.Delta;
import org.jekasy.language.Grams;
import org.jekasy.language.ProductCode;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jekasy.language.reference.Product;
import org.jekasy.language.reference.ReferenceData;

/**
 * How the numbers of a reason are written in its sentence: masses in kilograms, days and decimals as the language has them, codes by their names.
 * Words of the wire ({@code harvestedOn}, {@code KGM}) have a line in {@code Words.properties}; what has none is written as it is.
 */
final class Words {
    static final Words FRENCH = new Words(Locale.ROOT, "dd/MM/uuuu", " à ");
    static final Words ENGLISH = new Words(Locale.ENGLISH, "uuuu-MM-dd", " ");

    // the names of numbers that hold a word of the wire; in any other, what a person typed stays as typed
    private static final Set<String> VOCABULARY =
            Set.of("what", "field", "process", "uom", "state", "later", "earlier", "input", "requirement");

    private final ResourceBundle bundle;
    private final DateTimeFormatter day;
    private final String at;

    private Words(Locale locale, String day, String at) {
        this.bundle = ResourceBundle.getBundle(
                "org.jekasy.command.ledger.Words",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.day = DateTimeFormatter.ofPattern(day, Locale.ROOT);
        this.at = at;
    }

    static Words of(Locale locale) {
        return locale.getLanguage().equals("en") ? ENGLISH : FRENCH;
    }

    /** True where the number of this name is a word, which a sentence may begin with. */
    static boolean isWord(String name) {
        return VOCABULARY.contains(name);
    }

    /** True where the word has a line of its own. */
    boolean has(String word) {
        return bundle.containsKey(word);
    }

    String write(String name, Object value) {
        return switch (value) {
            case Weight weight -> kilograms(weight.grams());
            case Grams grams -> kilograms(grams.grams());
            case Delta delta -> kilograms(delta.grams());
            case BigDecimal number -> decimal(number);
            case LocalDate date -> day.format(date);
            case Instant instant -> moment(instant);
            case ProductCode product ->
                ReferenceData.shipped().products().find(product).map(this::name).orElse(product.text());
            case VarietyCode variety -> ReferenceData.shipped().varieties().name(variety);
            case Requirement requirement -> word(requirement.word());
            case Enum<?> constant -> word(constant.name());
            case Collection<?> many ->
                many.stream().map(one -> write(name, one)).collect(Collectors.joining(", "));
            default -> isWord(name) ? word(value.toString()) : value.toString();
        };
    }

    private String name(Product product) {
        return this == ENGLISH ? product.en() : product.fr();
    }

    private String word(String word) {
        return has(word) ? bundle.getString(word) : word;
    }

    private String moment(Instant instant) {
        ZonedDateTime time = instant.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC);
        return day.format(time) + at + time.toLocalTime();
    }

    // 806 500 g -> "806,5 kg"
    private String kilograms(long grams) {
        return decimal(BigDecimal.valueOf(grams, 3)) + " kg";
    }

    private String decimal(BigDecimal number) {
        String plain = number.stripTrailingZeros().toPlainString();
        return this == ENGLISH ? plain : plain.replace('.', ',');
    }
}
