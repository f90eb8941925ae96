package org.jekasy.label.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    private Path folder;

    @Test
    void aLineThatWasCutOffIsNone() throws Exception {
        Path file = folder.resolve("journal");
        try (Journal journal = Journal.open(file)) {
            journal.append("one");
            journal.append("two");
        }
        Files.writeString(file, "thr", StandardOpenOption.APPEND);
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.lines()).containsExactly("one", "two");
            journal.append("four");
            assertThat(journal.lines()).containsExactly("one", "two", "four");
        }
    }

    @Test
    void writtenAnewItHoldsWhatIsKeptAndGoesOn() throws Exception {
        Path file = folder.resolve("journal");
        try (Journal journal = Journal.open(file)) {
            journal.append("one");
            journal.append("two");
            journal.rewrite(List.of("two"));
            journal.append("three");
            assertThat(journal.size()).isEqualTo(2);
        }
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.lines()).containsExactly("two", "three");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
