package org.jekasy.label.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jekasy.label.Shelf;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.qr.Correction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked, and what an installation may put on its labels. */
class OrderTest {
    @Test
    void codesMayBeTypedManyAtOnce() {
        assertThat(SheetOrder.lots(
                        List.of(" 26092K7QF00045, 26131K7QF0042H;\r\n26203S4AB00073\n", "", "26105m2zz1234h")))
                .extracting(LotCode::code)
                .containsExactly("26092K7QF00045", "26131K7QF0042H", "26203S4AB00073", "26105M2ZZ1234H");
    }

    @Test
    void everyMistypedCodeIsNamedAtOnce() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> SheetOrder.lots(List.of("26092K7QF00046 26092K7QF00045 X")))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Reason.LOT_MISTYPED);
                    assertThat(refusal.numbers()).containsEntry("lot", "26092K7QF00046, X");
                });
    }

    @Test
    void anOrderTakesTenThousandLabelsAndNotOneMore() {
        List<String> lots = Shelf.codes(5000);
        assertThat(SheetOrder.parse(lots, "2", "24", "3x8").lots()).hasSize(5000);
        refused(Reason.LOTS_TOO_MANY, () -> SheetOrder.parse(lots, "3", "1", "3x8"));
        refused(
                Reason.LOTS_TOO_MANY,
                () -> SheetOrder.parse(Collections.nCopies(10_001, Shelf.HARVEST), "1", "1", "3x8"));
    }

    @Test
    void anOrderWithoutALotIsRefused() {
        refused(Reason.LOTS_MISSING, () -> SheetOrder.parse(List.of(" ", ""), "1", "1", "3x8"));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "-1,1", "x,1", "'',1", "10001,1", "99999999999,1", "1.5,1", "1,0", "1,25", "1,x", "1,''"})
    void placesAndCopiesAreCounted(String copies, String startAt) {
        refused(Reason.VALUE_REFUSED, () -> SheetOrder.parse(List.of(Shelf.HARVEST), copies, startAt, "3x8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "99", "601", "300.5", "-300", "1e2", "٣٠٠", "99999999999999"})
    void resolutionsArePrintersResolutions(String dpi) {
        refused(Reason.VALUE_REFUSED, () -> Resolution.parse(dpi));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "70", "70x37mm", "37x70", "1x1", "100000x100000", "70X37"})
    void sizesAreThoseWeHave(String size) {
        refused(Reason.VALUE_REFUSED, () -> LabelSize.parse(size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "X", "LM"})
    void correctionsAreFour(String correction) {
        refused(Reason.VALUE_REFUSED, () -> Correction.parse(correction));
    }

    @Test
    void aGtinMakesTheAddressADigitalLink() {
        assertThat(Samples.REAL.address(Samples.cartons()))
                .isEqualTo("https://id.jekasy.example/01/09521234000112/10/26131K7QF0042H");
        assertThat(Samples.REAL.address(Samples.harvest()))
                .isEqualTo("https://id.jekasy.example/class/mango_fresh/lot/26092K7QF00045");
    }

    @Test
    void theNumberOfALabelEndsItsAddress() {
        assertThat(Samples.REAL.address(Samples.cartons(), "K7QF2M9X"))
                .isEqualTo("https://id.jekasy.example/01/09521234000112/10/26131K7QF0042H/21/K7QF2M9X");
        assertThat(Samples.REAL.address(Samples.cartons(), null)).isEqualTo(Samples.REAL.address(Samples.cartons()));
    }

    @Test
    void aSlashAtTheEndOfTheAddressIsNotDoubled() {
        assertThat(new Imprint(URI.create("https://id.jekasy.example//"), false).address(Samples.harvest()))
                .isEqualTo("https://id.jekasy.example/class/mango_fresh/lot/26092K7QF00045");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.jekasy.example",
                "https://localhost",
                "https://127.0.0.1:8080",
                "https://[::1]",
            })
    void aRealLabelLeadsToAPublicSecureAddress(String address) {
        URI uri = URI.create(address);
        assertThatIllegalArgumentException().isThrownBy(() -> new Imprint(uri, false));
        assertThat(new Imprint(uri, true).baseUrl()).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id.jekasy.example",
                "ftp://id.jekasy.example",
                "https:///lots",
                "https://id.jekasy.example/?a=b",
                "https://id.jekasy.example/#a",
                "https://user@id.jekasy.example",
                "https://id.jekasy.example/é",
            })
    void noLabelLeadsToAnythingElse(String address) {
        URI uri = URI.create(address);
        assertThatIllegalArgumentException().isThrownBy(() -> new Imprint(uri, true));
    }

    private static void refused(Reason reason, ThrowingCallable asking) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(asking)
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
