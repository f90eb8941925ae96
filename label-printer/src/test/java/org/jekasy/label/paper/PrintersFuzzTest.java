package org.jekasy.label.paper;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever the record says: the printer gets the words as words. */
class PrintersFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void noFieldIsACommand(byte[] said) {
        int middle = said.length / 2;
        PrintersTest.understood(
                Samples.drawing(
                        PrintersTest.saying(
                                new String(said, 0, middle, StandardCharsets.UTF_8),
                                new String(said, middle, said.length - middle, StandardCharsets.UTF_8)),
                        LabelSize.CRATE,
                        Samples.REAL),
                203);
    }
}
