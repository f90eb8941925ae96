package org.jekasy.label.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jekasy.label.Shelf;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.lot.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a station knows of lots nobody asked it for. */
class ReadAheadTest {
    @TempDir
    private Path folder;

    private Shelf shelf;
    private Lots ledger;

    @BeforeEach
    void open() throws Exception {
        shelf = new Shelf();
        ledger = new Lots(shelf.url(), _ -> Optional.of("token-to-read"));
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private KeptLots kept() {
        try (StationFolder held = StationFolder.take(folder)) {
            return KeptLots.in(held, ledger, Clock.systemUTC());
        }
    }

    private ReadAhead ahead(KeptLots lots) {
        return new ReadAhead(ledger, lots, Duration.ofMillis(20), Duration.ofNanos(1));
    }

    @Test
    void aLotRecordedThisMorningIsKnownWhenTheLineIsCut() throws Exception {
        List<String> all = Shelf.codes(450);
        shelf.lists(all);
        try (KeptLots lots = kept();
                ReadAhead _ = ahead(lots)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> lots.size() == 450);
            String morning = Shelf.code(451);
            shelf.lists(Stream.concat(Stream.of(morning), all.stream()).toList());
            await().until(() -> lots.size() == 451);
            assertThat(shelf.authorizations()).containsOnly("Bearer token-to-read");
            shelf.close();
            assertThat(lots.label(new LotCode(morning)).weightG()).isEqualTo(806_500);
            assertThat(lots.awaySince()).isPresent();
        }
        // and when the power was cut too
        try (KeptLots lots = kept()) {
            assertThat(lots.label(new LotCode(all.getLast())).weightG()).isEqualTo(806_500);
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> lots.label(new LotCode(Shelf.code(500))));
        }
    }

    @Test
    void aLotItWasLetSeeBehindHundredsItKnowsIsFoundToo() throws Exception {
        List<String> all = Shelf.codes(450);
        shelf.lists(all.subList(0, 449));
        try (KeptLots lots = kept();
                ReadAhead _ = ahead(lots)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> lots.size() == 449);
            shelf.lists(all);
            await().until(() -> lots.knows(new LotCode(all.getLast())));
        }
    }

    @Test
    void onlyTheNewestAreReadAndEachOnce() throws Exception {
        List<String> all = Shelf.codes(ReadAhead.MOST + 300);
        shelf.lists(all);
        shelf.answers(all.get(7), 410, "{}");
        try (KeptLots lots = kept();
                ReadAhead _ = ahead(lots)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> lots.size() == ReadAhead.MOST - 1);
            int asked = shelf.asked();
            await().until(() -> shelf.asked() > asked + 10);
            assertThat(lots.size()).isEqualTo(ReadAhead.MOST - 1);
            assertThat(lots.knows(new LotCode(all.get(ReadAhead.MOST - 1)))).isTrue();
            assertThat(lots.knows(new LotCode(all.get(ReadAhead.MOST)))).isFalse();
            assertThat(shelf.askedFor("/lots/" + all.get(7) + "/label")).isEqualTo(1);
        }
    }

    @Test
    void aLotThatIsNotAnsweredIsAskedForAgainAndKeepsNoOtherBack() throws Exception {
        List<String> all = Shelf.codes(20);
        shelf.lists(all);
        shelf.answers(all.get(9), 503, "");
        try (KeptLots lots = kept();
                ReadAhead _ = ahead(lots)) {
            await().until(() -> shelf.askedFor("/lots/" + all.get(9) + "/label") > 1);
            assertThat(lots.size()).isEqualTo(19);
            // nobody printed: the station does not call itself cut off
            assertThat(lots.awaySince()).isEmpty();
            shelf.lot(all.get(9), record -> record);
            await().until(() -> lots.size() == 20);
        }
    }
}
