package org.jekasy.trials.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.jekasy.command.axon.AxonLedger;
import org.jekasy.command.journal.JournalProperties;
import org.jekasy.command.journal.PostgresJournal;
import org.jekasy.command.ledger.Rulebook;
import org.jekasy.trials.rig.Rig;

/** The ledger in this JVM, without HTTP, on a database of the rig. */
final class OpenLedger implements AutoCloseable {
    private final PostgresJournal journal;
    private final Counting counting;
    private final AxonLedger ledger;

    private OpenLedger(PostgresJournal journal, Clock clock) {
        this.journal = journal;
        this.counting = new Counting(journal);
        this.ledger = new AxonLedger(counting, Rulebook.shipped(), clock);
    }

    static JournalProperties at(Rig rig, String database) {
        return new JournalProperties(
                rig.postgres().url(database),
                "ledger_app",
                rig.secrets().ledgerApp(),
                "ledger_owner",
                rig.secrets().ledgerOwner());
    }

    /** The database the services use, or another one that is made when it is not there. */
    static OpenLedger on(Rig rig, String database, Clock clock) throws SQLException {
        if (!database.equals("ledger")) {
            try (Connection connection = rig.postgres().superuser("postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + database + " owner ledger_owner");
            }
        }
        return new OpenLedger(PostgresJournal.open(at(rig, database)), clock);
    }

    AxonLedger ledger() {
        return ledger;
    }

    PostgresJournal journal() {
        return journal;
    }

    Counting counting() {
        return counting;
    }

    @Override
    public void close() {
        ledger.close();
        journal.close();
    }
}
