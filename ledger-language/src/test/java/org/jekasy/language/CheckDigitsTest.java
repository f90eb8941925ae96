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
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number of {@code check_digit_vectors.csv}: the right ones are read, the wrong ones refused. */
class CheckDigitsTest {
    private static final String BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

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

    /** On average over issuers, 20,000 codes that may be printed on a roll, by a seed: a wrong character at each place, and each two neighbours that differ swapped. */
    @Test
    void theCheckCharacterOfARollCatchesEverySlipOfOneAndNearlyEverySwapOfTwo() {
        RandomGenerator chance = new SplittableRandom(20_261_130);
        long swaps = 0;
        long missed = 0;
        for (int n = 0; n < 20_000; n++) {
            String code = anyOfARoll(chance);
            for (int at = 0; at < code.length(); at++) {
                int wrong = BASE_36.indexOf(code.charAt(at)) + 1 + chance.nextInt(35);
                assertThat(isRight(code, at, BASE_36.charAt(wrong % 36))).isFalse();
            }
            for (int at = 0; at + 1 < code.length(); at++) {
                if (code.charAt(at) != code.charAt(at + 1)) {
                    swaps++;
                    missed += isCode(swapped(code, at)) ? 1 : 0;
                }
            }
        }
        assertThat(swaps).isGreaterThan(200_000);
        assertThat(missed * 1_000).isLessThan(swaps * 3);
    }

    @Test
    void noSwapAtTheEndOfAPrintedCodePasses() {
        List<LotId> codes = Roll.of(OneOfEach.ISSUER, 0, 5_000).orElseThrow().codes();

        assertThat(codes).hasSize(5_000).allSatisfy(code -> {
            for (int at = 8; at < 12; at++) {
                String swapped = swapped(code.text(), at);
                assertThat(swapped.equals(code.text()) || !isCode(swapped)).isTrue();
            }
        });
        // without the choice some would
        assertThat(codes.getLast().rollSerial()).isBetween(5_020, 5_400);
    }

    /** All 36 characters at each place of one code: none but the right one passes. */
    @Test
    void noOtherCharacterAnywherePasses() {
        for (String code : List.of(
                LotId.ofRoll(OneOfEach.ISSUER, 0).text(), OneOfEach.lot(42).text())) {
            for (int at = 0; at < code.length(); at++) {
                for (int sign = 0; sign < BASE_36.length(); sign++) {
                    char typed = BASE_36.charAt(sign);
                    assertThat(isRight(code, at, typed)).isEqualTo(typed == code.charAt(at));
                }
            }
        }
    }

    private static String anyOfARoll(RandomGenerator chance) {
        while (true) {
            StringBuilder issuer = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                issuer.append(BASE_36.charAt(chance.nextInt(36)));
            }
            LotId code = LotId.ofRoll(new IssuerCode(issuer.toString()), chance.nextInt(LotId.LAST_OF_ROLL + 1));
            if (code.standsSwaps()) {
                return code.text();
            }
        }
    }

    private static String swapped(String code, int at) {
        return code.substring(0, at) + code.charAt(at + 1) + code.charAt(at) + code.substring(at + 2);
    }

    private static boolean isCode(String typed) {
        try {
            return LotId.parse(typed).text().equals(typed);
        } catch (Malformed no) {
            return false;
        }
    }

    // by the check character alone, whatever the form says of letters and digits
    private static boolean isRight(String code, int at, char typed) {
        char[] changed = code.toCharArray();
        changed[at] = typed;
        return isRight(changed);
    }

    private static boolean isRight(char[] code) {
        String body = new String(code, 0, code.length - 1);
        return CheckDigits.mod37x36(body) == code[code.length - 1];
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
