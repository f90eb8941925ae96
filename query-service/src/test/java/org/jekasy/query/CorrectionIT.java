package org.jekasy.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.query.Book.KADIOLO;
import static org.jekasy.query.Book.all;

import org.jekasy.language.EntryCorrected;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LotId;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The worked case of the trade: 860.5 kg was written where 806.5 kg stood on the scale. */
class CorrectionIT {
    private final Book book = Book.withRegister();

    private Running running() {
        String topic = Servers.topic();
        Servers.send(topic, book.entries());
        return Running.on(Servers.database(), topic).reaches(book.last());
    }

    private static org.jekasy.language.HarvestRecorded harvested(LotId lot, long grams) {
        return Book.harvested(lot, KADIOLO, Book.COMMUNE_KADIOLO, Book.DAY, Weight.ofGrams(grams));
    }

    @Test
    void aCorrectedHarvestCountsAnewAndWhatWasSaidBeforeStaysReadable() {
        LotId lot = book.harvest(KADIOLO, Book.COMMUNE_KADIOLO, Book.DAY, Weight.ofGrams(860_500));
        long wrong = book.last();
        LedgerEntry correction = book.correct(wrong, harvested(lot, 806_500));
        try (Running service = running()) {
            Running.Answer page = service.lot(lot);
            assertThat(page.number("/registeredG")).isEqualTo(806_500);
            assertThat(page.number("/availableG")).isEqualTo(806_500);
            assertThat(page.number("/made/position")).isEqualTo(wrong);
            assertThat(page.at("/corrections").size()).isEqualTo(1);
            assertThat(page.string("/corrections/0/reason")).isEqualTo("WRONG_WEIGHT");
            assertThat(page.number("/corrections/0/target")).isEqualTo(wrong);
            assertThat(page.string("/corrections/0/by/name")).isEqualTo("Coopérative de Kadiolo");

            JsonNode history = service.page("/lots/" + lot + "/history").at("/entries");
            assertThat(history.size()).isEqualTo(2);
            assertThat(history.at("/0/event/weightG").asLong()).isEqualTo(860_500);
            assertThat(history.at("/0/takenBack/position").asLong()).isEqualTo(correction.position());
            assertThat(history.at("/0/takenBack/voided").asBoolean()).isFalse();
            assertThat(history.at("/0/takenBack/reason").asString()).isEqualTo("WRONG_WEIGHT");
            assertThat(history.at("/0/takenBack/note").asString()).isEqualTo("lu 860,5 au lieu de 806,5");
            assertThat(history.at("/0/takenBack/by/name").asString()).isEqualTo("Coopérative de Kadiolo");
            assertThat(history.at("/1/inPlaceOf").asLong()).isEqualTo(wrong);
            assertThat(history.at("/1/takenBack").isMissingNode()).isTrue();

            // what did it say then?
            Running.Answer then = service.page("/lots/" + lot + "?as-of=" + wrong);
            assertThat(then.number("/registeredG")).isEqualTo(860_500);
            assertThat(then.at("/corrections").size()).isZero();
            assertThat(then.number("/position")).isEqualTo(wrong);
            JsonNode past =
                    service.page("/lots/" + lot + "/history?as-of=" + wrong).at("/entries");
            assertThat(past.size()).isEqualTo(1);
            assertThat(past.at("/0/takenBack").isMissingNode()).isTrue();
            assertThat(service.get("/lots/" + lot + "?as-of=" + (wrong - 1)).status())
                    .isEqualTo(404);
            assertThat(service.get("/lots/" + lot + "/history?as-of=" + (wrong - 1))
                            .status())
                    .isEqualTo(404);
            assertThat(service.get("/lots/" + lot + "/origin?as-of=" + (wrong - 1))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void theCorrectionOfACorrectionIsWhatCounts() {
        LotId lot = book.harvest(KADIOLO, Book.COMMUNE_KADIOLO, Book.DAY, Weight.ofGrams(860_500));
        long wrong = book.last();
        book.correct(wrong, harvested(lot, 806_000));
        book.correct(wrong, harvested(lot, 806_000), harvested(lot, 806_500));
        try (Running service = running()) {
            assertThat(service.lot(lot).number("/registeredG")).isEqualTo(806_500);
            assertThat(service.lot(lot).number("/availableG")).isEqualTo(806_500);
            assertThat(service.page("/lots/" + lot + "?as-of=" + (wrong + 1)).number("/availableG"))
                    .isEqualTo(806_000);
            JsonNode history = service.page("/lots/" + lot + "/history").at("/entries");
            assertThat(history.at("/0/takenBack/position").asLong()).isEqualTo(wrong + 1);
            assertThat(history.at("/1/takenBack/position").asLong()).isEqualTo(wrong + 2);
            assertThat(history.at("/2/takenBack").isMissingNode()).isTrue();
        }
    }

    @Test
    void aBatchOfCorrectionsMayPassThroughLessThanNothing() {
        LotId lot = book.harvest(KADIOLO, Book.COMMUNE_KADIOLO, Book.DAY, Weight.ofGrams(860_500));
        long harvest = book.last();
        LotId group = book.newLot();
        book.record(Book.grouped(group, KADIOLO, new org.jekasy.language.Portion(lot, Weight.ofGrams(860_500))));
        long grouping = book.last();
        book.correct(harvest, harvested(lot, 806_500));
        long between = book.last();
        book.correct(
                grouping, Book.grouped(group, KADIOLO, new org.jekasy.language.Portion(lot, Weight.ofGrams(806_500))));
        try (Running service = running()) {
            assertThat(service.lot(lot).string("/state")).isEqualTo("EXHAUSTED");
            assertThat(service.lot(group).number("/registeredG")).isEqualTo(806_500);
            assertThat(service.page("/lots/" + group + "/origin").number("/communes/0/weightG"))
                    .isEqualTo(806_500);
            JsonNode trace = service.page("/lots/" + group + "/trace").json();
            assertThat(trace.at("/edges").size()).isEqualTo(1);
            assertThat(trace.at("/edges/0/weightG").asLong()).isEqualTo(806_500);
            // between the two entries 54 kg more were used than there ever were: the page says 0 available, not less
            assertThat(service.page("/lots/" + lot + "?as-of=" + between).number("/availableG"))
                    .isZero();
        }
    }

    @Test
    void aVoidedHarvestNeverHappenedAndItsPageSaysSo() {
        LotId lot = book.harvest(806);
        long said = book.last();
        book.annul(said);
        LotId other = book.harvest(1);
        try (Running service = running()) {
            Running.Answer page = service.lot(lot);
            assertThat(page.string("/state")).isEqualTo("VOIDED");
            assertThat(page.number("/availableG")).isZero();
            assertThat(page.number("/registeredG")).isEqualTo(806_000);
            assertThat(page.at("/corrections/0/voided").asBoolean()).isTrue();
            JsonNode history = service.page("/lots/" + lot + "/history").at("/entries");
            assertThat(history.at("/0/takenBack/voided").asBoolean()).isTrue();
            assertThat(history.at("/0/takenBack/note").asString()).isEqualTo("saisi deux fois");
            assertThat(service.page("/lots/" + lot + "?as-of=" + said).string("/state"))
                    .isEqualTo("AVAILABLE");
            assertThat(service.page("/lots?state=VOIDED").at("/lots").size()).isEqualTo(1);
            assertThat(service.page("/lots/" + lot + "/label").string("/status"))
                    .isEqualTo("VOIDED");
            assertThat(service.page("/balance?season=MG-2026").number("/in/0/weightG"))
                    .isEqualTo(1000);
            assertThat(service.lot(other).string("/state")).isEqualTo("AVAILABLE");
        }
    }

    @Test
    void whatCameOfACorrectedHarvestIsFoundUnderItsNewCommune() {
        LotId lot = book.harvest(806);
        long harvest = book.last();
        LotId group = book.group(KADIOLO, all(lot, 806));
        LotId further = book.group(KADIOLO, all(group, 800));
        book.correct(harvest, Book.harvested(lot, KADIOLO, Book.COMMUNE_ZEGOUA, Book.DAY, Weight.ofGrams(806_000)));
        try (Running service = running()) {
            JsonNode there =
                    service.page("/lots?commune=" + Book.COMMUNE_ZEGOUA).at("/lots");
            assertThat(there.size()).isEqualTo(3);
            assertThat(there.at("/0/lot").asString()).isEqualTo(further.text());
            assertThat(service.page("/lots?commune=" + Book.COMMUNE_KADIOLO)
                            .at("/lots")
                            .size())
                    .isZero();
            assertThat(service.page("/lots?commune=ml.sikasso.kadiolo")
                            .at("/lots")
                            .size())
                    .isEqualTo(3);
            assertThat(service.page("/lots/" + further + "/label").string("/commune"))
                    .isEqualTo("Zégoua");
        }
    }

    @Test
    void aCorrectionMayGiveAnotherTime() {
        LotId lot = book.harvest(806);
        LotId group = book.group(KADIOLO, all(lot, 806));
        long grouping = book.last();
        LedgerEntry said = book.entries().getLast();
        book.record(new EntryCorrected(
                said.eventId(),
                grouping,
                said.occurredAt().minusSeconds(86_400),
                org.jekasy.language.CorrectReason.WRONG_DATE,
                said.event(),
                said.event(),
                null));
        try (Running service = running()) {
            assertThat(service.lot(group).string("/made/on")).isEqualTo("2026-04-01");
            assertThat(service.lot(group).string("/made/at"))
                    .isEqualTo(said.occurredAt().minusSeconds(86_400).toString());
        }
    }
}
