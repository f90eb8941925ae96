package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MachineTest {
    private static final Machine LARGE = new Machine(1L << 40, OptionalLong.of(1L << 36));

    @Test
    void aTakenPortIsNamedWithItsUse() throws Exception {
        try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports free = Ports.free();
            Ports ports = new Ports(
                    free.pages(),
                    free.commands(),
                    free.labels(),
                    free.lan(),
                    free.postgres(),
                    held.getLocalPort(),
                    free.controller(),
                    free.watch());
            assertThatThrownBy(() -> LARGE.check(ports, false))
                    .isInstanceOfSatisfying(
                            CannotStart.class,
                            refusal -> assertThat(refusal.sentence(Language.FRENCH))
                                    .startsWith("Le port " + held.getLocalPort() + " (Kafka) est déjà pris"));
        }
    }

    @Test
    void aListenerOnEveryAddressHoldsThePortToo() throws Exception {
        try (ServerSocket held = new ServerSocket(0)) {
            assertThat(Ports.taken(held.getLocalPort())).isTrue();
        }
    }

    @Test
    void theDoorForPhonesNeedsItsPortOnlyWhenItIsOpened() throws Exception {
        try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports free = Ports.free();
            Ports ports = new Ports(
                    free.pages(),
                    free.commands(),
                    free.labels(),
                    held.getLocalPort(),
                    free.postgres(),
                    free.kafka(),
                    free.controller(),
                    free.watch());
            assertThatCode(() -> LARGE.check(ports, false)).doesNotThrowAnyException();
            assertThatThrownBy(() -> LARGE.check(ports, true)).isInstanceOf(CannotStart.class);
        }
    }

    @Test
    void littleDiskOrMemoryIsSaidWithTheNumbers() throws Exception {
        Ports ports = Ports.free();
        assertThatThrownBy(() -> new Machine(700L << 20, LARGE.freeMemory()).check(ports, false))
                .hasMessageContaining("Only 700 MiB are left on the disk; 1024 are needed");
        assertThatThrownBy(() -> new Machine(LARGE.freeDisk(), OptionalLong.of(300L << 20)).check(ports, false))
                .hasMessageContaining("Only 300 MiB of memory are left");
        assertThatCode(() -> new Machine(LARGE.freeDisk(), OptionalLong.empty()).check(ports, false))
                .doesNotThrowAnyException();
    }

    @Test
    void thisMachineIsSeen() throws Exception {
        Machine here = Machine.seenFrom(Path.of("/"));
        assertThat(here.freeDisk()).isPositive();
        assertThat(here.freeMemory().orElse(1)).isPositive();
    }
}
