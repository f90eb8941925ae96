package org.jekasy.label.lot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollTest {
    // as the ledger counts them: RollTest and CheckDigitsTest of ledger-language
    private static final List<Integer> LEFT_OUT = List.of(770, 771, 850, 851, 930, 931);

    @Test
    void aRollHasTheCodesTheLedgerGivesOut() {
        List<LotCode> codes = new Roll("K7QF", 1_000, 240).codes();

        assertThat(codes).hasSize(240).doesNotHaveDuplicates().allMatch(LotCode::isOfRoll);
        assertThat(codes.getFirst()).hasToString("RK7QF00010003");
        assertThat(codes.getLast().rollSerial()).isEqualTo(1_239);
    }

    @Test
    void aSerialThatCouldBeSwappedUnnoticedIsLeftOut() {
        List<Integer> serials = new Roll("K7QF", 0, 994)
                .codes().stream().map(LotCode::rollSerial).toList();

        assertThat(serials).doesNotContainAnyElementsOf(LEFT_OUT);
        assertThat(serials.getLast()).isEqualTo(999);
    }

    @ParameterizedTest
    @CsvSource({"K7Q,0,1", "k7qf,0,1", "K7QF,-1,1", "K7QF,10000000,1", "K7QF,0,0", "K7QF,0,10001", "K7QF,x,1", "K7QF,0,"
    })
    void aRollThatCanNotBeIsRefused(String issuer, String from, String count) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Roll.parse(issuer, from, count == null ? "" : count))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.VALUE_REFUSED));
    }

    @Test
    void anIssuerHasNoCodesBeyondItsLastNumber() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new Roll("K7QF", 9_999_990, 11).codes())
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.VALUE_REFUSED));
    }

    private static Roll.Issued issued(int bound, Roll.Issued.Stretch... voids) {
        List<Roll.Issued.Binding> bindings = bound == 0
                ? List.of()
                : new Roll("K7QF", 1_000, bound)
                        .codes().stream().map(Roll.Issued.Binding::new).toList();
        return new Roll.Issued("K7QF", 1_000, 24, List.of(voids), bindings);
    }

    private static void refused(Roll.Issued roll, int from, @Nullable Integer count, int copy, Reason reason) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> roll.toPrint(from, count, copy))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @Test
    void whatIsVoidIsNotPrinted() {
        assertThat(issued(0, new Roll.Issued.Stretch(1_004, 1_005)).toPrint(1_000, null, 1))
                .hasSize(22)
                .noneMatch(code -> code.rollSerial() == 1_004 || code.rollSerial() == 1_005);
        refused(issued(0, new Roll.Issued.Stretch(900, 2_000)), 1_000, null, 1, Reason.ROLL_VOID);
    }

    @Test
    void whatIsOnLotsIsNeverPrintedAgainAndTheOthersAsACopyOnly() {
        refused(issued(3), 1_000, null, 1, Reason.ROLL_PRINTED);
        assertThat(issued(3).toPrint(1_000, null, 2))
                .hasSize(21)
                .extracting(LotCode::rollSerial)
                .doesNotContain(1_000, 1_001, 1_002);
        refused(issued(24), 1_000, null, 2, Reason.ROLL_VOID);
    }

    @Test
    void aRollIsPrintedOnFromTheMiddleAfterAJam() {
        assertThat(issued(3).toPrint(1_010, null, 1)).hasSize(14);
        assertThat(issued(3).toPrint(1_010, 5, 1))
                .extracting(LotCode::rollSerial)
                .containsExactly(1_010, 1_011, 1_012, 1_013, 1_014);
        refused(issued(3), 1_010, 15, 1, Reason.VALUE_REFUSED);
        refused(issued(3), 1_010, 0, 1, Reason.VALUE_REFUSED);
    }
}
