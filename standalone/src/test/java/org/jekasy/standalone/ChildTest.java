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
}
