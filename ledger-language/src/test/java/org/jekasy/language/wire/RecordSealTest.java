package org.jekasy.language.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordSealTest {
    private static final String KEY = key(32, 7);
    private static final byte[] HASH = bytes("00ff");
    private static final byte[] HARVEST = bytes("{\"weightG\":806500}");

    private final RecordSeal seal = RecordSeal.with(KEY, "relay.seal-key");
    private final byte[] itsSeal = seal.of(1234, HASH, HARVEST);

    @Test
    void aRecordBearsItsSeal() {
        assertThat(itsSeal).hasSize(32);
        assertThat(seal.isOn(1234, HASH, HARVEST, itsSeal)).isTrue();
        assertThat(RecordSeal.with(KEY, "follow.seal-key").isOn(1234, HASH, HARVEST, itsSeal))
                .isTrue();
    }

    /** Worked out by another program, Python's {@code hmac}. */
    @Test
    void theSealIsAnHmacOverPositionHashAndValue() {
        assertThat(HexFormat.of().formatHex(itsSeal))
                .isEqualTo("0307ad99e0836d31c50f005377fd0bb378063938b859c754574c64ff6e03e2a8");
    }

    @Test
    void whatWasAlteredOrMovedDoesNotBearIt() {
        assertThat(seal.isOn(1234, HASH, bytes("{\"weightG\":806501}"), itsSeal))
                .isFalse();
        assertThat(seal.isOn(1235, HASH, HARVEST, itsSeal)).isFalse();
        assertThat(seal.isOn(1234, bytes("00fe"), HARVEST, itsSeal)).isFalse();
        // a byte of the hash counted to the value, or the other way
        assertThat(seal.isOn(1234, bytes("00f"), bytes("f{\"weightG\":806500}"), itsSeal))
                .isFalse();
        assertThat(seal.isOn(1234, bytes("00ff{"), bytes("\"weightG\":806500}"), itsSeal))
                .isFalse();
    }

    @Test
    void eachBitOfTheSealCounts() {
        for (int bit = 0; bit < itsSeal.length * 8; bit++) {
            byte[] other = itsSeal.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(seal.isOn(1234, HASH, HARVEST, other)).as("bit %d", bit).isFalse();
        }
        assertThat(seal.isOn(1234, HASH, HARVEST, new byte[0])).isFalse();
        assertThat(seal.isOn(1234, HASH, HARVEST, null)).isFalse();
        assertThat(seal.isOn(1234, HASH, null, itsSeal)).isFalse();
    }

    @Test
    void anotherKeyMakesAnotherSeal() {
        assertThat(RecordSeal.with(key(32, 8), "relay.seal-key").isOn(1234, HASH, HARVEST, itsSeal))
                .isFalse();
    }

    @Test
    void manyThreadsUseOne() {
        List<Boolean> right = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(position -> seal.isOn(
                        position, HASH, HARVEST, RecordSeal.with(KEY, "x").of(position, HASH, HARVEST)))
                .toList();
        assertThat(right).doesNotContain(false);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ,             manque,              is missing
            " ",          manque,              is missing
            not base64!,  n'est pas en base64, is no base64
            c2hvcnQ=,     n'a que 5 octets,    has only 5 bytes
            """, quoteCharacter = '"')
    void withoutAKeyOfThirtyTwoBytesNothingIsSealed(@Nullable String key, String french, String english) {
        assertThatThrownBy(() -> RecordSeal.with(key, "relay.seal-key"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("relay.seal-key " + french)
                .hasMessageContaining("relay.seal-key " + english)
                .hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void aKeyOfThirtyOneBytesIsTooShortAndALongerOneIsFine() {
        assertThatThrownBy(() -> RecordSeal.with(key(31, 7), "follow.seal-key"))
                .hasMessageContaining("31")
                .hasMessageNotContaining(key(31, 7));
        assertThat(RecordSeal.with(key(64, 7) + "\n", "follow.seal-key").of(1, HASH, HARVEST))
                .isNotEqualTo(seal.of(1, HASH, HARVEST));
    }

    @Test
    void aForgedRecordIsNamedWithWhatIsSafeAndWhatToDo() {
        assertThat(new ForgedRecord("jekasy.ledger.v1", 1234, 1240))
                .hasMessageContainingAll(
                        "falsifié", "position 1234 (offset 1240)", "le journal est intact", "supprimez le topic")
                .hasMessageContainingAll("Forged", "the journal is untouched", "delete the topic", "./ledger rebuild")
                .hasMessageNotContaining("refill");
    }

    private static String key(int bytes, int each) {
        byte[] key = new byte[bytes];
        Arrays.fill(key, (byte) each);
        return Base64.getEncoder().encodeToString(key);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
