package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;
import org.jekasy.language.CountryCode;
import org.jekasy.language.ProductCode;
import org.junit.jupiter.api.Test;

class RulebookTest {
    private final Rulebook rulebook = Rulebook.shipped();

    @Test
    void everyRowOfTheTableIsABand() {
        assertThat(rulebook.bands()).hasSize(47);
        assertThat(rulebook.band("S-Q-01"))
                .isEqualTo(new Band(
                        "S-Q-01",
                        ProductCode.parse("shea_kernel"),
                        "moisture",
                        "P1",
                        new BigDecimal("0"),
                        false,
                        new BigDecimal("3"),
                        new BigDecimal("7"),
                        new BigDecimal("8"),
                        new BigDecimal("20"),
                        Band.OnWarn.HOLD));
        assertThatThrownBy(() -> rulebook.band("Z-Z-99")).hasMessage("validation_ranges.csv has no rule Z-Z-99");
    }

    @Test
    void moreThanNothingIsAboveTheMinimum() {
        assertThat(rulebook.band("M-H-01").aboveHardMin()).isTrue();
        assertThat(rulebook.band("M-H-01").hardMin()).isEqualByComparingTo("0");
        assertThat(rulebook.band("M-H-03").aboveHardMin()).isFalse();
    }

    @Test
    void aLimitThatRefusesNothingIsNoHardLimit() {
        assertThat(rulebook.band("M-Q-06").hardMax()).isNull();
        assertThat(rulebook.band("M-Q-06").onWarn()).isEqualTo(Band.OnWarn.HOLD);
        assertThat(rulebook.band("M-Q-06").warnMax()).isEqualByComparingTo("0");
    }

    @Test
    void daysOutsideASeasonAreANumberToo() {
        assertThat(rulebook.band("M-H-04").warnMax()).isEqualByComparingTo("14");
        assertThat(rulebook.band("M-H-04").hardMax()).isEqualByComparingTo("45");
        assertThat(rulebook.band("M-H-04").hardMin()).isNull();
    }

    @Test
    void everyWayToActOnAnUnusualValueIsInTheTable() {
        Map<Band.OnWarn, Long> ways =
                rulebook.bands().values().stream().collect(Collectors.groupingBy(Band::onWarn, Collectors.counting()));

        assertThat(ways).containsOnlyKeys(Band.OnWarn.values()).containsEntry(Band.OnWarn.HOLD, 8L);
    }

    @Test
    void aProductsValueMayBeJudgedBySeveralGrades() {
        assertThat(rulebook.bands(ProductCode.parse("shea_butter"), "water"))
                .extracting(Band::rule)
                .containsExactly("S-B-03", "S-B-07");
        assertThat(rulebook.bands(ProductCode.parse("shea_kernel"), "moisture"))
                .extracting(Band::rule)
                .containsExactly("S-Q-01");
        assertThat(rulebook.bands(ProductCode.parse("mango_fresh"), "moisture")).isEmpty();
        assertThat(rulebook.band("X-T-01").product()).isNull();
    }

    @Test
    void everyMarketHasItsRules() {
        assertThat(rulebook.marketRules()).extracting(MarketRule::id).contains("EU-MANGO-ML-1", "ANY-ORGANIC-EU-1");
        assertThat(rulebook.marketRules())
                .filteredOn(rule -> rule.destination().equals(CountryCode.parse("EU")))
                .hasSize(2);
        assertThat(rulebook.marketRules())
                .filteredOn(rule -> rule.product() == null)
                .singleElement()
                .extracting(MarketRule::requires)
                .asString()
                .contains("ORGANIC");
        assertThat(rulebook.marketRules().getFirst().legalReference()).contains("2025/2294");
    }
}
