package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Band.Fit.IMPOSSIBLE;
import static org.jekasy.command.ledger.Band.Fit.UNUSUAL;
import static org.jekasy.command.ledger.Band.Fit.USUAL;
import static org.jekasy.command.ledger.But.but;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class BandTest {
    private static final Band BAND = new Band(
            "X-1",
            null,
            "moisture",
            "P1",
            new BigDecimal("1"),
            false,
            new BigDecimal("3"),
            new BigDecimal("7"),
            new BigDecimal("8"),
            new BigDecimal("20"),
            Band.OnWarn.CONFIRM);

    private static Band.Fit fit(Band band, String value) {
        return band.of(new BigDecimal(value));
    }

    @Test
    void theLimitsThemselvesAreWithin() {
        assertThat(fit(BAND, "0.999")).isEqualTo(IMPOSSIBLE);
        assertThat(fit(BAND, "1")).isEqualTo(UNUSUAL);
        assertThat(fit(BAND, "2.999")).isEqualTo(UNUSUAL);
        assertThat(fit(BAND, "3")).isEqualTo(USUAL);
        assertThat(fit(BAND, "8.000")).isEqualTo(USUAL);
        assertThat(fit(BAND, "8.001")).isEqualTo(UNUSUAL);
        assertThat(fit(BAND, "20")).isEqualTo(UNUSUAL);
        assertThat(fit(BAND, "20.001")).isEqualTo(IMPOSSIBLE);
    }

    @Test
    void aMinimumThatIsAlreadyTooLittleIsImpossible() {
        Band above = but(BAND, "aboveHardMin", true);

        assertThat(fit(above, "1")).isEqualTo(IMPOSSIBLE);
        assertThat(fit(above, "1.001")).isEqualTo(UNUSUAL);
    }

    @Test
    void whereThereIsNoLimitNothingIsOutside() {
        Band open = but(but(but(but(BAND, "hardMin", null), "hardMax", null), "warnMin", null), "warnMax", null);

        assertThat(fit(open, "-1000000")).isEqualTo(USUAL);
        assertThat(fit(open, "1000000")).isEqualTo(USUAL);
        assertThat(open.isTooMuch(new BigDecimal("1000000"))).isFalse();
        assertThat(fit(but(open, "aboveHardMin", true), "0")).isEqualTo(USUAL);
    }

    @Test
    void tooMuchIsAboveTheUpperWarning() {
        assertThat(BAND.isTooMuch(new BigDecimal("8"))).isFalse();
        assertThat(BAND.isTooMuch(new BigDecimal("8.1"))).isTrue();
        assertThat(BAND.isTooMuch(new BigDecimal("2"))).isFalse();
    }

    @Test
    void aBandCanAskForMore() {
        assertThat(BAND.withMore(BigDecimal.TEN).warnMin()).isEqualTo(new BigDecimal("13"));
        assertThat(but(BAND, "warnMin", null).withMore(BigDecimal.TEN).warnMin())
                .isEqualTo(BigDecimal.TEN);
        assertThat(but(BAND.withMore(BigDecimal.TEN), "warnMin", new BigDecimal("3")))
                .isEqualTo(BAND);
    }
}
