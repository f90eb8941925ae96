package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    @Test
    void theLastWordOfALogSaysWhatHappenedNotWhereInTheProgram(@TempDir Path folder) throws Exception {
        Path log = Files.writeString(folder.resolve("kafka.log"), """
                2026-11-30T02:52:46.276Z ERROR Kafka$ Exiting Kafka due to fatal exception
                java.lang.RuntimeException: No FeatureLevelRecord for metadata.version was found in bootstrap.checkpoint
                \tat org.apache.kafka.metadata.bootstrap.BootstrapDirectory.read(BootstrapDirectory.java:85)
                \tat kafka.Kafka.main(Kafka.scala)
                \t... 3 more

                """);
        assertThat(Child.lastWord(log))
                .isEqualTo(
                        "java.lang.RuntimeException: No FeatureLevelRecord for metadata.version was found in bootstrap.checkpoint");
        assertThat(Child.lastWord(folder.resolve("none.log"))).isEmpty();
    }

    @Test
    void whatWasPutAwayInGoodOrderIsNotTheReason(@TempDir Path folder) throws Exception {
        Path log = Files.writeString(folder.resolve("kafka.log"), """
                2026-11-30T16:27:45.853Z ERROR DataPlaneAcceptor Unable to start acceptor for BROKER
                Caused by: java.net.BindException: Address already in use
                \tat java.base/sun.nio.ch.Net.bind0(Native Method)
                2026-11-30T16:27:45.858Z INFO  BrokerServer [BrokerServer id=1] shutting down
                2026-11-30T16:27:46.207Z INFO  AppInfoParser App info kafka.server for 1 unregistered
                """);
        assertThat(Child.lastWord(log)).isEqualTo("Caused by: java.net.BindException: Address already in use");
        Path calm = Files.writeString(folder.resolve("calm.log"), "2026-11-30T16:27:44.259Z INFO  Kafka starting\n");
        assertThat(Child.lastWord(calm)).isEqualTo("2026-11-30T16:27:44.259Z INFO  Kafka starting");
    }
}
