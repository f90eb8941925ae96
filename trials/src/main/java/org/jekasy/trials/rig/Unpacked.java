package org.jekasy.trials.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jekasy.standalone.Folders;
import org.jspecify.annotations.Nullable;

/** The programs of PostgreSQL, unpacked once for all rigs of this process; each rig has them under a path of its own, by hard links. */
final class Unpacked {
    private static @Nullable Path kept;

    private Unpacked() {}

    /** Puts them into a rig's folder, where an earlier rig has unpacked them. */
    static synchronized void into(Path home) throws IOException, InterruptedException {
        if (kept != null) {
            for (Path programs : programs(kept)) {
                link(programs, home);
            }
        }
    }

    /** Keeps those of a rig that has unpacked them, until this process ends. */
    static synchronized void keep(Path home) throws IOException, InterruptedException {
        if (kept != null) {
            return;
        }
        Path folder = Files.createTempDirectory("jekasy-programs-");
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            try {
                Folders.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        for (Path programs : programs(home)) {
            link(programs, folder);
        }
        kept = folder;
    }

    private static List<Path> programs(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> path.getFileName().toString().startsWith("programs-"))
                    .toList();
        }
    }

    private static void link(Path programs, Path into) throws IOException, InterruptedException {
        int code = new ProcessBuilder("cp", "-al", programs.toString(), into.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("cp -al " + programs + " " + into + " ended with " + code);
        }
    }
}
