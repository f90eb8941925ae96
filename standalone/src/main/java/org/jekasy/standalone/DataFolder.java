package org.jekasy.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** The one folder in which everything is kept. It is held by one running ledger at a time, and readable by its owner only. */
final class DataFolder implements AutoCloseable {
    /** Its presence tells our folder from somebody else's. */
    private static final String MARK = "jekasy.lock";

    private final Path path;
    private final FileChannel held;

    private DataFolder(Path path, FileChannel held) {
        this.path = path;
        this.held = held;
    }

    /**
     * Makes the folder if there is none, and takes it.
     *
     * @throws CannotStart if it is a file, not writable, holds other things, or is in use
     */
    static DataFolder take(Path asked) throws CannotStart {
        Path path = asked.toAbsolutePath().normalize();
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new CannotStart(
                    path + " est un fichier, pas un dossier : indiquez un autre dossier avec --data.",
                    path + " is a file, not a folder: name another folder with --data.");
        }
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            } else if (!Files.exists(path.resolve(MARK)) && holdsSomething(path)) {
                throw new CannotStart(
                        "Le dossier " + path
                                + " contient autre chose que nos données : indiquez un dossier vide ou nouveau avec --data.",
                        "The folder " + path
                                + " holds something other than our data: name an empty or new folder with --data.");
            }
            // written in the folder itself: permission bits say nothing about a read-only disk
            Files.delete(Files.createTempFile(path, "write", ".try"));
            FileChannel channel =
                    FileChannel.open(path.resolve(MARK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new CannotStart(
                        "Le registre tourne déjà avec le dossier " + path
                                + " : arrêtez-le d'abord (Ctrl-C), ou indiquez un autre dossier avec --data.",
                        "The ledger is already running on the folder " + path
                                + ": stop it first (Ctrl-C), or name another folder with --data.");
            }
            // the real path, so that a left-over process is recognised by it whatever link led here
            return new DataFolder(path.toRealPath(), channel);
        } catch (IOException e) {
            throw new CannotStart(
                    "Impossible d'écrire dans le dossier " + path + " (" + reason(e)
                            + ") : indiquez un autre dossier avec --data.",
                    "Cannot write to the folder " + path + " (" + reason(e) + "): name another folder with --data.",
                    e);
        }
    }

    /** Whether a running ledger holds this folder. */
    static boolean isTaken(Path folder) throws IOException {
        Path mark = folder.resolve(MARK);
        if (!Files.isWritable(mark)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.WRITE)) {
            return !locked(channel);
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }

    private static boolean holdsSomething(Path path) throws IOException {
        try (Stream<Path> inside = Files.list(path)) {
            return inside.findAny().isPresent();
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    Path postgres() throws IOException {
        return Files.createDirectories(path.resolve("postgresql"));
    }

    Path kafka() throws IOException {
        return Files.createDirectories(path.resolve("kafka"));
    }

    Path logs() throws IOException {
        return Files.createDirectories(path.resolve("logs"));
    }

    /** Gives the folder back. The mark stays: the data in it are still ours. */
    @Override
    public void close() {
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
