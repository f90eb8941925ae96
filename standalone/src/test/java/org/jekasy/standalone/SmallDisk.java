package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of few megabytes, in memory. To mount one needs root: who is not leaves the test out. */
final class SmallDisk implements AutoCloseable {
    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    static SmallDisk of(Path place, int megabytes) throws Exception {
        assumeTrue(
                "root".equals(System.getProperty("user.name"))
                        && System.getProperty("os.name").equals("Linux"),
                "a disk is mounted by root");
        Path path = Files.createDirectories(place.toRealPath().resolve("disk"));
        // some containers let not even root mount
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "small", path.toString()) == 0);
        return new SmallDisk(path);
    }

    Path path() {
        return path;
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    }

    @Override
    public void close() throws IOException {
        assertThat(run("umount", path.toString())).isZero();
    }
}
