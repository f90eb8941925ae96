package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Each thing the doctor looks at is broken for real: its line says so and what to do, and the exit code is 1. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoctorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Clock NOW = Clock.systemUTC();

    @TempDir
    static Path place;

    private static @Nullable OpenLedger opened;

    @BeforeAll
    static void aLedgerWithOneEntryAndABackup() throws Exception {
        OpenLedger ledger = OpenLedger.in(place.toRealPath().resolve("data"));
        opened = ledger;
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ledger.register(1).statusCode()).isEqualTo(201));
        note(BackupNotes.BACKUP, Duration.ZERO);
        note(BackupNotes.DRILL, Duration.ZERO);
    }

    @AfterAll
    static void close() throws Exception {
        if (opened != null) {
            opened.close();
        }
    }

    private static OpenLedger ledger() {
        return Objects.requireNonNull(opened);
    }

    private record Said(int code, List<String> lines) {
        List<String> wrong() {
            // how full the disk of the machine is that runs the tests is no business of theirs
            return lines.stream()
                    .filter(line -> line.startsWith("✗") && !line.startsWith("✗ disque"))
                    .toList();
        }
    }

    private static Said doctor(Path data, Ports ports, Clock clock) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = new Doctor(
                        OpenLedger.BROKER, Language.FRENCH, new PrintStream(said, true, StandardCharsets.UTF_8), clock)
                .run(data, ports);
        return new Said(code, said.toString(StandardCharsets.UTF_8).lines().toList());
    }

    private static Said doctor() {
        return doctor(ledger().data(), Ports.usual(), NOW);
    }

    private static void isFound(String line, String remedy) {
        isFound(doctor(), line, remedy);
    }

    private static void isFound(Said said, String line, String remedy) {
        assertThat(said.code()).as(said.toString()).isEqualTo(1);
        assertThat(said.wrong())
                .singleElement()
                .asString()
                .startsWith("✗ " + line)
                .contains(" → ", remedy);
        assertThat(said.lines().getLast()).endsWith("point(s) à régler.");
    }

    private static void note(String what, Duration ago) throws Exception {
        BackupNotes.note(
                ledger().data(),
                what,
                Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS).toString());
    }

    @Test
    void whereAllIsWellItSaysSo() throws Exception {
        Said said = doctor();
        String head = ledger().ask("ledger", "select max(position) from journal");
        assertThat(said.wrong()).isEmpty();
        assertThat(said.lines())
                .contains(
                        "✓ synchronous_commit = on",
                        "✓ journal : %1$s écritures, la dernière à la position %1$s".formatted(head),
                        "✓ sujet : position %1$s, journal : %1$s".formatted(head),
                        "✓ pages : position %s, 0 en retard".formatted(head),
                        "✓ dernière sauvegarde : il y a 0 h");
        boolean full = said.lines().stream().anyMatch(line -> line.startsWith("✗ disque"));
        assertThat(said.code()).isEqualTo(full ? 1 : 0);
        assertThat(said.lines().getLast()).isEqualTo(full ? "1 point(s) à régler." : "Tout est en ordre.");
    }

    @Test
    void aSettingThatForgetsIsNamed() throws Exception {
        for (String setting : List.of("synchronous_commit", "full_page_writes")) {
            ledger().sql("postgres", "alter system set " + setting + " = off", "select pg_reload_conf()");
            try {
                await().atMost(PATIENCE)
                        .until(() -> ledger().ask("postgres", "show " + setting).equals("off"));
                isFound(setting + " = off", "mettez " + setting + " = on");
            } finally {
                ledger().sql("postgres", "alter system reset " + setting, "select pg_reload_conf()");
                await().atMost(PATIENCE)
                        .until(() -> ledger().ask("postgres", "show " + setting).equals("on"));
            }
        }
    }

    @Test
    void aRightToChangeEntriesIsNamed() throws Exception {
        ledger().sql("ledger", "grant update on journal to ledger_app");
        try {
            isFound("le service ne peut ni changer ni effacer une écriture", "redémarrez le service d'écriture");
        } finally {
            ledger().sql("ledger", "revoke update on journal from ledger_app");
        }
        ledger().sql("ledger", "alter table journal disable trigger journal_keeps_everything");
        try {
            isFound("le service ne peut ni changer ni effacer une écriture", "réactivez le déclencheur");
        } finally {
            ledger().sql("ledger", "alter table journal enable trigger journal_keeps_everything");
        }
    }

    @Test
    void anOldBackupAndADrillLongAgoAreNamed() throws Exception {
        try {
            note(BackupNotes.BACKUP, Duration.ofHours(27));
            isFound("dernière sauvegarde : il y a 27 h", "./ledger backup --data");
            note(BackupNotes.BACKUP, Duration.ofHours(26));
            assertThat(doctor().wrong()).isEmpty();
            note(BackupNotes.DRILL, Duration.ofDays(9));
            isFound("dernier essai d'une sauvegarde : il y a 216 h", "./ledger restore --drill");
        } finally {
            note(BackupNotes.BACKUP, Duration.ZERO);
            note(BackupNotes.DRILL, Duration.ZERO);
        }
    }

    @Test
    void clocksThatAreApartAreNamed() {
        isFound(
                doctor(ledger().data(), Ports.usual(), Clock.offset(NOW, Duration.ofSeconds(-20))),
                "horloges de cette machine et de PostgreSQL : ",
                "NTP");
    }

    @Test
    void aLogThatCanNotBeArchivedIsNamed() throws Exception {
        Path archive = Files.createDirectories(ledger().data().resolve("wal-archive"));
        // what is there under its name with other bytes is never written over
        Path taken = archive.resolve(ledger().ask("postgres", "select pg_walfile_name(pg_current_wal_insert_lsn())"));
        Files.writeString(taken, "something else");
        try {
            ledger().sql("postgres", "select pg_logical_emit_message(false, 'x', 'x')", "select pg_switch_wal()");
            await().atMost(PATIENCE)
                    .until(() -> !ledger().ask("postgres", "select failed_count from pg_stat_archiver")
                            .equals("0"));
            isFound("archive du journal de transactions : " + taken.getFileName(), "logs/postgresql.log");
        } finally {
            Files.delete(taken);
            await().atMost(Duration.ofSeconds(100)).until(() -> {
                // the archiver is called at each switch
                ledger().sql("postgres", "select pg_logical_emit_message(false, 'x', 'x')", "select pg_switch_wal()");
                return ledger().ask("postgres", "select last_archived_time > last_failed_time from pg_stat_archiver")
                        .equals("t");
            });
        }
    }

    @Test
    void pagesThatStandStillAreNamed() throws Exception {
        try (Connection pages = ledger().superuser("pages");
                Statement statement = pages.createStatement()) {
            pages.setAutoCommit(false);
            // read by everybody, written by nobody
            statement.execute("lock table progress in share row exclusive mode");
            assertThat(ledger().register(2).statusCode()).isIn(200, 201);
            isFound("pages : position 1, 1 en retard", "elles n'avancent pas");
            pages.rollback();
        }
        await().atMost(PATIENCE).until(() -> doctor().wrong().isEmpty());
    }

    @Test
    void withoutALedgerThereIsNothingToLookAt() {
        Said said = doctor(place.resolve("nowhere"), Ports.usual(), NOW);
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.wrong()).singleElement().asString().contains("pas de registre", "./ledger demo");
    }

    @Test
    void aSmallDiskAndATakenPortAreNamed() throws Exception {
        try (SmallDisk disk = SmallDisk.of(place, 64);
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path folder = disk.path().resolve("data");
            Files.createDirectories(folder.resolve("postgresql/data"));
            Files.createFile(folder.resolve("jekasy.lock"));
            Ports free = Ports.free();
            Ports ports = new Ports(
                    other.getLocalPort(),
                    free.commands(),
                    free.labels(),
                    free.lan(),
                    free.postgres(),
                    free.kafka(),
                    free.controller(),
                    free.watch());
            Said said = doctor(folder, ports, NOW);
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.lines())
                    .anyMatch(line ->
                            line.startsWith("✗ disque : 0 Gio libres") && line.endsWith("20 % et 1 Gio au moins"))
                    .anyMatch(line -> line.startsWith("✗ port " + other.getLocalPort() + " (les pages) → il est pris"))
                    .anyMatch(line -> line.startsWith("✗ Il ne reste que"))
                    .contains("✓ le registre est fermé (" + folder + ")");
        }
    }

    /** Last: this house does not stand again. */
    @Test
    @Order(Integer.MAX_VALUE)
    void whatDoesNotAnswerIsNamedWithItsPort() {
        Ports ports = ledger().ports();
        kill("Kafka");
        Said said = doctor();
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.wrong())
                .anyMatch(line -> line.startsWith("✗ Kafka ne répond pas sur le port " + ports.kafka()))
                .contains(
                        "✗ service d'écriture sur le port %d : en panne → http://127.0.0.1:%d/actuator/health dit pourquoi"
                                .formatted(ports.commands(), ports.watch().commands()));
        assertThat(said.lines()).contains("✓ étiquettes sur le port %d : en ordre".formatted(ports.labels()));

        kill("PostgreSQL");
        said = doctor();
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.wrong())
                .anyMatch(line -> line.startsWith("✗ PostgreSQL ne répond pas sur le port " + ports.postgres())
                        && line.endsWith("→ rouvrez le registre ; voyez le dossier logs"));
    }

    private static void kill(String name) {
        ProcessHandle process = Objects.requireNonNull(ledger().house().beside().get(name));
        process.destroyForcibly();
        process.onExit().join();
    }
}
