package org.jekasy.command.identity;

import java.time.Duration;
import java.util.function.Supplier;
import org.jekasy.command.journal.Annex;
import org.jekasy.command.journal.JournalProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The schema {@code identity} beside the journal: signing in never waits for the ledger. */
final class IdentityDatabase implements AutoCloseable {
    private final Annex annex;

    private IdentityDatabase(Annex annex) {
        this.annex = annex;
    }

    static IdentityDatabase open(JournalProperties journal) {
        return new IdentityDatabase(Annex.open(journal, "identity", 4, Duration.ofSeconds(5)));
    }

    JdbcClient sql() {
        return annex.sql();
    }

    /** All of it or nothing. */
    <T> T together(Supplier<T> work) {
        return annex.together(work);
    }

    @Override
    public void close() {
        annex.close();
    }
}
