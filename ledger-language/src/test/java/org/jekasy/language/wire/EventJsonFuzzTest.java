package org.jekasy.language.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.Malformed;
import tools.jackson.core.JacksonException;

/** Whatever bytes a topic holds: an entry that is written and read the same again, or a refusal. */
class EventJsonFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void bytesAreAnEntryOrRefused(byte[] bytes) {
        LedgerEntry entry;
        try {
            entry = EventJson.read(1, bytes);
        } catch (JacksonException | Malformed refused) {
            return;
        }
        assertThat(EventJson.read(1, EventJson.write(entry))).isEqualTo(entry);
    }
}
