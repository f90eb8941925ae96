package org.jekasy.label.lot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LotCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"26131K7QF0042H", "26203S4AB00073", "26105M2ZZ1234H", "26092K7QF00045", "RK7QF0000012B"})
    void aCodeWithTheRightCheckCharacterIsTaken(String code) {
        assertThat(LotCode.parse(code).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "26092k7qf00045",
        "26092 K7QF 0004 5",
        "26092-K7QF-0004-5",
        "' 26092K7QF00045\t'",
        "26092\u00A0K7QF00045"
    })
    void whatAHandWritesDifferentlyIsForgiven(String typed) {
        assertThat(LotCode.parse(typed)).isEqualTo(new LotCode("26092K7QF00045"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "26092K7QF00046", // wrong check
                "26092K7QFO0045", // O for 0
                "26029K7QF00045", // two digits swapped
                "2609K7QF00045",
                "26092K7QF000455",
                "RK7QF0000012C",
                "",
                "../etc/passwd",
                "26092K7QF0004É",
                "٢٦٠٩٢K7QF00045",
            })
    void aMistypedCodeIsRefused(String typed) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> LotCode.parse(typed))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.LOT_MISTYPED));
    }
}
