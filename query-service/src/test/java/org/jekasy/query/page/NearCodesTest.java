package org.jekasy.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearCodesTest {
    @Test
    void everyProposalHasARightCheckCharacter() {
        assertThat(NearCodes.near("26131K7QF0042X"))
                .contains("26131K7QF0042H")
                .hasSizeLessThan(60)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsFarFromAnyCodeHasNoNeighbours() {
        assertThat(NearCodes.near("")).isEmpty();
        assertThat(NearCodes.near("BONJOUR")).isEmpty();
        assertThat(NearCodes.near("2".repeat(40))).isEmpty();
    }
}
