package org.jekasy.query.label;

import static org.assertj.core.api.Assertions.assertThat;

import org.jekasy.query.label.LotScans.Oddity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a label is scanned far more often than the others of its lot. */
class OddityTest {
    @ParameterizedTest
    @CsvSource({
        // a thousand cartons, one of them scanned all over the town
        "400, 300, 999, true",
        // nobody scanned any other
        "20, 0, 999, true",
        // few scans say nothing yet
        "19, 0, 999, false",
        // all are scanned a lot
        "400, 39960, 999, false",
        "401, 39960, 999, true",
        "400, 39961, 999, false",
        // one label alone is like all
        "400, 0, 0, false",
        // two: one of them ten times the other
        "200, 20, 1, false",
        "201, 20, 1, true"
    })
    void aLabelStandsOutFromTwentyScansAndTenTimesTheOthers(
            long scans, long scansOfOthers, long others, boolean standsOut) {
        assertThat(Oddity.isFarMoreOften(scans, scansOfOthers, others)).isEqualTo(standsOut);
    }
}
