package org.jekasy.language.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RuleCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Source;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

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

    private static LedgerEntry entry(org.jekasy.language.LedgerEvent event) {
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
}
