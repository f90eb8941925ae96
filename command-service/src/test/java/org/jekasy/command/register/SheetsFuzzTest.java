package org.jekasy.command.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever file is handed in: sheets, or a refusal that names what is wrong with it. */
class SheetsFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void aTableIsReadOrUnfit(byte[] file) {
        try {
            assertThat(Sheets.read(file)).isNotNull();
        } catch (Unfit unfit) {
            assertThat(unfit).hasMessage(unfit.getMessage());
        }
    }

    @FuzzTest(maxDuration = "30s")
    void aWorkbookIsReadOrUnfit(byte[] file) {
        try {
            assertThat(XlsxFile.read(file)).isNotNull();
        } catch (Unfit unfit) {
            assertThat(unfit).hasMessage(unfit.getMessage());
        }
    }
}
