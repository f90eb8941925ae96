package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryTest {

    @Test
    void processesAreSummedAgainstWhatIsAllowed() {
        Map<String, Long> held = new LinkedHashMap<>();
        held.put("PostgreSQL", 60L << 20);
        held.put("Kafka", 180L << 20);
        held.put("services", 400L << 20);
        Memory memory = new Memory(held);
        assertThat(memory.line(Language.FRENCH))
                .isEqualTo(
                        "Mémoire : PostgreSQL 60 Mio · Kafka 180 Mio · services 400 Mio · ensemble 640 Mio sur 1228 Mio");
        assertThat(memory.fits()).isTrue();
        held.put("services", 1_000L << 20);
        assertThat(memory.fits()).isFalse();
    }

    @Test
    void aProcessIsCountedWithItsHelpers() throws Exception {
        assumeThat(Path.of("/proc/self/status")).exists();
        Process shell = new ProcessBuilder("/bin/sh", "-c", "sleep 60 & sleep 60").start();
        try {
            assertThat(Memory.of(ProcessHandle.current()).orElseThrow()).isGreaterThan(20L << 20);
            assertThat(Memory.of(shell.toHandle()).orElseThrow()).isPositive();
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly().waitFor();
        }
        assertThat(Memory.of(shell.toHandle())).isEmpty();
    }
}
