package org.jekasy.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number of {@code check_digit_vectors.csv}: the right ones are read, the wrong ones refused. */
class CheckDigitsTest {
    record Vector(String scheme, String description, String value, boolean valid) {
        Function<String, Word> reader() {
            return switch (scheme) {
                case "GTIN-14" -> Gtin::parse;
                case "GLN" -> Gln::parse;
                case "SSCC" -> Sscc::parse;
                case "ISO6346" -> ContainerNumber::parse;
                case "LOT", "LOT ISO7064 MOD37,36" -> LotId::parse;
                default -> throw new AssertionError(scheme);
            };
        }
    }

    static List<Vector> vectors() throws IOException {
        try (BufferedReader file = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CheckDigitsTest.class.getResourceAsStream("/check_digit_vectors.csv")),
                StandardCharsets.UTF_8))) {
            // fields in quotes may hold commas
            return file.lines()
                    .skip(1)
                    .map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                    .map(fields -> new Vector(
                            fields[0].replace("\"", ""),
                            fields[1].replace("\"", ""),
                            fields[2],
                            Boolean.parseBoolean(fields[3].strip())))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void rightNumbersAreReadAndWrongOnesRefused(Vector vector) {
        if (vector.valid()) {
            assertThat(vector.reader().apply(vector.value()).text()).isEqualTo(vector.value());
        } else {
            assertThatThrownBy(() -> vector.reader().apply(vector.value())).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void allVectorsAreThere() throws IOException {
        assertThat(vectors()).hasSize(26).filteredOn(Vector::valid).hasSize(19);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void anyOtherLastCharacterIsRefusedAndTheRightOneShown(Vector vector) {
        if (!vector.valid()) {
            return;
        }
        String body = vector.value().substring(0, vector.value().length() - 1);
        String last = vector.scheme().startsWith("LOT") ? "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" : "0123456789";
        for (int i = 0; i < last.length(); i++) {
            String typed = body + last.charAt(i);
            if (typed.equals(vector.value())) {
                assertThatCode(() -> vector.reader().apply(typed)).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> vector.reader().apply(typed))
                        .isInstanceOfSatisfying(
                                Malformed.class,
                                malformed -> assertThat(malformed.expected()).isEqualTo(vector.value()));
            }
        }
    }

    @Test
    void typingOForZeroIsCaught() {
        assertThatThrownBy(() -> LotId.parse("26131K7QFO042H")).isInstanceOf(Malformed.class);
        assertThat(CheckDigits.mod37x36("26131K7QF0042")).isNotEqualTo(CheckDigits.mod37x36("26131K7QFO042"));
    }

    @Test
    void lettersOfAContainerLeaveOutTheMultiplesOfEleven() {
        // ISO 6346: A 10, B 12 … K 21, L 23 … U 32, V 34 … Z 38
        assertThat(CheckDigits.iso6346("AAAU000000")).isEqualTo(check(10 + 2 * 10 + 4 * 10 + 8 * 32));
        assertThat(CheckDigits.iso6346("BKLU000000")).isEqualTo(check(12 + 2 * 21 + 4 * 23 + 8 * 32));
        assertThat(CheckDigits.iso6346("UVZJ000000")).isEqualTo(check(32 + 2 * 34 + 4 * 38 + 8 * 20));
        assertThat(CheckDigits.iso6346("AAAZ900000")).isEqualTo(check(10 + 2 * 10 + 4 * 10 + 8 * 38 + 16 * 9));
    }

    private static char check(int sum) {
        return (char) ('0' + sum % 11 % 10);
    }
}
