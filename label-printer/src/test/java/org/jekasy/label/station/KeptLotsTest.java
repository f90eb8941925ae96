package org.jekasy.label.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jekasy.label.Shelf;
import org.jekasy.label.lot.KnownLots;
import org.jekasy.label.lot.Label;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLotsTest {
    private static final Instant MORNING = Instant.parse("2026-04-02T06:00:00Z");
    private static final LotCode HARVEST = new LotCode(Shelf.HARVEST);

    @TempDir
    private Path folder;

    private Shelf shelf;
    private Instant now = MORNING;

    @BeforeEach
    void open() throws Exception {
        shelf = new Shelf();
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @Test
    void whatWasReadIsStillKnownADayLaterAndAfterARestart() throws Exception {
        String cartons = shelf.lot(
                Shelf.code(8),
                r -> r.replace("\"units\":null", "\"units\":{\"count\":240,\"netG\":4000}")
                        .replace("\"gtin\":null", "\"gtin\":\"09521234000112\""));
        Label harvest;
        Label packed;
        try (KeptLots lots = kept()) {
            harvest = lots.label(HARVEST);
            packed = lots.label(new LotCode(cartons));
            assertThat(lots.awaySince()).isEmpty();
        }
        shelf.close();
        now = MORNING.plus(Duration.ofDays(1));
        try (KeptLots lots = kept()) {
            assertThat(lots.label(HARVEST)).isEqualTo(harvest);
            assertThat(lots.label(new LotCode(cartons))).isEqualTo(packed);
            assertThat(lots.awaySince()).contains(now);
            assertThat(lots.readAt(HARVEST)).contains(MORNING);
            assertThat(lots.size()).isEqualTo(2);
            refused(Reason.LOTS_AWAY, lots, Shelf.code(9));
        }
    }

    @Test
    void whileItIsAwayItIsAskedOnlyNowAndThen() throws Exception {
        try (KeptLots lots = kept()) {
            lots.label(HARVEST);
            shelf.answers(Shelf.HARVEST, 503, "");
            lots.label(HARVEST);
            int asked = shelf.asked();
            now = now.plusSeconds(14);
            lots.label(HARVEST);
            assertThat(shelf.asked()).isEqualTo(asked);
            shelf.lot(Shelf.HARVEST, r -> r.replace("806500", "500000"));
            now = now.plusSeconds(2);
            assertThat(lots.label(HARVEST).weightG()).isEqualTo(500_000);
            assertThat(lots.awaySince()).isEmpty();
            assertThat(lots.readAt(HARVEST)).isEmpty();
        }
    }

    @Test
    void whileNobodyAnswersALotThatIsNotKeptHoldsNobodyUp() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean back = new AtomicBoolean();
        Lots shelfs = new Lots(shelf.url());
        KnownLots line = lot -> {
            asked.incrementAndGet();
            if (!back.get()) {
                throw new Refusal(Reason.LOTS_AWAY, Map.of("address", shelf.url()), new ConnectException());
            }
            return shelfs.label(lot);
        };
        // somebody sets the clock of the station back by a day
        InstantSource set = () -> asked.get() == 0 ? MORNING : MORNING.minus(Duration.ofDays(1));
        long[] nanos = {0};
        try (StationFolder station = StationFolder.take(folder);
                KeptLots lots = KeptLots.in(station, line, set.withZone(ZoneOffset.UTC), () -> nanos[0])) {
            refused(Reason.LOTS_AWAY, lots, Shelf.HARVEST);
            refused(Reason.LOTS_AWAY, lots, Shelf.HARVEST);
            refused(Reason.LOTS_AWAY, lots, Shelf.code(9));
            assertThat(asked).hasValue(1);
            back.set(true);
            nanos[0] = Duration.ofSeconds(16).toNanos();
            assertThat(lots.label(HARVEST).lot()).isEqualTo(HARVEST);
            assertThat(lots.awaySince()).isEmpty();
        }
    }

    @Test
    void aLotThatWasVoidedMeanwhileIsForgotten() throws Exception {
        try (KeptLots lots = kept()) {
            lots.label(HARVEST);
            shelf.lot(Shelf.HARVEST, r -> r.replace("AVAILABLE", "VOIDED"));
            refused(Reason.LOT_VOIDED, lots, Shelf.HARVEST);
        }
        shelf.close();
        try (KeptLots lots = kept()) {
            refused(Reason.LOTS_AWAY, lots, Shelf.HARVEST);
        }
    }

    @Test
    void whoMayNotReadAnyMorePrintsNothingOutOfWhatHeRead() throws Exception {
        try (KeptLots lots = kept()) {
            lots.label(HARVEST);
            shelf.answers(Shelf.HARVEST, 403, "{}");
            refused(Reason.PASS_REFUSED, lots, Shelf.HARVEST);
        }
    }

    @Test
    void theFiveThousandReadLastAreKept() throws Exception {
        Label label = new Lots(shelf.url()).label(HARVEST);
        try (StationFolder station = StationFolder.take(folder);
                KeptLots lots = KeptLots.in(station, lot -> of(label, lot), clock())) {
            Shelf.codes(KeptLots.MOST + 100).forEach(code -> lots.label(new LotCode(code)));
            lots.label(new LotCode(Shelf.code(150)));
            Shelf.codes(6_000).subList(5_100, 5_200).forEach(code -> lots.label(new LotCode(code)));
            assertThat(lots.size()).isEqualTo(KeptLots.MOST);
        }
        shelf.close();
        try (KeptLots lots = kept()) {
            assertThat(lots.size()).isEqualTo(KeptLots.MOST);
            assertThat(lots.label(new LotCode(Shelf.code(150)))).isNotNull();
            assertThat(lots.label(new LotCode(Shelf.code(5_199)))).isNotNull();
            refused(Reason.LOTS_AWAY, lots, Shelf.code(151));
        }
    }

    private static Label of(Label label, LotCode lot) {
        return new Label(
                lot,
                label.product(),
                label.variety(),
                label.cooperative(),
                label.commune(),
                label.harvestedFrom(),
                label.harvestedTo(),
                label.weightG(),
                label.units(),
                label.claims(),
                label.gtin(),
                label.status());
    }

    private KeptLots kept() {
        try (StationFolder station = StationFolder.take(folder)) {
            return KeptLots.in(
                    station,
                    new Lots(shelf.url()),
                    clock(),
                    () -> Duration.between(MORNING, now).toNanos());
        }
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private static void refused(Reason reason, KeptLots lots, String lot) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> lots.label(new LotCode(lot)))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
