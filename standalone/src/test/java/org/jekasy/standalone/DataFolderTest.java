package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path place;

    @Test
    void aNewFolderBelongsToItsOwnerAlone() throws Exception {
        try (DataFolder folder = DataFolder.take(place.resolve("a folder/data"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void oneRunningLedgerHoldsIt() throws Exception {
        Path path = place.resolve("data");
        try (DataFolder _ = DataFolder.take(path)) {
            assertThatThrownBy(() -> DataFolder.take(path))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("already running");
        }
        try (DataFolder again = DataFolder.take(path)) {
            assertThat(again.path()).isEqualTo(path.toRealPath());
        }
    }

    @Test
    void somebodyElsesFolderIsLeftAlone() throws Exception {
        Files.writeString(place.resolve("thesis.txt"), "mine");
        assertThatThrownBy(() -> DataFolder.take(place))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("something other");
        assertThat(place).isDirectoryContaining(path -> path.endsWith("thesis.txt"));
        try (var inside = Files.list(place)) {
            assertThat(inside).hasSize(1);
        }
    }

    @Test
    void aFileIsNoFolder() throws Exception {
        Path file = Files.writeString(place.resolve("data"), "");
        assertThatThrownBy(() -> DataFolder.take(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> DataFolder.take(file.resolve("below")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("Cannot write");
    }

    @Test
    void passwordsAreMadeOnceAndOnlyTheOwnerReadsThem() throws Exception {
        Secrets first = Secrets.keptIn(place, new SecureRandom());
        assertThat(Secrets.keptIn(place, new SecureRandom())).isEqualTo(first);
        assertThat(first.ledgerApp()).hasSize(32).isNotEqualTo(first.pagesApp());
        assertThat(Base64.getDecoder().decode(first.sealKey())).hasSize(32);
        assertThat(first.toString()).doesNotContain(first.ledgerApp(), first.sealKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.resolve("passwords.properties"))))
                .isEqualTo("rw-------");
    }
}
