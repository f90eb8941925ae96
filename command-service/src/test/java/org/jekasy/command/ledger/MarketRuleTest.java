package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jekasy.command.ledger.But.but;

import java.time.LocalDate;
import java.util.List;
import org.jekasy.language.CountryCode;
import org.jekasy.language.ProductCode;
import org.junit.jupiter.api.Test;

class MarketRuleTest {
    private static final ProductCode FRESH = ProductCode.parse("mango_fresh");
    private static final ProductCode DRIED = ProductCode.parse("mango_dried");
    private static final CountryCode EU = CountryCode.parse("EU");
    private static final CountryCode MOROCCO = CountryCode.parse("MA");
    private static final LocalDate FROM = LocalDate.of(2025, 11, 10);
    private static final LocalDate TO = LocalDate.of(2026, 12, 31);

    private final MarketRule rule = new MarketRule(
            "EU-MANGO-ML-1",
            FRESH,
            CountryCode.parse("ML"),
            EU,
            FROM,
            TO,
            List.of(Requirement.TREATMENT),
            "Regulation (EU) 2025/2294");

    @Test
    void aRuleSpeaksOfItsProductGoingToItsMarket() {
        assertThat(rule.appliesTo(FRESH, EU, FROM)).isTrue();
        assertThat(rule.appliesTo(DRIED, EU, FROM)).isFalse();
        assertThat(rule.appliesTo(FRESH, MOROCCO, FROM)).isFalse();
        assertThat(but(rule, "product", null).appliesTo(DRIED, EU, FROM)).isTrue();
    }

    @Test
    void aRuleIsOfItsDays() {
        assertThat(rule.appliesTo(FRESH, EU, FROM.minusDays(1))).isFalse();
        assertThat(rule.appliesTo(FRESH, EU, TO)).isTrue();
        assertThat(rule.appliesTo(FRESH, EU, TO.plusDays(1))).isFalse();
        assertThat(but(rule, "validTo", null).appliesTo(FRESH, EU, TO.plusYears(20)))
                .isTrue();
    }

    @Test
    void aRequirementNobodyKnowsStopsTheBuild() {
        assertThat(Requirement.parse("certificate_covers_lots")).isEqualTo(Requirement.CERTIFICATE_COVERS_LOTS);
        assertThatThrownBy(() -> Requirement.parse("prayer")).isInstanceOf(IllegalArgumentException.class);
    }
}
