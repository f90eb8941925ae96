package org.jekasy.query.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.jekasy.language.Malformed;

/** Whatever a scanner read: a lot, a pallet, a container, or a refusal. */
class CodeFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void aScanIsUnderstoodOrRefused(byte[] scanned) {
        try {
            Code code = Code.read(new String(scanned, StandardCharsets.UTF_8));
            // the bare form of what was understood is understood as the same
            switch (code) {
                case Code.OfLot lot ->
                    assertThat(((Code.OfLot) Code.read(lot.lot().text())).lot()).isEqualTo(lot.lot());
                case Code.OfUnit unit ->
                    assertThat(Code.read(unit.unit().text())).isEqualTo(unit);
                case Code.OfContainer container ->
                    assertThat(Code.read(container.container().text())).isEqualTo(container);
            }
        } catch (Malformed refused) {
            assertThat(refused.code()).isNotNull();
        }
    }
}
