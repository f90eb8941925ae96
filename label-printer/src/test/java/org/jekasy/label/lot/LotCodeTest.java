package org.jekasy.label.lot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jekasy.label.Shelf;
import org.junit.jupiter.api.Test;
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

    @Test
    void theCheckCharacterCatchesEveryWrongSignAndNearlyEverySwapOfNeighbours() {
        String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        int swaps = 0;
        int caught = 0;
        for (String code : Shelf.codes(500)) {
            for (int at = 0; at < code.length(); at++) {
                for (int sign = 0; sign < alphabet.length(); sign++) {
                    char wrong = alphabet.charAt(sign);
                    if (wrong != code.charAt(at)) {
                        assertThat(taken(code.substring(0, at) + wrong + code.substring(at + 1)))
                                .as("%s with %s at %d", code, wrong, at)
                                .isFalse();
                    }
                }
                if (at > 0 && code.charAt(at - 1) != code.charAt(at)) {
                    swaps++;
                    caught += taken(code.substring(0, at - 1)
                                    + code.charAt(at)
                                    + code.charAt(at - 1)
                                    + code.substring(at + 1))
                            ? 0
                            : 1;
                }
            }
        }
        assertThat(swaps).isGreaterThan(4_000);
        assertThat((double) caught / swaps).isGreaterThanOrEqualTo(0.997);
    }

    private static boolean taken(String code) {
        try {
            return new LotCode(code).code().equals(code);
        } catch (Refusal refused) {
            return false;
        }
    }
}
