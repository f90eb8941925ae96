package org.jekasy.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class MassesTest {
    private static void refuses(LongFunction<?> mass, long... grams) {
        for (long wrong : grams) {
            assertThatThrownBy(() -> mass.apply(wrong))
                    .as("%d g", wrong)
                    .isInstanceOfSatisfying(Malformed.class, malformed -> {
                        assertThat(malformed.code()).isEqualTo(RuleCode.E_MASS_01);
                        assertThat(malformed.read()).isEqualTo(Long.toString(wrong));
                    });
        }
    }

    @Test
    void aWeightIsMoreThanNothingAndAtMostAMillionTonnes() {
        assertThat(Weight.ofGrams(1).grams()).isEqualTo(1);
        assertThat(Weight.ofGrams(1_000_000_000_000L).grams()).isEqualTo(Weight.MOST);
        refuses(Weight::ofGrams, 0, -1, Weight.MOST + 1, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Test
    void gramsMayBeNone() {
        assertThat(Grams.ofGrams(0)).isEqualTo(Grams.NONE);
        assertThat(Grams.NONE.isNone()).isTrue();
        assertThat(Grams.ofGrams(1).isNone()).isFalse();
        assertThat(Grams.ofGrams(Grams.MOST).grams()).isEqualTo(1_000_000_000_000L);
        refuses(Grams::ofGrams, -1, Grams.MOST + 1, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Test
    void aDifferenceIsNotNothingAndHasASign() {
        assertThat(Delta.ofGrams(-5).isLess()).isTrue();
        assertThat(Delta.ofGrams(5).isLess()).isFalse();
        assertThat(Delta.ofGrams(-5).size()).isEqualTo(Weight.ofGrams(5));
        assertThat(Delta.ofGrams(5).size()).isEqualTo(Weight.ofGrams(5));
        assertThat(Delta.ofGrams(Delta.MOST).grams()).isEqualTo(Delta.MOST);
        assertThat(Delta.ofGrams(-Delta.MOST).grams()).isEqualTo(-Delta.MOST);
        refuses(Delta::ofGrams, 0, Delta.MOST + 1, -Delta.MOST - 1, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Test
    void massesAddUpToTheGram() {
        Weight weight = Weight.ofGrams(806_500);
        assertThat(weight.plus(Weight.ofGrams(1))).isEqualTo(Weight.ofGrams(806_501));
        assertThat(weight.minus(weight)).isEqualTo(Grams.NONE);
        assertThat(weight.minus(Weight.ofGrams(500))).isEqualTo(Grams.ofGrams(806_000));
        assertThat(weight.asGrams()).isEqualTo(Grams.ofGrams(806_500));
        assertThat(Grams.ofGrams(5).plus(Grams.ofGrams(6))).isEqualTo(Grams.ofGrams(11));
        assertThat(Grams.ofGrams(5).plus(Weight.ofGrams(6))).isEqualTo(Grams.ofGrams(11));
        assertThatThrownBy(() -> Weight.ofGrams(5).minus(Weight.ofGrams(6))).isInstanceOf(Malformed.class);
    }

    @Test
    void massesAreOrderedAndWritten() {
        assertThat(Weight.ofGrams(5)).isLessThan(Weight.ofGrams(6)).hasToString("5 g");
        assertThat(Grams.ofGrams(5)).isLessThan(Grams.ofGrams(6)).hasToString("5 g");
        assertThat(Delta.ofGrams(-6)).isLessThan(Delta.ofGrams(5)).hasToString("-6 g");
    }

    @Test
    void cartonsWeighTheirCount() {
        assertThat(cartons(70, 4_000).weight()).isEqualTo(Weight.ofGrams(280_000));
        assertThat(cartons(1, Weight.MOST).weight()).isEqualTo(Weight.ofGrams(Weight.MOST));
        assertThat(cartons(250_000_000, 4_000).weight()).isEqualTo(Weight.ofGrams(Weight.MOST));
        for (Packed never : new Packed[] {
            cartons(0, 4_000), cartons(-1, 4_000), cartons(250_000_001, 4_000), cartons(Integer.MAX_VALUE, Weight.MOST)
        }) {
            assertThatThrownBy(never::weight)
                    .isInstanceOfSatisfying(
                            Malformed.class,
                            malformed -> assertThat(malformed.kind()).isEqualTo("count"));
        }
    }

    private static Packed cartons(int count, long netGrams) {
        return new Packed(OneOfEach.lot(1), OneOfEach.FRESH, null, null, count, Weight.ofGrams(netGrams), null, null);
    }

    @Test
    void aMeasuredNumberIsOneAnInstrumentMayShow() {
        for (String read : new String[] {"0", "-12.5", "999999999999", "0.000000000001", "1E+11", "0E-12", "0E+11"}) {
            assertThat(measured(read).value()).isEqualTo(new BigDecimal(read));
            assertThat(Measurement.plain("moisture", new BigDecimal(read))).isEqualTo(new BigDecimal(read));
        }
        for (String never : new String[] {
            "1E+2147483647", "1E+999999999", "1E-999999999", "0E+999999999", "0E+12", "1000000000000", "1E+12", "0.0000000000001", "1E-13"
        }) {
            assertThatThrownBy(() -> measured(never)).isInstanceOfSatisfying(Malformed.class, malformed -> {
                assertThat(malformed.kind()).isEqualTo("value");
                assertThat(malformed.code()).isEqualTo(RuleCode.E_FORM_01);
            });
        }
    }

    private static Measurement measured(String value) {
        return new Measurement("moisture", new BigDecimal(value), "P1", null);
    }
}
