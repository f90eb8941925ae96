package org.jekasy.label.station;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.lot.Roll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The form of a roll that is sent again. */
class HandedOutTest {
    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-05-11T09:10:00Z");

    @Test
    void isOneWhereItIsSentTwiceAndACopyWhereSomebodyPressesLater() {
        InstantSource source = () -> now;
        Clock clock = source.withZone(ZoneOffset.UTC);
        List<LotCode> codes = new Roll("K7QF", 1_000, 12).codes();
        UUID key = UUID.randomUUID();
        try (StationFolder held = StationFolder.take(folder);
                HandedOut handed = HandedOut.in(held, clock)) {
            handed.add(key, codes, 1);
            now = now.plus(Duration.ofSeconds(59));
            assertThatNoException().isThrownBy(() -> handed.add(key, codes, 1));
            now = now.plus(Duration.ofSeconds(1));
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> handed.add(key, codes, 1))
                    .matches(refusal -> refusal.reason() == Reason.ROLL_HANDED_OUT);
            assertThatNoException().isThrownBy(() -> handed.add(UUID.randomUUID(), codes, 2));
        }
    }
}
