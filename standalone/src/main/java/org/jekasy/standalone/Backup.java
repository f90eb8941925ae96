package org.jekasy.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code ./ledger backup}: a physical copy of PostgreSQL, taken while it runs, with the write-ahead log it needs, and what else the data folder keeps
 * (passwords). Kafka is not in it: the topic is filled again from the journal. Every file is synced and stands in {@code manifest.sha256} with its
 * checksum ({@code sha256sum -c} reads it too); the manifest comes last, so a backup without it is none.
 */
final class Backup {
    static final String MANIFEST = "manifest.sha256";
    static final String ABOUT = "backup.properties";
    static final String CLUSTER = "cluster";
    static final String WAL = "wal";
    static final String KEPT = "kept";

    // the server makes these anew, or they belong to the running process only
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");
    private static final Set<String> LEFT_OUT = Set.of(
            "postmaster.pid",
            "postmaster.opts",
            "pg_internal.init",
            "backup_label",
            "tablespace_map",
            "backup_manifest");
    private static final String CONTROL = "global/pg_control";
    private static final Set<String> NOT_KEPT = Set.of(
            "postgresql",
            "kafka",
            "logs",
            "wal-archive",
            "jekasy.lock",
            "ports",
            ABOUT,
            "labels.pdf",
            Services.STATION);
    private static final Pattern START = Pattern.compile("START WAL LOCATION: \\S+ \\(file ([0-9A-F]{24})\\)");

    private final Language language;
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    Backup(Language language, PrintStream out, PrintStream err, Clock clock) {
        this.language = language;
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /** Returns the exit code: 0 when a complete backup is there, else 1. */
    int run(Path data, Path to) {
        try {
            if (!Files.isDirectory(data.resolve("postgresql/data"))) {
                throw new CannotStart(
                        "Il n'y a pas encore de registre dans " + data + " : rien à sauvegarder.",
                        "There is no ledger in " + data + " yet: nothing to back up.");
            }
            Optional<Ports> open = DataFolder.isTaken(data) ? Ports.writtenIn(data) : Optional.empty();
            if (open.isPresent()) {
                Path folder = data.toRealPath();
                take(folder, open.get().postgres(), to);
            } else {
                try (DataFolder folder = DataFolder.take(data)) {
                    Secrets secrets = Secrets.keptIn(folder.path(), new SecureRandom());
                    int port = Ports.free().postgres();
                    try (Postgres postgres = Postgres.start(folder.postgres(), folder.logs(), port, secrets)) {
                        take(folder.path(), postgres.port(), to);
                    }
                }
            }
            return 0;
        } catch (CannotStart e) {
            err.println(e.sentence(language));
        } catch (IOException | SQLException e) {
            err.println(language.say(
                    "La sauvegarde n'est pas complète : " + e.getMessage() + ". Videz " + to + " et recommencez.",
                    "The backup is not complete: " + e.getMessage() + ". Empty " + to + " and try again."));
        }
        return 1;
    }

    private void take(Path folder, int port, Path to) throws IOException, SQLException, CannotStart {
        Instant begin = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Path cluster = folder.resolve("postgresql/data");
        Path archive = Postgres.archive(folder.resolve("postgresql"));
        List<Path> files = files(cluster);
        long bytes = 0;
        for (Path file : files) {
            bytes += size(file);
        }
        emptyFolder(to);
        Restore.checkRoom(to, bytes);
        // what is archived before there is a backup is of no use: from here on it is kept
        Files.createDirectories(archive);
        Secrets secrets = Secrets.keptIn(folder, new SecureRandom());
        Map<String, String> sums = new TreeMap<>();
        try (Connection server = Postgres.superuser(port, "postgres", secrets);
                Connection ledger = Postgres.superuser(port, "ledger", secrets)) {
            if (!ask(server, "show archive_mode").equals("on")) {
                throw new CannotStart(
                        "PostgreSQL n'archive pas son journal de transactions : arrêtez le registre et rouvrez-le une fois avec cette version.",
                        "PostgreSQL does not archive its write-ahead log: stop the ledger and open it once with this version.");
            }
            ask(server, "select pg_backup_start('jekasy', true)");
            // what is recorded from here on may be in it too; this much is for certain
            String head = ask(ledger, "select coalesce(max(position), 0) from journal");
            Progress progress = new Progress.Bar(out, Boolean.getBoolean("jekasy.terminal")).of(files.size());
            int done = 0;
            for (Path file : files) {
                copy(cluster, file, to, CLUSTER, sums);
                progress.reached(++done, language.say("fichiers de PostgreSQL", "files of PostgreSQL"));
            }
            progress.end();
            folders(cluster, to.resolve(CLUSTER));
            String label;
            String map;
            String last;
            try (Statement stop = server.createStatement()) {
                // archiving what the backup needs is part of it: who can not archive has no backup
                stop.setQueryTimeout(120);
                try (ResultSet row = stop.executeQuery(
                        "select labelfile, spcmapfile, pg_walfile_name(lsn) from pg_backup_stop(true)")) {
                    row.next();
                    label = row.getString(1);
                    map = row.getString(2);
                    last = row.getString(3);
                }
            }
            write(to, CLUSTER + "/backup_label", label, sums);
            if (map != null && !map.isBlank()) {
                write(to, CLUSTER + "/tablespace_map", map, sums);
            }
            Matcher start = START.matcher(label);
            if (!start.find()) {
                throw new IOException("no start in " + label);
            }
            String first = start.group(1);
            copyWal(archive, first, last, to, sums);
            try (Stream<Path> kept = Files.list(folder)) {
                for (Path file : kept.filter(
                                f -> !NOT_KEPT.contains(f.getFileName().toString()))
                        .filter(Files::isRegularFile)
                        .toList()) {
                    copy(folder, file, to, KEPT, sums);
                }
            }
            copyIdentity(folder, to, sums);
            Properties about = new Properties();
            about.setProperty("at", begin.toString());
            about.setProperty("position", head);
            about.setProperty("postgresql", ask(server, "show server_version"));
            about.setProperty("bytes", Long.toString(bytes));
            about.setProperty("first-wal", first);
            about.setProperty("last-wal", last);
            write(to, ABOUT, text(about), sums);
            StringBuilder manifest = new StringBuilder();
            sums.forEach((name, sum) ->
                    manifest.append(sum).append("  ").append(name).append('\n'));
            Checked.write(to.resolve(MANIFEST), manifest.toString().getBytes(StandardCharsets.UTF_8));
            Checked.sync(to);
            prune(folder, archive, first);
            BackupNotes.note(folder, BackupNotes.BACKUP, begin.toString());
            out.println(language.say(
                    "Sauvegardé dans %s : %s écritures, %d fichiers, %d Mio. Kafka n'y est pas : le sujet se remplit de nouveau. Mots de passe : oui, gardez le dossier secret."
                            .formatted(to, head, sums.size(), bytes >> 20),
                    "Backed up to %s: %s entries, %d files, %d MiB. Kafka is not in it: the topic fills again. Passwords are: keep the folder secret."
                            .formatted(to, head, sums.size(), bytes >> 20)));
        }
    }

    private static void emptyFolder(Path to) throws IOException, CannotStart {
        if (Files.exists(to)) {
            try (Stream<Path> inside = Files.list(to)) {
                if (inside.findAny().isPresent()) {
                    throw new CannotStart(
                            "Le dossier " + to
                                    + " n'est pas vide : indiquez un dossier nouveau avec --to, un par sauvegarde.",
                            "The folder " + to + " is not empty: name a new folder with --to, one for each backup.");
                }
            }
        } else {
            Files.createDirectories(to);
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
    }

    private static List<Path> files(Path cluster) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(cluster)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> isWanted(cluster.relativize(file)))
                    .forEach(files::add);
        }
        // last of all: what it points to is then older than it
        Path control = cluster.resolve(CONTROL);
        files.remove(control);
        files.add(control);
        return files;
    }

    /** PostgreSQL wants every one of its folders back, those with nothing in them too. */
    private static void folders(Path cluster, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(cluster)) {
            for (Path folder : all.filter(Files::isDirectory).toList()) {
                Path inside = cluster.relativize(folder);
                if (inside.getNameCount() == 1 || isWanted(inside)) {
                    Files.createDirectories(to.resolve(inside.toString()));
                }
            }
        }
    }

    private static boolean isWanted(Path file) {
        String name = file.getFileName().toString();
        return !EMPTIED.contains(file.getName(0).toString())
                && !LEFT_OUT.contains(name)
                && !name.startsWith("pgsql_tmp")
                && !file.toString().contains("pgsql_tmp");
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }

    private static void copy(Path base, Path file, Path to, String under, Map<String, String> sums) throws IOException {
        String name = under + "/" + base.relativize(file).toString().replace('\\', '/');
        try {
            sums.put(name, Checked.copy(file, to.resolve(name)));
        } catch (NoSuchFileException gone) {
            // dropped while we copied: the write-ahead log drops it again
            Files.deleteIfExists(to.resolve(name));
        }
    }

    // without the key that the authenticators are sealed with, nobody could sign in to what is restored
    private static void copyIdentity(Path folder, Path to, Map<String, String> sums) throws IOException {
        Path identity = Services.identity(folder);
        if (!Files.isDirectory(identity)) {
            return;
        }
        try (Stream<Path> kept = Files.list(identity)) {
            for (Path file : kept.filter(Files::isRegularFile).toList()) {
                copy(folder, file, to, KEPT, sums);
            }
        }
    }

    private static void write(Path to, String name, String text, Map<String, String> sums) throws IOException {
        sums.put(name, Checked.write(to.resolve(name), text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void copyWal(Path archive, String first, String last, Path to, Map<String, String> sums)
            throws IOException {
        Files.createDirectories(to.resolve(WAL));
        List<Path> wanted;
        try (Stream<Path> archived = Files.list(archive)) {
            wanted = archived.filter(file -> {
                        String name = file.getFileName().toString();
                        boolean segment =
                                name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
                        return segment || name.endsWith(".history");
                    })
                    .sorted()
                    .toList();
        }
        if (wanted.stream().noneMatch(file -> file.getFileName().toString().equals(last))) {
            throw new IOException("the write-ahead log " + last + " is not in " + archive);
        }
        for (Path file : wanted) {
            copy(archive, file, to, WAL, sums);
        }
    }

    /** Keeps the archive from growing for ever: any moment since the backup before this one can still be restored. */
    private static void prune(Path folder, Path archive, String first) throws IOException {
        Optional<String> before = BackupNotes.value(folder, "first-wal");
        if (before.isPresent()) {
            String oldest = before.get().substring(8);
            try (Stream<Path> archived = Files.list(archive)) {
                for (Path file : archived.toList()) {
                    String name = file.getFileName().toString();
                    if (name.matches("[0-9A-F]{24}.*") && name.substring(8, 24).compareTo(oldest) < 0) {
                        Files.delete(file);
                    }
                }
            }
        }
        BackupNotes.note(folder, "first-wal", first);
    }

    private static String text(Properties properties) {
        StringBuilder text = new StringBuilder();
        String[] names = properties.stringPropertyNames().toArray(String[]::new);
        Arrays.sort(names);
        for (String name : names) {
            text.append(name).append('=').append(properties.getProperty(name)).append('\n');
        }
        return text.toString();
    }

    static String ask(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
