package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jekasy.language.Claim;
import org.jekasy.language.Delta;
import org.jekasy.language.Grams;
import org.jekasy.language.HoldReason;
import org.jekasy.language.ProcessKind;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RuleCode;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {
    private static final Pattern WORD = Pattern.compile("\\{([A-Za-z]+)}");

    @ParameterizedTest
    @EnumSource(Reason.class)
    void bothLanguagesSayTheSameNumbers(Reason reason) {
        Set<String> french = words(reason.sentence(Locale.FRENCH, Map.of()));
        Set<String> english = words(reason.sentence(Locale.ENGLISH, Map.of()));

        assertThat(english).isEqualTo(french);
        assertThat(reason.sentence(Locale.FRENCH, Map.of())).matches("(?s).*[.?]");
        assertThat(reason.sentence(Locale.ENGLISH, Map.of()))
                .isNotEqualTo(reason.sentence(Locale.FRENCH, Map.of()))
                .matches("(?s).*[.?]");
    }

    @Test
    void everyRuleHasAReasonButThoseThatTheDoorsKeep() {
        Map<RuleCode, Boolean> said = new EnumMap<>(RuleCode.class);
        for (Reason reason : Reason.values()) {
            said.put(reason.code(), true);
        }
        assertThat(RuleCode.values())
                .allMatch(code -> said.containsKey(code)
                        || Set.of(RuleCode.E_AUTH_02, RuleCode.E_CONS_01).contains(code));
    }

    @Test
    void massesAreInKilogramsAndDecimalsAsTheLanguageHasThem() {
        Map<String, Object> numbers = Map.of(
                "lot",
                Season.lot(1),
                "available",
                new Grams(806_500),
                "asked",
                new Weight(1_000_000),
                "holder",
                Season.COOPERATIVE);

        assertThat(Reason.TOO_LITTLE_LEFT.sentence(Locale.FRENCH, numbers))
                .isEqualTo(
                        "Il ne reste que 806,5 kg dans le lot 26131K7QF00012 chez COOP-KAD-01 ; 1000 kg sont demandés.");
        assertThat(Reason.TOO_LITTLE_LEFT.sentence(Locale.ENGLISH, numbers))
                .isEqualTo("Only 806.5 kg are left in lot 26131K7QF00012 with COOP-KAD-01; 1000 kg are asked for.");
    }

    @Test
    void aDifferenceKeepsItsSign() {
        assertThat(Words.FRENCH.write("difference", new Delta(-25_505))).isEqualTo("-25,505 kg");
        assertThat(Words.ENGLISH.write("difference", new Delta(-5))).isEqualTo("-0.005 kg");
        assertThat(Words.FRENCH.write("loss", Grams.NONE)).isEqualTo("0 kg");
        assertThat(Words.FRENCH.write("yield", new BigDecimal("12.500"))).isEqualTo("12,5");
        assertThat(Words.FRENCH.write("yield", new BigDecimal("1E+3"))).isEqualTo("1000");
    }

    @Test
    void daysAndMomentsAreWrittenAsPeopleDo() {
        Instant moment = Instant.parse("2026-05-11T09:10:05.123Z");

        assertThat(Words.FRENCH.write("day", LocalDate.of(2026, 5, 11))).isEqualTo("11/05/2026");
        assertThat(Words.ENGLISH.write("day", LocalDate.of(2026, 5, 11))).isEqualTo("2026-05-11");
        assertThat(Words.FRENCH.write("now", moment)).isEqualTo("11/05/2026 à 09:10:05");
        assertThat(Words.ENGLISH.write("now", Season.MORNING)).isEqualTo("2026-05-11 09:10");
    }

    @Test
    void codesAreWrittenByTheirNames() {
        assertThat(Words.FRENCH.write("product", ProductCode.parse("shea_butter")))
                .isEqualTo("beurre de karité");
        assertThat(Words.ENGLISH.write("product", ProductCode.parse("shea_butter")))
                .isEqualTo("shea butter");
        assertThat(Words.FRENCH.write("product", ProductCode.parse("shea_soap")))
                .isEqualTo("shea_soap");
        assertThat(Words.FRENCH.write("variety", VarietyCode.parse("KEI"))).isEqualTo("Keitt");
        assertThat(Words.FRENCH.write("claim", Claim.ORGANIC)).isEqualTo("agriculture biologique");
        assertThat(Words.ENGLISH.write("uom", "KGM")).isEqualTo("kg");
        assertThat(Words.FRENCH.write("dependents", List.of(Season.lot(1), Season.lot(2))))
                .isEqualTo("26131K7QF00012, 26131K7QF0002Z");
    }

    @Test
    void whatAPersonTypedStaysAsTyped() {
        assertThat(Words.FRENCH.write("ticket", "moisture")).isEqualTo("moisture");
        assertThat(Words.FRENCH.write("what", "brouette")).isEqualTo("brouette");
    }

    @Test
    void aSentenceThatBeginsWithAWordBeginsWithACapital() {
        assertThat(Reason.NOT_YOURS.sentence(
                        Locale.FRENCH, Map.of("what", "place", "id", "v-1", "owner", "B", "actor", "A")))
                .isEqualTo("Lieu v-1 : c’est à B, pas à A.");
        assertThat(Reason.BEYOND_CAPACITY.sentence(Locale.FRENCH, Map.of("producer", "p-1")))
                .startsWith("p-1 ");
    }

    @Test
    void anyOtherLanguageGetsFrench() {
        assertThat(Reason.MISSING.sentence(Locale.GERMAN, Map.of("field", "inputs")))
                .isEqualTo("Il manque : lots utilisés.");
        assertThat(Reason.MISSING.sentence(Locale.UK, Map.of("field", "inputs")))
                .isEqualTo("Missing: lots used.");
    }

    @Test
    void everyMeasuredValueUnitProcessHoldAndClaimHasAWordInBothLanguages() {
        Set<String> words = new HashSet<>();
        for (Band band : Rulebook.shipped().bands().values()) {
            words.add(band.uom());
            // a yield is named by its process
            if (band.field().matches("[a-z0-9_]+")) {
                words.add(band.field());
            }
        }
        Rulebook.shipped()
                .marketRules()
                .forEach(rule -> rule.requires().forEach(requirement -> words.add(requirement.word())));
        List.of(ProcessKind.values(), HoldReason.values(), Claim.values())
                .forEach(constants -> Arrays.stream(constants).map(Enum::name).forEach(words::add));
        words.removeAll(Set.of("", "meq/kg"));

        assertThat(words)
                .allMatch(Words.FRENCH::has)
                .allMatch(Words.ENGLISH::has)
                .hasSizeGreaterThan(50);
    }

    @Test
    void aRefusalReadsAsItsCodeAndItsFrenchSentence() {
        assertThat(new Refusal(Reason.MISSING, "field", "ticket")).hasMessage("E-FORM-01 Il manque : ticket.");
    }

    private static Set<String> words(String sentence) {
        Set<String> words = new HashSet<>();
        WORD.matcher(sentence).results().forEach(found -> words.add(found.group(1)));
        return words;
    }
}
