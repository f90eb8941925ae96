package org.jekasy.label.station;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file of lines that a power cut can not tear: a line counts once its end is on the disk, what was being written when the power went is
 * cut off at the next start. The owner says what a later line means for an earlier one, and writes the file anew when it has grown.
 */
final class Journal implements AutoCloseable {
    private final Path file;
    private FileChannel channel;
    /** Where the last whole line ends. */
    private long end;

    private int lines;

    private Journal(Path file, FileChannel channel, long end) {
        this.file = file;
        this.channel = channel;
        this.end = end;
    }

    /** Opens the file, or makes it; what has no line end is not there any more. Throws {@link UncheckedIOException}. */
    static Journal open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.truncate(whole(Files.readAllBytes(file)));
            channel.position(channel.size());
            return new Journal(file, channel, channel.position());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long whole(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** What was written, in its order. */
    List<String> lines() {
        try {
            // a line whose bytes went bad is still a line: its reader says what it makes of it
            List<String> read = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            lines = read.size();
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many lines the file has grown to. */
    int size() {
        return lines;
    }

    /** Adds a line; it is on the disk when this returns. After a failure nothing of it is. */
    void append(String line) throws IOException {
        add(line, true);
    }

    /** Adds a line that may be lost with the power. */
    void jot(String line) throws IOException {
        add(line, false);
    }

    private void add(String line, boolean onDisk) throws IOException {
        // where the last failure could not be mended, this fails too: nothing is glued to half a line
        cutOff();
        try {
            write(channel, line);
            if (onDisk) {
                channel.force(false);
            }
        } catch (IOException e) {
            try {
                cutOff();
            } catch (IOException later) {
                e.addSuppressed(later);
            }
            throw e;
        }
        end = channel.position();
        lines++;
    }

    /** Takes off what a full disk took half of. */
    private void cutOff() throws IOException {
        if (channel.position() != end) {
            channel.truncate(end);
            channel.position(end);
        }
    }

    /** Puts these lines in the place of all others: all of them or none. */
    void rewrite(List<String> kept) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        FileChannel writing = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            write(writing, String.join("\n", kept));
            writing.force(true);
            try {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            writing.close();
            throw e;
        }
        // opened before it had the name: whatever fails from here on, what is added goes to the file that has it now
        FileChannel old = channel;
        channel = writing;
        end = writing.position();
        lines = kept.size();
        old.close();
        // the name too: without this a power cut may bring the old file back
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static void write(FileChannel to, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line.isEmpty() ? "" : line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
