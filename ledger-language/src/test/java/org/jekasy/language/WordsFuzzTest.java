package org.jekasy.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Whatever is typed or scanned: it is read and printed the same, or refused as {@link Malformed}. */
class WordsFuzzTest {
    private static final List<Function<String, Word>> WORDS = List.of(
            LotId::parse,
            EventId::parse,
            Gtin::parse,
            Gln::parse,
            Sscc::parse,
            ContainerNumber::parse,
            ProductCode::parse,
            PartyId::parse,
            PlaceId::parse,
            ProducerId::parse,
            ConsignmentId::parse,
            RecallId::parse,
            RunId::parse,
            SeasonId::parse,
            CommuneId::parse,
            CountryCode::parse,
            UnLocode::parse,
            IssuerCode::parse,
            LabelTemplate::parse,
            VarietyCode::parse);

    @FuzzTest(maxDuration = "30s")
    void aWordIsReadAndPrintedTheSameOrRefused(byte[] typed) {
        String text = new String(typed, StandardCharsets.UTF_8);
        for (Function<String, Word> parse : WORDS) {
            try {
                Word word = parse.apply(text);
                assertThat(parse.apply(word.text())).isEqualTo(word);
            } catch (Malformed refused) {
                assertThat(refused.code()).isNotNull();
            }
        }
    }
}
