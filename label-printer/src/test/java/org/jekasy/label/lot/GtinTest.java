package org.jekasy.label.lot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GtinTest {
    @ParameterizedTest
    @ValueSource(strings = {"99521234000016", "09521234000112", "99521234001013", "09521234001119", "09521234000211"})
    void fourteenDigitsWithTheirCheckDigitAreAGtin(String digits) {
        assertThat(new Gtin(digits)).hasToString(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"09521234000113", "9521234000112", "0952123400011X", "", "095212340001120"})
    void anythingElseIsNot(String digits) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Gtin(digits));
    }
}
