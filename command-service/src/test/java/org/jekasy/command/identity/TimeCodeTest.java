package org.jekasy.command.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeCodeTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);

    // RFC 6238, appendix B, of whose eight digits an authenticator shows the last six
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void theCodesAreThoseOfTheStandard(long seconds, String code) {
        assertThat(TimeCode.now(SECRET, Instant.ofEpochSecond(seconds))).isEqualTo(code);
    }

    @Test
    void aCodeIsGoodHalfAMinuteToEitherSideAndNoLonger() {
        String code = TimeCode.now(SECRET, NOW);
        assertThat(TimeCode.accept(SECRET, code, 0, NOW)).hasValue(37_037_036);
        assertThat(TimeCode.accept(SECRET, code, 0, NOW.plusSeconds(30))).isPresent();
        assertThat(TimeCode.accept(SECRET, code, 0, NOW.minusSeconds(30))).isPresent();
        assertThat(TimeCode.accept(SECRET, code, 0, NOW.plusSeconds(60))).isEmpty();
        assertThat(TimeCode.accept(SECRET, code, 0, NOW.minusSeconds(60))).isEmpty();
    }

    @Test
    void aCodeCountsOnce() {
        String code = TimeCode.now(SECRET, NOW);
        assertThat(TimeCode.accept(SECRET, code, 37_037_036, NOW)).isEmpty();
        assertThat(TimeCode.accept(SECRET, code, 37_037_035, NOW)).isPresent();
    }

    @Test
    void aSecretIsTypedInBase32() {
        assertThat(TimeCode.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(TimeCode.base32("foob".getBytes(US_ASCII))).isEqualTo("MZXW6YQ");
    }
}
