package org.jekasy.language.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jekasy.language.Actor;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EventId;
import org.jekasy.language.Flag;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.LotInspected;
import org.jekasy.language.Malformed;
import org.jekasy.language.Measurement;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RuleCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Source;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Verdict;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;

class EventJsonTest {
    private static final HarvestRecorded HARVEST = new HarvestRecorded(
            LotId.parse("26131K7QF0042H"),
            ProductCode.parse("mango_fresh"),
            VarietyCode.parse("KEN"),
            LocalDate.of(2026, 5, 11),
            ProducerId.parse("P-KAD-0012"),
            PlaceId.parse("V-KAD-0012"),
            PlaceId.parse("PC-KAD-01"),
            PartyId.parse("COOP-KAD-01"),
            CommuneId.parse("ml.sikasso.kadiolo.nimbougou"),
            Weight.ofGrams(806_500),
            null,
            null,
            "T00045",
            SeasonId.parse("MG-2026"),
            List.of(Claim.ORGANIC),
            null);

    private static LedgerEntry entry(LedgerEvent event) {
        EventId id = new EventId(UUID.fromString("01980000-0000-7000-8000-000000000001"));
        return new LedgerEntry(
                0,
                id,
                Instant.parse("2026-05-11T09:10:00Z"),
                Instant.parse("2026-05-11T09:10:05Z"),
                Actor.of(PartyId.parse("COOP-KAD-01")),
                Source.LIVE,
                List.of(new Flag(RuleCode.W_GEO_01, "verger loin du point")),
                List.of(),
                7,
                id,
                id,
                event);
    }

    @Test
    void aHarvestIsWrittenInItsOwnWordsWithTheUnitInTheName() {
        String written = new String(EventJson.write(entry(HARVEST)), StandardCharsets.UTF_8);

        assertThat(written)
                .contains("\"event\":{\"type\":\"HarvestRecorded.v1\",\"lot\":\"26131K7QF0042H\"")
                .contains("\"weightG\":806500")
                .contains("\"code\":\"W-GEO-01\"")
                .doesNotContain("position")
                .doesNotContain("crates");
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        LedgerEntry harvest = entry(HARVEST);
        LedgerEntry correction = entry(new EntryCorrected(
                harvest.eventId(), 12, harvest.occurredAt(), CorrectReason.WRONG_WEIGHT, HARVEST, HARVEST, null));

        assertThat(EventJson.read(12, EventJson.write(harvest))).isEqualTo(harvest.at(12));
        assertThat(EventJson.read(13, EventJson.write(correction))).isEqualTo(correction.at(13));
    }

    @Test
    void anUnknownFieldIsRefused() {
        String written = new String(EventJson.write(entry(HARVEST)), StandardCharsets.UTF_8)
                .replace("\"ticket\":", "\"price\":1,\"ticket\":");

        assertThatThrownBy(() -> EventJson.read(1, written.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("price");
    }

    @Test
    void aMissingFieldIsRefusedByName() {
        String written = new String(EventJson.write(entry(HARVEST)), StandardCharsets.UTF_8)
                .replace("\"orchard\":\"V-KAD-0012\",", "");

        assertThatThrownBy(() -> EventJson.read(1, written.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("orchard");
    }

    @Test
    void aNullWhereSomethingMustBeIsRefused() {
        String written = new String(EventJson.write(entry(HARVEST)), StandardCharsets.UTF_8)
                .replace("\"orchard\":\"V-KAD-0012\"", "\"orchard\":null");

        assertThatThrownBy(() -> EventJson.read(1, written.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("orchard");
    }

    @Test
    void listsMayBeLeftOut() {
        String written = new String(EventJson.write(entry(HARVEST)), StandardCharsets.UTF_8)
                .replace(",\"claims\":[\"ORGANIC\"]", "");

        assertThat(EventJson.read(1, written.getBytes(StandardCharsets.UTF_8)).event())
                .isInstanceOfSatisfying(
                        HarvestRecorded.class,
                        harvest -> assertThat(harvest.claims()).isEmpty());
    }

    @Test
    void aWeightWithADecimalPointIsRefused() {
        String written = new String(EventJson.write(entry(HARVEST)), StandardCharsets.UTF_8).replace("806500", "806.5");

        assertThatThrownBy(() -> EventJson.read(1, written.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("grams");
    }

    // built anew: what the rules of reading are, not what they were when the class was loaded
    private final JsonMapper mapper = EventJson.build();

    private LedgerEntry readWith(String written, String instead) {
        String text = new String(EventJson.write(entry(HARVEST)), StandardCharsets.UTF_8);
        assertThat(text).contains(written);
        return EventJson.read(mapper, 1, text.replace(written, instead).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "weightG":806500                 | "weightG":"806500"
            "weightG":806500                 | "weightG":0
            "weightG":806500                 | "weightG":-1
            "weightG":806500                 | "weightG":806500.0
            "weightG":806500                 | "weightG":1000000000001
            "weightG":806500                 | "weightG":99999999999999999999
            "weightG":806500                 | "weightG":true
            "weightG":806500                 | "weightG":null
            "weightG":806500                 | "weightG":{"grams":806500}
            "weightG":806500                 | "weight":806500
            "weightG":806500                 | "weightG":806500,"weightG":806500
            "lot":"26131K7QF0042H"           | "lot":"26131K7QF0042J"
            "lot":"26131K7QF0042H"           | "lot":26131
            "lot":"26131K7QF0042H"           | "lot":["26131K7QF0042H"]
            "lot":"26131K7QF0042H"           | "lot":{"text":"26131K7QF0042H"}
            "harvestedOn":"2026-05-11"       | "harvestedOn":"2026-02-30"
            "harvestedOn":"2026-05-11"       | "harvestedOn":"11/05/2026"
            "claims":["ORGANIC"]             | "claims":["BIO"]
            "claims":["ORGANIC"]             | "claims":[0]
            "claims":["ORGANIC"]             | "claims":"ORGANIC"
            "source":"LIVE"                  | "source":"Live"
            "source":"LIVE"                  | "source":0
            "lot":"26131K7QF0042H",          | ''
            "weightG":806500                 | "weightG":806500,"price":1
            "kmFromPlace":7                  | "kmFromPlace":7.5
            "kmFromPlace":7                  | "kmFromPlace":"7"
            "code":"W-GEO-01"                | "code":"W_GEO_01"
            "code":"W-GEO-01"                | "code":7
            "type":"HarvestRecorded.v1"      | "type":"HarvestRecorded.v9"
            "type":"HarvestRecorded.v1"      | "type":"Harvested.v1"
            "type":"HarvestRecorded.v1",     | ''
            "occurredAt":"2026-05-11T09:10:00Z" | "occurredAt":"2026-05-11"
            """)
    void whatIsNotWrittenSoIsNotRead(String written, String instead) {
        assertThatThrownBy(() -> readWith(written, instead)).isInstanceOf(JacksonException.class);
    }

    @Test
    void aRefusedWordSaysWhatWasExpected() {
        assertThatThrownBy(() -> readWith("26131K7QF0042H", "26131K7QF0042J"))
                .isInstanceOf(InvalidFormatException.class)
                .cause()
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.expected()).isEqualTo("26131K7QF0042H"));
        assertThatThrownBy(() -> readWith("806500", "0"))
                .isInstanceOf(InvalidFormatException.class)
                .hasCauseInstanceOf(Malformed.class);
    }

    @Test
    void moreThanOneEntryIsNotRead() {
        byte[] written = EventJson.write(entry(HARVEST));
        byte[] twice = new byte[written.length * 2];
        System.arraycopy(written, 0, twice, 0, written.length);
        System.arraycopy(written, 0, twice, written.length, written.length);

        assertThatThrownBy(() -> EventJson.read(1, twice)).isInstanceOf(JacksonException.class);
    }

    @Test
    void deeperThanThirtyTwoIsNotRead() {
        String deep = "[".repeat(EventJson.DEPTH + 1) + "]".repeat(EventJson.DEPTH + 1);
        assertThatThrownBy(() -> EventJson.mapper().readTree(deep)).hasMessageContaining("depth");
        assertThat(EventJson.mapper()
                        .readTree("[".repeat(EventJson.DEPTH) + "]".repeat(EventJson.DEPTH))
                        .isArray())
                .isTrue();
    }

    @Test
    void aNumberThatWouldFillADiskIsNotRead() {
        LotInspected inspected = new LotInspected(
                HARVEST.lot(),
                "réception",
                20,
                List.of(new Measurement("arsenic", new BigDecimal("0.010"), "ppm", null)),
                Verdict.CONFORM,
                null,
                null);
        String written = new String(EventJson.write(entry(inspected)), StandardCharsets.UTF_8);

        assertThat(EventJson.read(1, written.getBytes(StandardCharsets.UTF_8)).event())
                .isEqualTo(inspected);
        assertThatThrownBy(() -> EventJson.read(
                        1, written.replace("0.010", "1E999999999").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JacksonException.class)
                .hasRootCauseInstanceOf(Malformed.class);
        assertThatThrownBy(() -> EventJson.read(
                        1, written.replace("0.010", "1".repeat(41)).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void whatIsOptionalMayBeNullButNotWhatMustBeThere() {
        assertThat(readWith("\"kmFromPlace\":7", "\"kmFromPlace\":null").kmFromPlace())
                .isNull();
        assertThat(readWith("\"documents\":[]", "\"documents\":null").documents())
                .isEmpty();
        assertThatThrownBy(() -> readWith("\"by\":{\"organisation\":\"COOP-KAD-01\"}", "\"by\":{\"operator\":\"7\"}"))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("organisation");
        assertThatThrownBy(() -> readWith("\"by\":{\"organisation\":\"COOP-KAD-01\"}", "\"by\":{\"organisation\":null}"))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("organisation");
    }

    @Test
    void onlyWordsOfTheLedgerHaveAName() {
        assertThatThrownBy(() -> EventType.of(LedgerEvent.class)).isInstanceOf(IllegalArgumentException.class);
    }
}
