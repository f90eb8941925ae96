package org.jekasy.label.lot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetWeightTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "806500|806,5 kg",
                "4000|4,0 kg",
                "25|0,025 kg",
                "1|0,001 kg",
                "12480250|12\u202F480,25 kg",
                "999999|999,999 kg",
                "1000000|1\u202F000,0 kg",
                "1234567890|1\u202F234\u202F567,89 kg",
                "9223372036854775807|9\u202F223\u202F372\u202F036\u202F854\u202F775,807 kg",
            })
    void gramsReadAsKilogramsTheFrenchWay(long grams, String printed) {
        assertThat(new NetWeight(grams).kilograms()).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void nothingWeighsNothing(long grams) {
        assertThatIllegalArgumentException().isThrownBy(() -> new NetWeight(grams));
    }
}
