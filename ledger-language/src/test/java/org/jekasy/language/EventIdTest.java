package org.jekasy.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdTest {
    private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    @Test
    void aNameMakesTheIdOfVersion5() {
        // the test vector of RFC 9562, appendix A.4
        assertThat(EventId.ofName(DNS, "www.example.com")).hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
        assertThat(EventId.ofName(DNS, "www.example.com").uuid().version()).isEqualTo(5);
        assertThat(EventId.ofName(DNS, "www.example.com").uuid().variant()).isEqualTo(2);
    }

    @Test
    void theSameRowIsTheSameIdAndAnotherRowAnother() {
        assertThat(EventId.ofName(DNS, "COOP-KAD-01/MG-2026/T00045"))
                .isEqualTo(EventId.ofName(DNS, "COOP-KAD-01/MG-2026/T00045"))
                .isNotEqualTo(EventId.ofName(DNS, "COOP-KAD-01/MG-2026/T00046"));
    }

    @Test
    void lettersBeyondAsciiCount() {
        assertThat(EventId.ofName(DNS, "Nɛgɛla")).isNotEqualTo(EventId.ofName(DNS, "N?g?la"));
    }

    @Test
    void capitalsAreReadAndWrittenSmall() {
        assertThat(EventId.parse("2ED6657D-E927-568B-95E1-2665A8AEA6A2").text())
                .isEqualTo("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }
}
