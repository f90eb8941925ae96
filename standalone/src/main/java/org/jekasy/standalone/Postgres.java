package org.jekasy.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL as a process beside ours, on 127.0.0.1 only, with passwords, its data kept. The programs are those that zonky publishes as jars
 * (initdb, pg_ctl, postgres); they are run directly because that library starts them with fsync off, trust for everybody, and a shutdown hook of its own
 * that would stop the database before the services have let go of it.
 */
public final class Postgres implements AutoCloseable {
    /** What must hold before one entry is accepted: an answered commit survives a power cut. */
    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    /** 80 MiB of log, what PostgreSQL keeps at least (min_wal_size) once it has written so much. */
    private static final int LOG_FILES = 5;

    private final int port;
    private final Path programs;
    private final Path home;
    private final Path data;
    private final Path log;
    private final Secrets secrets;

    private Postgres(int port, Path programs, Path home, Path log, Secrets secrets) {
        this.port = port;
        this.programs = programs;
        this.home = home;
        this.data = home.resolve("data");
        this.log = log;
        this.secrets = secrets;
    }

    /** Ends a server of ours that outlived the JVM that had started it. Does nothing if there is none. */
    public static void endLeftOver(Path home, Path logs) throws IOException {
        Path data = home.resolve("data");
        if (postmaster(data).isPresent()) {
            stop(programs(home), data, logs.resolve("postgresql.log"));
        }
        // the helpers of a killed server notice a moment later; until then a new server refuses to start beside them
        List<ProcessHandle> helpers;
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            helpers = all.filter(process -> process.info()
                            .command()
                            .filter(program -> program.startsWith(home + "/"))
                            .isPresent())
                    .toList();
        }
        helpers.forEach(helper -> Child.end(helper, Duration.ofSeconds(10)));
    }

    /** Unpacks, initialises where there is no data yet, starts, and checks that nothing acknowledged can be lost. */
    public static Postgres start(Path home, Path logs, int port, Secrets secrets) throws IOException, CannotStart {
        endLeftOver(home, logs);
        Path log = logs.resolve("postgresql.log");
        Postgres postgres = new Postgres(port, programs(home), home, log, secrets);
        postgres.initialise(home);
        postgres.writeSettings();
        postgres.forgetStalePid();
        List<String> start = asUser();
        start.addAll(List.of(
                postgres.program("pg_ctl"), "start", "-w", "-s", "-t", "60", "-D", postgres.data.toString(), "-l"));
        start.add(log.toString());
        if (Child.run(log, start) != 0) {
            postgres.close();
            throw refused(log, null);
        }
        try {
            postgres.awaitRecovered();
            postgres.checkSettings();
            postgres.makeDatabases();
            postgres.makeRoomForTheLog();
        } catch (SQLException e) {
            postgres.close();
            throw refused(log, e);
        } catch (CannotStart e) {
            postgres.close();
            throw e;
        }
        return postgres;
    }

    private static CannotStart refused(Path log, @Nullable SQLException cause) {
        String said = cause == null ? Child.lastWord(log) : String.valueOf(cause.getMessage());
        return new CannotStart(
                "PostgreSQL n'a pas démarré : " + said + " (voir " + log + ").",
                "PostgreSQL did not start: " + said + " (see " + log + ").",
                cause);
    }

    public int port() {
        return port;
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The server process; its helpers are its descendants. */
    public ProcessHandle process() {
        return postmaster(data).orElseThrow();
    }

    public Connection superuser(String database) throws SQLException {
        return superuser(port, database, secrets);
    }

    /** Into a server of ours that runs at this port, whoever started it. */
    static Connection superuser(int port, String database, Secrets secrets) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", secrets.superuser());
    }

    @Override
    public void close() throws IOException {
        stop(programs, data, log);
    }

    private static void stop(Path programs, Path data, Path log) throws IOException {
        Optional<ProcessHandle> server = postmaster(data);
        stopWith(programs, data, log);
        // pg_ctl is content when postmaster.pid is gone; the port is free a moment later
        server.ifPresent(process -> process.onExit()
                .completeOnTimeout(process, 10, TimeUnit.SECONDS)
                .join());
    }

    private static void stopWith(Path programs, Path data, Path log) throws IOException {
        // fast: asks nobody to finish first; immediate only if a fast stop hangs, the next start then replays the log
        for (String mode : List.of("fast", "immediate")) {
            if (postmaster(data).isEmpty()) {
                return;
            }
            List<String> stop = asUser();
            stop.addAll(List.of(programs.resolve("bin/pg_ctl").toString(), "stop", "-w", "-s", "-t", "20", "-m", mode));
            stop.addAll(List.of("-D", data.toString()));
            Child.run(log, stop);
        }
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    /**
     * Looks whether PostgreSQL can be started by this user at all.
     *
     * @throws CannotStart as root where the system forbids user namespaces, as some containers do
     */
    static void checkUser(Path logs) throws IOException, CannotStart {
        List<String> nothing = asUser();
        nothing.add("true");
        if (Child.run(logs.resolve("postgresql.log"), nothing) != 0) {
            throw new CannotStart(
                    "PostgreSQL ne tourne pas comme root, et ce système interdit « unshare -U » : lancez la commande comme utilisateur ordinaire.",
                    "PostgreSQL does not run as root, and this system forbids \"unshare -U\": run the command as an ordinary user.");
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own, root is a user like any other. */
    private static List<String> asUser() {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        return command;
    }

    // -- programs

    private static Path programs(Path home) throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        URL archive = Postgres.class.getResource("/postgres-" + system + "-" + machine + ".txz");
        if (archive == null) {
            throw new IOException("no PostgreSQL for " + system + " on " + machine + " in this build");
        }
        // a new build of PostgreSQL gets a new folder, the old one is left to its running server
        Path programs = home.resolve("programs-" + fingerprint(archive));
        if (!Files.isDirectory(programs)) {
            Path partial = home.resolve("programs.partial");
            Folders.delete(partial);
            unpack(archive, partial);
            Files.move(partial, programs, StandardCopyOption.ATOMIC_MOVE);
        }
        return programs;
    }

    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        return connection instanceof JarURLConnection jar
                ? Long.toHexString(jar.getJarEntry().getCrc())
                : Long.toHexString(connection.getContentLengthLong());
    }

    private static void unpack(URL archive, Path into) throws IOException {
        try (InputStream packed = archive.openStream();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("entry outside of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (!target.toString().endsWith(".a")) {
                    Files.createDirectories(target.getParent());
                    if (entry.isSymbolicLink()) {
                        Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                    } else {
                        Files.copy(tar, target);
                        if ((entry.getMode() & 0100) != 0) {
                            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
                        }
                    }
                }
            }
        }
    }

    // -- data

    /** Where the write-ahead log is kept for backups; {@code home} is the folder of PostgreSQL. As long as it is not there nothing is kept. */
    static Path archive(Path home) {
        return home.resolveSibling("wal-archive");
    }

    /** A segment counts as archived when it is synced under its own name; one that is there already with the same bytes is fine, with others it is not. */
    private String archiveCommand() {
        String a = forShell(archive(home));
        return "test ! -d " + a + " || cmp -s %p " + a + "/%f || { test ! -f " + a + "/%f && cp %p " + a
                + "/%f.part && sync " + a + "/%f.part && mv " + a + "/%f.part " + a + "/%f && sync " + a + "; }";
    }

    // the shell takes everything between quotes as it is, but for the quote itself; PostgreSQL doubles percent signs
    private static String forShell(Path path) {
        return "'" + path.toString().replace("%", "%%").replace("'", "'\\''") + "'";
    }

    // its file of settings reads backslashes too
    private static String forSettings(String text) {
        return text.replace("\\", "\\\\").replace("'", "''");
    }

    /**
     * Lets the next start play back archived write-ahead log and begin a new timeline.
     *
     * @param more a second folder of log, looked into first
     * @param until the moment to stop at; null: as far as the log goes
     */
    static void recoverFrom(Path cluster, Path wal, @Nullable Path more, @Nullable String until) throws IOException {
        String restore = "cp " + forShell(wal) + "/%f %p";
        if (more != null) {
            restore = "cp " + forShell(more) + "/%f %p 2>/dev/null || " + restore;
        }
        String settings = "restore_command = '" + forSettings(restore) + "'\nrecovery_target_action = promote\n";
        if (until != null) {
            settings += "recovery_target_time = '" + forSettings(until) + "'\n";
        }
        Files.writeString(cluster.resolve("postgresql.auto.conf"), settings);
        Files.writeString(cluster.resolve("recovery.signal"), "");
    }

    /** Forgets what {@link #recoverFrom} wrote. */
    static void recovered(Path cluster) throws IOException {
        if (Files.isDirectory(cluster)) {
            Files.writeString(cluster.resolve("postgresql.auto.conf"), "");
        }
    }

    /** Reads are answered before everything is played back; writes only after. */
    private void awaitRecovered() throws SQLException {
        while (true) {
            try (Connection connection = superuser("postgres");
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select pg_is_in_recovery()")) {
                row.next();
                if (!row.getBoolean(1)) {
                    return;
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private void initialise(Path home) throws IOException, CannotStart {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        // made beside and moved: a start that was killed here begins anew instead of finding half a database
        Path partial = home.resolve("data.partial");
        Folders.delete(partial);
        Path password = Files.createTempFile(
                home,
                "superuser",
                ".once",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(password, secrets.superuser() + "\n");
            List<String> initdb = asUser();
            initdb.addAll(List.of(program("initdb"), "-D", partial.toString(), "-U", "postgres", "-E", "UTF8"));
            // text sorts by code point everywhere: the order of an index must not depend on the machine's C library
            initdb.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
            initdb.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + password, "--no-instructions"));
            if (Child.run(log, initdb) != 0) {
                throw refused(log, null);
            }
        } finally {
            Files.delete(password);
        }
        Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void writeSettings() throws IOException {
        Files.writeString(data.resolve("postgresql.conf"), """
                # written anew at each start
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = scram-sha-256
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                wal_level = replica
                archive_mode = on
                archive_command = '%s'
                shared_buffers = 64MB
                max_connections = 60
                max_wal_size = %dMB
                lc_messages = C
                timezone = UTC
                log_timezone = UTC
                log_line_prefix = '%%m [%%p] '
                """.formatted(
                        port,
                        forSettings(archiveCommand()),
                        logRoom(Files.getFileStore(data).getUsableSpace())));
        Files.writeString(data.resolve("pg_hba.conf"), """
                # written anew at each start: this machine only, never without a password
                host all all 127.0.0.1/32 scram-sha-256
                """);
    }

    /**
     * How much write-ahead log may lie between two checkpoints, in MB: a fiftieth of the free disk, 256 to 1,024. The more there may be, the seldomer a
     * page is written into it whole; on a small disk the tables must run out first.
     */
    static long logRoom(long freeBytes) {
        return Math.clamp((freeBytes >> 20) / 50, 256, 1_024);
    }

    private static Optional<ProcessHandle> postmaster(Path data) {
        Path file = data.resolve("postmaster.pid");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst()
                    .map(String::strip)
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info()
                            .arguments()
                            .map(List::of)
                            .orElse(List.of())
                            .contains(data.toString()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** After a kill or a power cut the number in postmaster.pid may belong to another program by now, and PostgreSQL would refuse to start beside it. */
    private void forgetStalePid() throws IOException {
        if (postmaster(data).isEmpty()) {
            Path file = data.resolve("postmaster.pid");
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            boolean anothersPid = !lines.isEmpty()
                    && ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                            .filter(other -> !other.info().command().orElse("").endsWith("/postgres"))
                            .isPresent();
            if (anothersPid) {
                Files.delete(file);
            }
        }
    }

    private void checkSettings() throws SQLException, CannotStart {
        try (Connection connection = superuser("postgres");
                Statement statement = connection.createStatement()) {
            for (String name : DURABLE) {
                try (ResultSet row = statement.executeQuery("show " + name)) {
                    row.next();
                    if (!row.getString(1).equals("on")) {
                        throw new CannotStart(
                                "PostgreSQL tourne avec " + name + " = " + row.getString(1)
                                        + " : une écriture confirmée pourrait se perdre, rien n'est ouvert.",
                                "PostgreSQL runs with " + name + " = " + row.getString(1)
                                        + ": an acknowledged entry could be lost, so nothing is opened.");
                    }
                }
            }
        }
    }

    private void makeDatabases() throws SQLException {
        try (Connection connection = superuser("postgres")) {
            role(connection, "ledger_owner", secrets.ledgerOwner());
            role(connection, "ledger_app", secrets.ledgerApp());
            role(connection, "pages_app", secrets.pagesApp());
            walls(connection);
            database(connection, "ledger", "ledger_owner");
            database(connection, "pages", "pages_app");
            try (Statement statement = connection.createStatement()) {
                statement.execute("revoke all on database ledger from public");
                statement.execute("revoke all on database pages from public");
                statement.execute("grant connect on database ledger to ledger_app");
            }
        }
    }

    /**
     * Files of the write-ahead log are made ahead and used again. On a full disk a table is then what finds no room first, which fails one statement; a log
     * that finds none would end the server.
     */
    private void makeRoomForTheLog() throws SQLException {
        try (Connection connection = superuser("postgres");
                Statement statement = connection.createStatement()) {
            int there = Integer.parseInt(Backup.ask(connection, "select count(*) from pg_ls_waldir() where size > 0"));
            for (int file = there; file < LOG_FILES; file++) {
                statement.execute("select pg_logical_emit_message(false, 'room', 'x'), pg_switch_wal()");
            }
            if (there < LOG_FILES) {
                statement.execute("checkpoint");
            }
        }
    }

    private static void role(Connection connection, String name, String password) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
                statement.execute("create role " + name + " login");
            }
            // the file of passwords decides, so that a role can be given a new one by editing it
            statement.execute("alter role " + name + " password '" + password + "'");
        }
    }

    // as whom pages are read, and that the follower writes past the walls between organisations
    private static void walls(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String role : new String[] {"pages_reader", "pages_open"}) {
                if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
                    statement.execute("create role " + role + " nologin");
                }
                statement.execute("grant " + role + " to pages_app");
            }
            statement.execute("alter role pages_app bypassrls");
        }
    }

    private static void database(Connection connection, String name, String owner) throws SQLException {
        if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create database " + name + " owner " + owner);
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
