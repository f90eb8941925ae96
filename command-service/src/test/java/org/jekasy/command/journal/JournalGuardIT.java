package org.jekasy.command.journal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that could lose or hide entries is refused at start, in one sentence. */
class JournalGuardIT {
    @Test
    void aSafeDatabaseIsAccepted() {
        JournalProperties journal = TestDatabase.fresh().properties();
        assertThatCode(() -> {
                    JournalGuard.checkSettings(journal);
                    JournalGuard.checkJournal(journal);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void synchronousCommitOffIsRefused() {
        TestDatabase database = TestDatabase.fresh();
        database.sql("alter database " + database.name() + " set synchronous_commit = off");
        refused(database)
                .hasMessageContaining("synchronous_commit = off")
                .hasMessageContaining("Mettez")
                .hasMessageContaining("Set ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "full_page_writes"})
    void aServerThatMayForgetIsRefused(String setting) throws IOException {
        try (EmbeddedPostgres server = TestDatabase.safe(EmbeddedPostgres.builder(), setting)) {
            assertThatThrownBy(() -> JournalGuard.checkSettings(as(server)))
                    .isInstanceOf(UnsafeJournal.class)
                    .hasMessageContaining(setting + " = off");
        }
    }

    @Test
    void aReadOnlyDatabaseIsRefused() {
        TestDatabase database = TestDatabase.fresh();
        database.sql("alter database " + database.name() + " set default_transaction_read_only = on");
        refused(database).hasMessageContaining("lecture seule").hasMessageContaining("read-only");
    }

    @Test
    void anotherEncodingIsRefused() {
        TestDatabase database = TestDatabase.empty("encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0");
        refused(database).hasMessageContaining("LATIN1");
    }

    @Test
    void aStandbyIsRefused(@TempDir Path folder) throws IOException {
        EmbeddedPostgres.Builder primary =
                EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(false);
        TestDatabase.safe(primary).close();
        Files.createFile(folder.resolve("standby.signal"));
        try (EmbeddedPostgres standby = TestDatabase.safe(primary)) {
            assertThatThrownBy(() -> JournalGuard.checkSettings(as(standby)))
                    .isInstanceOf(UnsafeJournal.class)
                    .hasMessageContaining("standby");
        }
    }

    @Test
    void aJournalWithAHoleIsRefused() {
        TestDatabase database = TestDatabase.fresh();
        for (int position : new int[] {1, 2, 4}) {
            database.sql(
                    "insert into journal values (%d, gen_random_uuid(), 'LotWeighed', 1, now(), now(), 'coop', '', '')"
                            .formatted(position));
        }
        refused(database).hasMessageContaining("3 enregistrements entre les positions 1 et 4");
    }

    @Test
    void aJournalWhoseProtectionIsOffIsRefused() {
        TestDatabase database = TestDatabase.fresh();
        database.sql("alter table journal disable trigger journal_keeps_everything");
        refused(database).hasMessageContaining("journal_keeps_everything");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamed() {
        JournalProperties journal =
                new JournalProperties("jdbc:postgresql://127.0.0.1:1/ledger", "ledger_app", "secret", null, null);
        assertThatThrownBy(() -> JournalGuard.checkSettings(journal))
                .isInstanceOf(UnsafeJournal.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/ledger")
                .hasMessageNotContaining("secret");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(TestDatabase database) {
        return assertThatThrownBy(() -> {
                    JournalGuard.checkSettings(database.properties());
                    JournalGuard.checkJournal(database.properties());
                })
                .isInstanceOf(UnsafeJournal.class);
    }

    private static JournalProperties as(EmbeddedPostgres server) {
        return new JournalProperties(
                "jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "postgres", "", null, null);
    }
}
