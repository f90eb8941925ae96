package org.jekasy.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Locale;
import org.jekasy.language.Actor;
import org.jekasy.language.Malformed;
import org.jekasy.language.PartyId;

/** Whatever body is sent: a request, or a rejection that says what to do. */
class RequestsFuzzTest {
    private static final Actor BY = new Actor(PartyId.parse("COOP-KAD-01"), "op1", "dev1");

    @FuzzTest(maxDuration = "30s")
    void aBodyIsARequestOrRejected(byte[] body) {
        for (Door door : Door.values()) {
            try {
                assertThat(Requests.read(body, door, BY).request().command()).isNotNull();
            } catch (Rejection rejected) {
                assertThat(rejected.sentence(Locale.FRENCH)).isNotBlank();
            } catch (Malformed impossible) {
                assertThat(impossible.code()).isNotNull();
            }
        }
    }

    @FuzzTest(maxDuration = "30s")
    void aBatchIsReadItemByItemOrRejected(byte[] body) {
        try {
            assertThat(Requests.readBatch(body, BY, null).items()).hasSizeLessThanOrEqualTo(Requests.MOST_ENTRIES);
        } catch (Rejection rejected) {
            assertThat(rejected.sentence(Locale.FRENCH)).isNotBlank();
        }
    }
}
