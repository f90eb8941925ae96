package org.jekasy.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jekasy.language.EventId;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LotHeld;
import org.jekasy.language.LotId;
import org.jekasy.language.Weight;
import org.jekasy.language.wire.EventJson;
import org.jekasy.query.follow.Progress;
import org.jekasy.query.follow.Progress.State;
import org.junit.jupiter.api.Test;

/** What the follower does when the topic is not what it should be, and when what it needs is away. */
class FollowIT {
    private final Book book = Book.withRegister();
    private final LotId lot = book.harvest(806);
    private final LotId other = book.harvest(500);

    private static Running.Answer health(Running service) {
        return service.health();
    }

    private static void stopsAt(Running service, long position, String... reasons) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Progress.Now now = service.progress();
            assertThat(now.state()).describedAs("%s", now).isEqualTo(State.STOPPED);
        });
        Running.Answer health = health(service);
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.string("/components/follower/status")).isEqualTo("DOWN");
        assertThat(health.number("/components/follower/details/stoppedAt")).isEqualTo(position);
        assertThat(health.number("/components/follower/details/position")).isEqualTo(position - 1);
        assertThat(health.string("/components/follower/details/reason")).contains(reasons);
    }

    @Test
    void whatWasSeenIsSkippedHoweverOftenItComes() {
        String topic = Servers.topic();
        Servers.send(topic, book.entries());
        Servers.send(topic, book.from(3));
        Servers.send(topic, book.entries());
        try (Running service = Running.on(Servers.database(), topic)) {
            service.reaches(book.last());
            LotId more = book.harvest(7);
            Servers.send(topic, book.from(book.last()));
            service.reaches(book.last());
            assertThat(service.lot(more).number("/registeredG")).isEqualTo(7000);
            assertThat(service.lot(lot).number("/availableG")).isEqualTo(806_000);
            assertThat(health(service).string("/components/follower/details/state"))
                    .isEqualTo("FOLLOWING");
        }
    }

    @Test
    void aGapStopsItLoudlyAndPagesStayAsTheyAre() {
        String topic = Servers.topic();
        List<LedgerEntry> entries = new ArrayList<>(book.entries());
        entries.remove(7);
        Servers.send(topic, entries);
        try (Running service = Running.on(Servers.database(), topic)) {
            stopsAt(service, 8, "position 8 is missing", "holds position 9");
            assertThat(service.page("/organisations").at("/entries").size()).isEqualTo(4);
            assertThat(service.get("/lots/" + lot).status()).isEqualTo(404);
        }
    }

    @Test
    void aRecordThatIsNoEntryStopsItAndWhatCameBeforeIsKept() {
        String topic = Servers.topic();
        Servers.send(topic, book.entries());
        LedgerEntry next = book.record(
                Book.harvested(book.newLot(), Book.KADIOLO, Book.COMMUNE_KADIOLO, Book.DAY, Weight.ofGrams(5)));
        Servers.send(Servers.record(topic, next, "{\"not\":\"an entry\"}".getBytes(StandardCharsets.UTF_8)));
        try (Running service = Running.on(Servers.database(), topic)) {
            stopsAt(service, next.position(), "position " + next.position(), "can not be read");
            assertThat(service.lot(lot).number("/availableG")).isEqualTo(806_000);
        }
    }

    @Test
    void aRecordWhoseHeadersClaimAnotherEntryStopsIt() {
        LedgerEntry last = book.entries().getLast();
        Map<String, String> forged =
                Map.of("ce_id", book.entries().getFirst().eventId().text(), "ce_type", "LotVanished");
        forged.forEach((name, value) -> {
            String topic = Servers.topic();
            Servers.send(topic, book.entries().subList(0, book.entries().size() - 1));
            ProducerRecord<byte[], byte[]> record = Servers.record(topic, last, EventJson.write(last));
            Servers.header(record, name, value);
            Servers.send(record);
            try (Running service = Running.on(Servers.database(), topic)) {
                stopsAt(service, last.position(), name, value);
            }
        });
    }

    @Test
    void aRecordWithoutOrWithTwoOrWithAStrangePositionStopsIt() {
        LedgerEntry last = book.entries().getLast();
        for (String position : new String[] {"", "two", "neuf", "-3"}) {
            String topic = Servers.topic();
            Servers.send(topic, book.entries().subList(0, book.entries().size() - 1));
            ProducerRecord<byte[], byte[]> record = Servers.record(topic, last, EventJson.write(last));
            switch (position) {
                case "" -> record.headers().remove("position");
                case "two" -> record.headers().add("position", "1".getBytes(StandardCharsets.UTF_8));
                default -> Servers.header(record, "position", position);
            }
            Servers.send(record);
            try (Running service = Running.on(Servers.database(), topic)) {
                stopsAt(service, last.position(), "position");
            }
        }
    }

    @Test
    void aChangedWeightUnderTheRightIdStopsIt() {
        LedgerEntry last = book.entries().getLast();
        String topic = Servers.topic();
        Servers.send(topic, book.from(1).subList(0, (int) last.position() - 1));
        ProducerRecord<byte[], byte[]> record = Servers.record(topic, last, EventJson.write(last));
        Servers.send(withBody(record, new String(record.value(), StandardCharsets.UTF_8).replace("500000", "900000")));
        try (Running service = Running.on(Servers.database(), topic)) {
            isForged(service, last.position(), last.position(), last.position() - 1);
            assertThat(service.get("/lots/" + other).status()).isEqualTo(404);
            assertThat(service.lot(lot).number("/availableG")).isEqualTo(806_000);
        }
    }

    @Test
    void aChangedWeightAtAPositionThatWasReadStopsItAndPagesStayAsTheyAre() {
        String topic = Servers.topic();
        Servers.send(topic, book.entries());
        try (Running service = Running.on(Servers.database(), topic).reaches(book.last())) {
            LedgerEntry last = book.entries().getLast();
            ProducerRecord<byte[], byte[]> record = Servers.record(topic, last, EventJson.write(last));
            Servers.send(
                    withBody(record, new String(record.value(), StandardCharsets.UTF_8).replace("500000", "900000")));
            isForged(service, book.last() + 1, book.last(), book.last());
            assertThat(service.lot(other).number("/registeredG")).isEqualTo(500_000);
        }
    }

    @Test
    void anEntryTheJournalNeverWroteStopsIt() {
        String topic = Servers.topic();
        Servers.send(topic, book.entries());
        try (Running service = Running.on(Servers.database(), topic).reaches(book.last())) {
            Map<String, List<String>> pages = service.rows();
            LotId invented = book.harvest(7);
            LedgerEntry entry = book.entries().getLast();
            ProducerRecord<byte[], byte[]> record = Servers.record(topic, entry, EventJson.write(entry));
            record.headers().remove("seal");
            Servers.send(record);
            isForged(service, entry.position(), entry.position(), entry.position() - 1);
            assertThat(service.get("/lots/" + invented).status()).isEqualTo(404);
            assertThat(service.rows()).isEqualTo(pages);
        }
    }

    @Test
    void aSealedRecordAtAnotherPositionStopsIt() {
        String topic = Servers.topic();
        Servers.send(topic, book.entries());
        try (Running service = Running.on(Servers.database(), topic).reaches(book.last())) {
            LedgerEntry last = book.entries().getLast();
            ProducerRecord<byte[], byte[]> moved = Servers.record(topic, last, EventJson.write(last));
            Servers.header(moved, "position", Long.toString(last.position() + 1));
            Servers.send(moved);
            isForged(service, last.position() + 1, last.position() + 1, last.position());
            assertThat(service.lot(other).number("/availableG")).isEqualTo(500_000);
        }
    }

    @Test
    void aSealThatIsDoubledOrOfAnotherRequestStopsIt() {
        LedgerEntry last = book.entries().getLast();
        for (String header : List.of("seal", "requesthash")) {
            String topic = Servers.topic();
            Servers.send(topic, book.from(1).subList(0, (int) last.position() - 1));
            ProducerRecord<byte[], byte[]> record = Servers.record(topic, last, EventJson.write(last));
            record.headers().add(header, record.headers().lastHeader("seal").value());
            Servers.send(record);
            try (Running service = Running.on(Servers.database(), topic)) {
                isForged(service, last.position(), last.position(), last.position() - 1);
            }
        }
    }

    /** Stopped before a position by the record there, or after it, at an offset. */
    private static void isForged(Running service, long stoppedAt, long claimed, long offset) {
        stopsAt(
                service,
                stoppedAt,
                "Enregistrement falsifié",
                "position %d (offset %d)".formatted(claimed, offset),
                "le journal est intact",
                "Forged record",
                "delete the topic",
                "./ledger rebuild");
    }

    private static ProducerRecord<byte[], byte[]> withBody(ProducerRecord<byte[], byte[]> record, String body) {
        byte[] other = body.getBytes(StandardCharsets.UTF_8);
        assertThat(other).isNotEqualTo(record.value());
        return new ProducerRecord<>(record.topic(), 0, record.timestamp(), null, other, record.headers());
    }

    @Test
    void anotherEntryAtAPositionThatWasReadStopsIt() {
        String topic = Servers.topic();
        Servers.send(topic, book.entries());
        String database = Servers.database();
        try (Running service = Running.on(database, topic)) {
            service.reaches(book.last());
        }
        // the journal was put back to an older backup and went another way from there
        Book otherway = Book.withRegister();
        otherway.harvest(1);
        LedgerEntry different = otherway.record(
                Book.ZEGOUA,
                Book.harvested(otherway.newLot(), Book.ZEGOUA, Book.COMMUNE_ZEGOUA, Book.DAY, Weight.ofGrams(5)));
        LedgerEntry renamed = new LedgerEntry(
                different.position(),
                EventId.parse("01980000-aaaa-7000-8000-000000000001"),
                different.occurredAt(),
                different.recordedAt(),
                different.by(),
                different.source(),
                different.flags(),
                different.documents(),
                null,
                different.correlationId(),
                different.causationId(),
                different.event());
        String restored = Servers.topic();
        Servers.send(restored, book.entries().subList(0, (int) different.position() - 1));
        Servers.send(restored, List.of(renamed));
        try (Running service = Running.on(database, restored)) {
            await().untilAsserted(() -> assertThat(service.progress().state()).isEqualTo(State.STOPPED));
            assertThat(health(service).string("/components/follower/details/reason"))
                    .contains("position " + different.position() + " holds another entry");
        }
    }

    @Test
    void anEntryThatDoesNotFitStopsItAndIsNamed() {
        String topic = Servers.topic();
        long before = book.last();
        // takes back a harvest that was voided already: nothing is there to be taken back
        book.annul(before);
        LedgerEntry again = book.annul(before);
        book.harvest(3);
        Servers.send(topic, book.entries());
        try (Running service = Running.on(Servers.database(), topic)) {
            stopsAt(service, again.position(), "position " + again.position() + " does not fit");
            assertThat(service.lot(other).string("/state")).isEqualTo("VOIDED");
        }
    }

    @Test
    void aLotThatIsHeldBeforeItWasMadeStopsIt() {
        LedgerEntry early = book.record(
                new LotHeld(book.newLot(), HoldScope.LOT, HoldReason.DOC_MISSING, List.of(), List.of(), null));
        String topic = Servers.topic();
        Servers.send(topic, book.entries());
        try (Running service = Running.on(Servers.database(), topic)) {
            stopsAt(service, early.position(), "not every lot that is named was made");
        }
    }

    @Test
    void aTopicThatIsWipedAndFilledAgainIsReadOnByPosition() {
        String topic = Servers.topic();
        // doubled records: offsets and positions drift apart
        Servers.send(topic, book.entries());
        Servers.send(topic, book.entries());
        try (Running service = Running.on(Servers.database(), topic)) {
            service.reaches(book.last());
            long before = book.last();
            Servers.delete(topic);
            LotId later = book.harvest(12);
            book.harvest(13);
            await().ignoreExceptions().until(() -> {
                Servers.create(topic);
                return true;
            });
            await().ignoreExceptions().until(() -> {
                Servers.send(topic, book.entries());
                return true;
            });
            assertThat(book.last()).isGreaterThan(before);
            service.reaches(book.last());
            assertThat(service.lot(later).number("/registeredG")).isEqualTo(12_000);
            // and on it goes
            LotId last = book.harvest(14);
            Servers.send(topic, book.from(book.last()));
            service.reaches(book.last());
            assertThat(service.lot(last).number("/registeredG")).isEqualTo(14_000);
        }
    }

    @Test
    void aTopicThatIsNotThereYetIsWaitedFor() {
        String topic = "jekasy.late." + System.nanoTime();
        String database = Servers.database();
        try (Running service = Running.on(database, topic)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(service.progress().state()).isEqualTo(State.WAITING_FOR_BROKER));
            assertThat(health(service).status()).isEqualTo(200);
            assertThat(health(service).string("/components/follower/details/state"))
                    .isEqualTo("WAITING_FOR_BROKER");
            // who waits for the one does not see that the other is away as well
            Servers.reachable(database, false);
            assertThat(health(service).status()).isEqualTo(503);
            assertThat(health(service).string("/components/pages/status")).isEqualTo("DOWN");
            assertThat(health(service).string("/components/follower/status")).isEqualTo("UP");
            Servers.reachable(database, true);
            assertThat(health(service).string("/components/pages/status")).isEqualTo("UP");
            Servers.create(topic);
            Servers.send(topic, book.entries());
            service.reaches(book.last());
        }
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedForAndPagesSaySo() {
        String topic = Servers.topic();
        String database = Servers.database();
        Servers.send(topic, book.entries());
        try (Running service = Running.on(database, topic)) {
            service.reaches(book.last());
            Servers.reachable(database, false);
            LotId later = book.harvest(12);
            Servers.send(topic, book.from(book.last()));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(service.progress().state()).isEqualTo(State.WAITING_FOR_DATABASE));
            assertThat(health(service).status()).isEqualTo(503);
            Running.Answer page = service.get("/lots/" + lot);
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.type()).startsWith("application/problem+json");
            assertThat(page.string("/title")).isEqualTo("Les pages ne répondent pas");
            Servers.reachable(database, true);
            service.reaches(book.last());
            assertThat(service.lot(later).number("/registeredG")).isEqualTo(12_000);
            assertThat(health(service).status()).isEqualTo(200);
        }
    }

    @Test
    void afterARestartItReadsOnWhereItStopped() {
        String topic = Servers.topic();
        String database = Servers.database();
        Servers.send(topic, book.entries());
        try (Running service = Running.on(database, topic)) {
            service.reaches(book.last());
        }
        LotId later = book.harvest(12);
        Servers.send(topic, book.from(book.last()));
        try (Running service = Running.on(database, topic)) {
            service.reaches(book.last());
            assertThat(service.lot(later).number("/registeredG")).isEqualTo(12_000);
            assertThat(service.lot(lot).number("/registeredG")).isEqualTo(806_000);
        }
    }

    @Test
    void twoServicesOnOneDatabaseTakeTurns() {
        String topic = Servers.topic();
        String database = Servers.database();
        try (Running one = Running.on(database, topic);
                Running another = Running.on(database, topic)) {
            for (int i = 0; i < 20; i++) {
                book.harvest(1 + i);
                Servers.send(topic, i == 0 ? book.entries() : book.from(book.last()));
            }
            one.reaches(book.last());
            another.reaches(book.last());
            assertThat(one.rows()).isEqualTo(another.rows());
            assertThat(one.page("/lots?limit=200").at("/lots").size()).isEqualTo(22);
        }
    }

    @Test
    void whoHasAReceiptWaitsForHisEntryAndNotForEver() {
        String topic = Servers.topic();
        Servers.send(topic, book.entries());
        try (Running service = Running.on(Servers.database(), topic)) {
            service.reaches(book.last());
            LotId mine = book.harvest(12);
            Thread relay = Thread.ofVirtual().start(() -> Servers.send(topic, book.from(book.last())));
            Running.Answer page = service.page("/lots/" + mine + "?min-position=" + book.last());
            assertThat(page.number("/position")).isGreaterThanOrEqualTo(book.last());
            assertThat(relay.isAlive()).isFalse();
            Running.Answer tooFar = service.get("/lots/" + mine + "?min-position=" + (book.last() + 1));
            assertThat(tooFar.status()).isEqualTo(503);
            assertThat(tooFar.number("/reached")).isEqualTo(book.last());
            assertThat(tooFar.number("/asked")).isEqualTo(book.last() + 1);
            assertThat(tooFar.headers().firstValue("retry-after")).isPresent();
            assertThat(service.get("/lots/" + mine + "?as-of=" + (book.last() + 1))
                            .status())
                    .isEqualTo(503);
        }
    }
}
