package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final String OWNER = "192.0.2.7";
    private static final String ATTACKER = "198.51.100.9";

    private final HandedTime time = new HandedTime();
    private final Throttle throttle = new Throttle(time);

    /** Goes on when it is told to. */
    private static final class HandedTime implements TimeMeter {
        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }

        void goesOn(Duration by) {
            nanos += by.toNanos();
        }
    }

    /** How many of so many tries are taken. */
    private int taken(int tries, String name, String address) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += throttle.admits(name, address) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void triesComeBackWithTime() {
        assertThat(taken(8, "awa", OWNER)).isEqualTo(5);
        time.goesOn(Duration.ofSeconds(11));
        assertThat(throttle.admits("awa", OWNER)).isFalse();
        time.goesOn(Duration.ofSeconds(1));
        assertThat(throttle.admits("Awa ", OWNER)).isTrue();
        assertThat(throttle.admits("awa", OWNER)).isFalse();
        time.goesOn(Duration.ofMinutes(1));
        assertThat(taken(8, "awa", OWNER)).isEqualTo(5);
    }

    @Test
    void whoGuessesFromAnotherAddressNeverKeepsTheOwnerOut() {
        for (int second = 0; second < 600; second++) {
            taken(2, "awa", ATTACKER);
            if (second % 30 == 0) {
                assertThat(throttle.admits("awa", OWNER)).as("%d s", second).isTrue();
                throttle.welcome("awa", OWNER);
            }
            time.goesOn(Duration.ofSeconds(1));
        }
    }

    @Test
    void aNameHasTwentyTriesWhereverTheyComeFrom() {
        int taken = 0;
        for (int i = 1; i <= 9; i++) {
            taken += taken(5, "awa", "203.0.113." + i);
        }
        assertThat(taken).isEqualTo(20);
        assertThat(throttle.admits("awa", OWNER)).isFalse();
        time.goesOn(Duration.ofSeconds(3));
        assertThat(throttle.admits("awa", OWNER)).isTrue();
    }

    @Test
    void anAddressHasTwentyTriesWhateverTheNames() {
        int taken = 0;
        for (int i = 1; i <= 9; i++) {
            taken += taken(5, "name-" + i, ATTACKER);
        }
        assertThat(taken).isEqualTo(20);
        assertThat(throttle.admits("awa", OWNER)).isTrue();
    }

    @Test
    void theAddressesOfOneNetworkOfIpv6AreOne() {
        int taken = 0;
        for (int i = 1; i <= 9; i++) {
            taken += taken(5, "awa", "2001:db8:0:1::" + i);
        }
        assertThat(taken).isEqualTo(5);
        assertThat(throttle.admits("awa", "2001:db8:0:2::1")).isTrue();
    }

    @Test
    void whoIsInAfterAllHasHisTriesBack() {
        for (int i = 0; i < 40; i++) {
            assertThat(throttle.admits("awa", OWNER)).isTrue();
            throttle.welcome("awa", OWNER);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.admits("password of-awa")).isTrue();
        }
        assertThat(throttle.admits("password of-awa")).isFalse();
        throttle.welcome("password of-awa");
        assertThat(throttle.admits("password of-awa")).isTrue();
    }
}
