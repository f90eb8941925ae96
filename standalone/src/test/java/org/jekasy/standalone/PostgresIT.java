package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresIT {
    /** Shared, so that the programs are unpacked once; the data are new for each test. */
    @TempDir
    static Path place;

    private @Nullable Postgres postgres;
    private Secrets secrets = new Secrets("", "", "", "", "");
    private Path home = Path.of("");

    @BeforeEach
    void passwords() throws Exception {
        secrets = Secrets.keptIn(place, new SecureRandom());
        home = Files.createDirectories(place.toRealPath().resolve("a place with spaces"));
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
        // after a kill the helpers notice a moment later that their server is gone
        await().untilAsserted(() -> assertThat(Processes.mentioning(home)).isEmpty());
        Folders.delete(home.resolve("data"));
    }

    private Postgres start() throws Exception {
        postgres = Postgres.start(home, place, Ports.free().postgres(), secrets);
        return postgres;
    }

    @Test
    void whatIsAnsweredIsOnDisk() throws Exception {
        Postgres running = start();
        assertThat(List.of(
                        show(running, "fsync"),
                        show(running, "synchronous_commit"),
                        show(running, "full_page_writes"),
                        show(running, "data_checksums")))
                .containsOnly("on");
        assertThat(show(running, "server_version")).startsWith("18.6");
        assertThat(show(running, "listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(show(running, "unix_socket_directories")).isEmpty();
    }

    @Test
    void theLogBetweenCheckpointsHasAFiftiethOfTheFreeDisk() throws Exception {
        assertThat(Postgres.logRoom(300L << 20)).isEqualTo(256);
        assertThat(Postgres.logRoom(25L << 30)).isEqualTo(512);
        assertThat(Postgres.logRoom(2_000L << 30)).isEqualTo(1_024);
        assertThat(show(start(), "max_wal_size")).matches("[2-9][0-9]{2}MB|1GB");
    }

    @Test
    void everyRoleNeedsItsPasswordAndSeesItsOwnDatabase() throws Exception {
        Postgres running = start();
        assertThat(mayConnect(running, "ledger", "ledger_owner", secrets.ledgerOwner()))
                .isTrue();
        assertThat(mayConnect(running, "ledger", "ledger_app", secrets.ledgerApp()))
                .isTrue();
        assertThat(mayConnect(running, "pages", "pages_app", secrets.pagesApp()))
                .isTrue();
        assertThat(mayConnect(running, "ledger", "ledger_app", "")).isFalse();
        assertThat(mayConnect(running, "ledger", "ledger_app", "guessed")).isFalse();
        assertThat(mayConnect(running, "postgres", "postgres", "")).isFalse();
        assertThat(mayConnect(running, "ledger", "pages_app", secrets.pagesApp()))
                .isFalse();
        assertThat(mayConnect(running, "pages", "ledger_app", secrets.ledgerApp()))
                .isFalse();
    }

    @Test
    void theWriterOfTheLedgerCannotMakeTables() throws Exception {
        Postgres running = start();
        assertThatThrownBy(() -> execute(running, "ledger_app", secrets.ledgerApp(), "create table t (n int)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
        execute(running, "ledger_owner", secrets.ledgerOwner(), "create table t (n int)");
    }

    @Test
    void theDataSurviveARestart() throws Exception {
        Postgres first = start();
        execute(first, "ledger_owner", secrets.ledgerOwner(), "create table t as select 806500 as weight_g");
        first.close();
        Postgres second = start();
        assertThat(weight(second)).isEqualTo(806_500);
    }

    @Test
    void theDataSurviveKillNine() throws Exception {
        Postgres first = start();
        execute(first, "ledger_owner", secrets.ledgerOwner(), "create table t as select 806500 as weight_g");
        ProcessHandle server = first.process();
        server.destroyForcibly();
        server.onExit().join();
        assertThat(home.resolve("data/postmaster.pid")).exists();
        Postgres second = start();
        assertThat(weight(second)).isEqualTo(806_500);
    }

    @Test
    void aPidThatBelongsToAnotherProgramByNowStopsNobody() throws Exception {
        start().close();
        // the number of a program that lives and is not PostgreSQL: this test's own
        Files.writeString(
                home.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + home.resolve("data") + "\n1\n2\n\n127.0.0.1\n\n\n");
        Postgres.endLeftOver(home, place);
        assertThat(show(start(), "fsync")).isEqualTo("on");
    }

    @Test
    void aServerLeftOverByAKilledJvmIsEndedByTheNextStart() throws Exception {
        Postgres leftOver = start();
        execute(leftOver, "ledger_owner", secrets.ledgerOwner(), "create table t as select 806500 as weight_g");
        ProcessHandle server = leftOver.process();
        Postgres.endLeftOver(home, place);
        assertThat(server.isAlive()).isFalse();
        assertThat(weight(start())).isEqualTo(806_500);
    }

    @Test
    void anInitialisationThatWasCutShortBeginsAnew() throws Exception {
        Files.createDirectories(home.resolve("data.partial/base"));
        Files.writeString(home.resolve("data.partial/PG_VERSION"), "18\n");
        assertThat(show(start(), "fsync")).isEqualTo("on");
    }

    private int weight(Postgres running) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(running.url("ledger"), "ledger_owner", secrets.ledgerOwner());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select weight_g from t")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static String show(Postgres running, String name) throws SQLException {
        try (Connection connection = running.superuser("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Postgres running, String user, String password, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(running.url("ledger"), user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean mayConnect(Postgres running, String database, String user, String password) {
        try (Connection connection = DriverManager.getConnection(running.url(database), user, password)) {
            return connection.isValid(2);
        } catch (SQLException e) {
            // 28… = refused by authentication, 42501 = not allowed into this database
            assertThat(e.getSQLState()).matches("28...|42501|08004");
            return false;
        }
    }
}
