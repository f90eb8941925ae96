package org.jekasy.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;

/** Files that are written to last: synced, readable by their owner only, with the SHA-256 of what was written. */
final class Checked {
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private Checked() {}

    /** Copies a file and answers with its SHA-256 in hexadecimal. */
    static String copy(Path from, Path to) throws IOException {
        MessageDigest sum = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(from), sum)) {
            Files.createDirectories(to.toAbsolutePath().getParent());
            try (FileChannel file = newFile(to)) {
                OutputStream out = Channels.newOutputStream(file);
                in.transferTo(out);
                file.force(true);
            }
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    /** Writes a file and answers with its SHA-256 in hexadecimal. */
    static String write(Path to, byte[] bytes) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        try (FileChannel file = newFile(to)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                file.write(left);
            }
            file.force(true);
        }
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static FileChannel newFile(Path to) throws IOException {
        return FileChannel.open(
                to, NEW, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    static String sum(Path file) throws IOException {
        MessageDigest sum = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    /** A file's bytes, and a new name in a folder, survive a power cut once file or folder is synced. */
    static void sync(Path fileOrFolder) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The same for everything in a folder that a program wrote without waiting for the disk. */
    static void syncAll(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            for (Path each : (Iterable<Path>) inside::iterator) {
                sync(each);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
