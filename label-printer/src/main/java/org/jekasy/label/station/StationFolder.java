package org.jekasy.label.station;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a station keeps what must outlive it; held by one station at a time. */
public final class StationFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel held;

    private StationFolder(Path path, FileChannel held) {
        this.path = path;
        this.held = held;
    }

    /** Makes the folder if there is none, and takes it; throws {@link IllegalStateException} when another station runs on it. */
    public static StationFolder take(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel held =
                    FileChannel.open(path.resolve("station.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(held)) {
                held.close();
                throw new IllegalStateException(path + " : un autre poste d'étiquetage tourne sur ce dossier"
                        + " / another label station runs on this folder");
            }
            return new StationFolder(path, held);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException here) {
            return false;
        }
    }

    Journal journal(String name) {
        return Journal.open(path.resolve(name));
    }

    @Override
    public void close() {
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
