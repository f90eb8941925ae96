package org.jekasy.trials.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jekasy.trials.rig.Rig;

/** The machine the figures were taken on: without it they mean nothing. */
final class Host {
    private static final int WRITES = 500;

    private Host() {}

    /** For example: AMD EPYC, 2 cores, 24 GiB · Linux 6.1 · fdatasync 0.09 ms · JDK 25.0.3 · PostgreSQL 18.6. */
    static String named(Rig rig) throws IOException, SQLException {
        return "%s, %d cores, %.1f GiB · %s %s · fdatasync %.3f ms · JDK %s · %s"
                .formatted(
                        value(Path.of("/proc/cpuinfo"), "model name"),
                        Runtime.getRuntime().availableProcessors(),
                        Long.parseLong(value(Path.of("/proc/meminfo"), "MemTotal")
                                        .replaceAll("\\D", ""))
                                / 1024.0
                                / 1024.0,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        fdatasync(rig.folder()),
                        System.getProperty("java.version"),
                        postgres(rig));
    }

    private static String value(Path file, String name) throws IOException {
        if (!Files.isReadable(file)) {
            return "0";
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        }
    }

    /** The median time until 8 kB at the same place of a file are on the disk, as PostgreSQL's log has it. */
    static double fdatasync(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "fdatasync", ".try");
        long[] nanos = new long[WRITES];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer page = ByteBuffer.allocateDirect(8192);
            for (int n = 0; n < WRITES; n++) {
                long begin = System.nanoTime();
                channel.write(page.clear(), 0);
                channel.force(false);
                nanos[n] = System.nanoTime() - begin;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(nanos);
        return nanos[WRITES / 2] / 1e6;
    }

    private static String postgres(Rig rig) throws SQLException {
        try (Connection connection = rig.postgres().superuser("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select version()")) {
            row.next();
            return row.getString(1)
                    .replaceAll("^(\\S+ \\S+) .*", "$1")
                    .toString()
                    .formatted(Locale.ROOT);
        }
    }
}
