package org.jekasy.label.lot;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {
    private static final Pattern NUMBER = Pattern.compile("\\{([A-Za-z]+)}");

    @ParameterizedTest
    @EnumSource
    void bothLanguagesSayTheSameNumbers(Reason reason) {
        assertThat(numbers(reason, Locale.FRENCH)).isEqualTo(numbers(reason, Locale.ENGLISH));
    }

    @Test
    void numbersAreSaidTheWayOfTheReader() {
        Map<String, Object> numbers = new HashMap<>();
        numbers.put("lot", "26092K7QF00045");
        numbers.put("moduleMm", new BigDecimal("0.210"));
        numbers.put("minimumMm", new BigDecimal("0.375"));
        Refusal refusal = new Refusal(Reason.QR_TOO_DENSE, numbers);
        assertThat(refusal.sentence(Locale.FRENCH)).contains("0,21 mm", "0,375");
        assertThat(refusal.sentence(Locale.UK)).contains("0.21 mm", "0.375");
        assertThat(refusal.sentence(Locale.GERMAN)).isEqualTo(refusal.sentence(Locale.FRENCH));
    }

    @Test
    void whatWasSentIsSaidBackShortAndHarmless() {
        assertThat(Refusal.shown("a\u0000b\n\u202Ec")).isEqualTo("a·b··c");
        assertThat(Refusal.shown("🥭".repeat(99))).isEqualTo("🥭".repeat(40) + "…");
    }

    private static Set<String> numbers(Reason reason, Locale reader) {
        Set<String> names = new TreeSet<>();
        NUMBER.matcher(reason.sentence(reader, Map.of()))
                .results()
                .map((MatchResult found) -> found.group(1))
                .forEach(names::add);
        return names;
    }
}
