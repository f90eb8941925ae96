package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup comes back whole, up to the log that is handed in with it; a damaged one does not come back at all. */
class BackupIT {
    private static final String MONDAY = "it's monday";

    @TempDir
    static Path made;

    @TempDir
    Path place;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    private final Clock clock = Clock.systemUTC();
    private final Backup backup = new Backup(Language.FRENCH, out, out, clock);
    private final Restore restore = new Restore(Path.of("no broker"), Language.FRENCH, out, out, clock);

    private Path data = Path.of("");
    private Path to = Path.of("");

    /** Made once; each test works on a copy of both folders. */
    @BeforeAll
    static void aLedgerWithFiveEntriesAndItsBackup() throws Exception {
        Path data = Files.createDirectory(made.toRealPath().resolve("made")).resolve("data");
        in(
                data,
                "create table journal (position bigint primary key); insert into journal select generate_series(1, 5)");
        Path keys = Files.createDirectories(data.resolve("identity")).resolve("keys.json");
        Files.writeString(keys, "{}");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertThat(new Backup(Language.FRENCH, out, out, Clock.systemUTC()).run(data, data.resolveSibling(MONDAY)))
                .as(said.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("5 écritures", "Kafka n'y est pas");
    }

    @BeforeEach
    void aCopyOfBoth() throws Exception {
        Path copy = place.toRealPath().resolve("copy");
        assertThat(new ProcessBuilder("cp", "-a", made.resolve("made").toString(), copy.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        data = copy.resolve("data");
        to = copy.resolve(MONDAY);
    }

    @Test
    void itComesBackInAnotherFolder() throws Exception {
        assertThat(Files.getPosixFilePermissions(to.resolve("kept/passwords.properties")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Path other = data.resolveSibling("other");
        assertThat(restore.restore(to, other, null, null)).as(said()).isZero();
        assertThat(said()).contains("5 écritures, sans trou");
        assertThat(count(other)).isEqualTo("5");
        assertThat(other.resolve("identity/keys.json")).hasContent("{}");
        for (Path keys : List.of(to.resolve("kept/identity/keys.json"), other.resolve("identity/keys.json"))) {
            assertThat(Files.getPosixFilePermissions(keys)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        // a restored database lives on a timeline of its own: nobody has compared it with its copy
        assertThat(in(other, "checkpoint", "select timeline_id from pg_control_checkpoint()"))
                .isEqualTo("2");
        assertThat(restore.restore(to, other, null, null)).isEqualTo(1);
        assertThat(said()).contains("Il y a déjà un registre");
    }

    @Test
    void withTheArchivedLogItComesBackUpToWhatWasRecordedAfterIt() throws Exception {
        String afterTheSixth = recordedAfterIt();
        Path sixth = data.resolveSibling("sixth");
        assertThat(restore.restore(to, sixth, data.resolve("wal-archive"), afterTheSixth))
                .as(said())
                .isZero();
        assertThat(count(sixth)).isEqualTo("6");
        Path other = data.resolveSibling("other");
        assertThat(restore.restore(to, other, data.resolve("wal-archive"), null))
                .as(said())
                .isZero();
        assertThat(count(other)).isEqualTo("8");
    }

    /** Entries 6 to 8, archived; the moment between the sixth and the others. */
    private String recordedAfterIt() throws Exception {
        Secrets secrets = Secrets.keptIn(data, new SecureRandom());
        try (Postgres postgres = Postgres.start(
                        data.resolve("postgresql"),
                        data.resolve("logs"),
                        Ports.free().postgres(),
                        secrets);
                Connection ledger = postgres.superuser("ledger");
                Statement statement = ledger.createStatement()) {
            statement.execute("insert into journal values (6)");
            String moment = Backup.ask(
                    ledger,
                    "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
            statement.execute("insert into journal select generate_series(7, 8)");
            String segment = Backup.ask(ledger, "select pg_walfile_name(pg_switch_wal())");
            Path archived = data.resolve("wal-archive").resolve(segment);
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(archived));
            return moment;
        }
    }

    @Test
    void aMomentThatIsNoneRestoresNothing() {
        Path other = data.resolveSibling("other");
        assertThat(restore.restore(to, other, null, "yesterday")).isEqualTo(1);
        assertThat(said()).contains("--until « yesterday » n'est pas un moment");
        assertThat(other.resolve("postgresql/data")).doesNotExist();
        assertThat(other.resolve("postgresql/data.partial")).doesNotExist();
    }

    @Test
    void aDiskThatIsTooSmallTakesNeitherABackupNorARestore() throws Exception {
        try (SmallDisk disk = SmallDisk.of(place, 64)) {
            Path small = disk.path().resolve("tuesday");
            assertThat(backup.run(data, small)).isEqualTo(1);
            assertThat(said()).containsPattern("Il faut \\d+ Mio sur le disque de .* et il n'en reste que 6[0-4]");
            assertThat(small).isEmptyDirectory();
            Path other = disk.path().resolve("other");
            assertThat(restore.restore(to, other, null, null)).isEqualTo(1);
            assertThat(said()).contains("Mio sur le disque de " + other);
            assertThat(other.resolve("postgresql/data")).doesNotExist();
        }
    }

    @Test
    void aDamagedOneIsRefusedBeforeAnythingIsCopied() throws Exception {
        Path file = to.resolve("cluster/global/pg_control");
        byte[] bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, bytes);
        Path other = data.resolveSibling("other");
        assertThat(restore.restore(to, other, null, null)).isEqualTo(1);
        assertThat(said()).contains("abîmée", "pg_control");
        assertThat(other).doesNotExist();
        assertThat(restore.drill(to, data)).isEqualTo(1);
        assertThat(BackupNotes.last(data, BackupNotes.DRILL)).isEmpty();
    }

    @Test
    void halfABackupIsNoneAndAFullFolderTakesNone() throws Exception {
        assertThat(backup.run(data, to)).isEqualTo(1);
        assertThat(said()).contains("n'est pas vide");
        Files.delete(to.resolve("manifest.sha256"));
        assertThat(restore.restore(to, data.resolveSibling("other"), null, null))
                .isEqualTo(1);
        assertThat(said()).contains("pas une sauvegarde complète");
    }

    @Test
    void theArchiveKeepsWhatTheBackupBeforeThisOneNeeds() throws Exception {
        Path archive = data.resolve("wal-archive");
        assertThat(backup.run(data, to.resolveSibling("tuesday"))).as(said()).isZero();
        Set<Path> second = files(archive);
        assertThat(backup.run(data, to.resolveSibling("wednesday"))).as(said()).isZero();
        assertThat(files(archive)).doesNotContainAnyElementsOf(first(second)).isNotEmpty();
    }

    private static Set<Path> first(Set<Path> files) {
        return Set.of(files.stream().min(Path::compareTo).orElseThrow());
    }

    private static Set<Path> files(Path folder) throws Exception {
        try (var inside = Files.list(folder)) {
            return inside.filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}"))
                    .collect(java.util.stream.Collectors.toSet());
        }
    }

    private String count(Path folder) throws Exception {
        return in(folder, "select 1", "select count(*) from journal");
    }

    private static void in(Path folder, String sql) throws Exception {
        in(folder, sql, "select 1");
    }

    private static String in(Path folder, String sql, String question) throws Exception {
        try (DataFolder taken = DataFolder.take(folder);
                Postgres postgres = Postgres.start(
                        taken.postgres(),
                        taken.logs(),
                        Ports.free().postgres(),
                        Secrets.keptIn(folder, new SecureRandom()));
                Connection ledger = postgres.superuser("ledger");
                Statement statement = ledger.createStatement()) {
            statement.execute(sql);
            return Backup.ask(ledger, question);
        }
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
