package org.jekasy.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RollTest {
    private static final IssuerCode ISSUER = IssuerCode.parse("K7QF");

    @Test
    void aRollHasAsManyCodesAsWereAskedForInTheOrderOfTheirSerials() {
        Roll roll = Roll.of(ISSUER, 1_000, 240).orElseThrow();

        assertThat(roll.firstSerial()).isEqualTo(1_000);
        assertThat(roll.codes())
                .hasSize(240)
                .isSorted()
                .allMatch(LotId::isOfRoll)
                .allMatch(code -> code.issuer().equals(ISSUER))
                .allMatch(LotId::standsSwaps);
        assertThat(roll.codes().getLast().rollSerial()).isEqualTo(roll.lastSerial());
        assertThat(Roll.of(ISSUER, roll.lastSerial() + 1, 1).orElseThrow().codes())
                .doesNotContainAnyElementsOf(roll.codes());
    }

    @Test
    void nothingIsLeftBeyondTheLastSerial() {
        assertThat(Roll.of(ISSUER, 9_999_000, 1_001)).isEmpty();
        assertThat(Roll.of(ISSUER, LotId.LAST_OF_ROLL + 1, 1)).isEmpty();
        assertThat(Roll.of(ISSUER, 9_999_000, 500)).isPresent();
    }

    @Test
    void aRollRunsForwardsWithinSevenDigits() {
        assertThatThrownBy(() -> new Roll(ISSUER, 2, 1)).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> new Roll(ISSUER, -1, 1)).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> new Roll(ISSUER, 0, 10_000_000)).isInstanceOf(Malformed.class);
    }

    @Test
    void aCodeSaysWhetherItIsOfARollAndWhichNumberItHas() {
        LotId code = LotId.ofRoll(ISSUER, 42);

        assertThat(code.isOfRoll()).isTrue();
        assertThat(code.rollSerial()).isEqualTo(42);
        assertThat(OneOfEach.lot(1).isOfRoll()).isFalse();
        assertThatThrownBy(() -> OneOfEach.lot(1).rollSerial()).isInstanceOf(IllegalStateException.class);
    }
}
