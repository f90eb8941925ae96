package org.jekasy.command.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jekasy.command.journal.JournalProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** Lets the first administrator in: a token on the console and in a file only its owner can read, while there is no account. */
public class Setup {
    private static final Logger log = LoggerFactory.getLogger(Setup.class);

    private final Accounts accounts;
    private final IdentityDatabase database;
    private final Invitations invitations;
    private final Audit audit;
    private final Path file;
    private final Clock clock;

    Setup(
            Accounts accounts,
            IdentityDatabase database,
            Invitations invitations,
            Audit audit,
            Path folder,
            Clock clock) {
        this.accounts = accounts;
        this.database = database;
        this.invitations = invitations;
        this.audit = audit;
        this.file = folder.resolve("setup-token");
        this.clock = clock;
    }

    /**
     * A fresh token without a running service, written to {@code setup-token} in {@code folder}; one made before is void. Empty where there is an account:
     * then nobody needs one any more.
     */
    public static Optional<String> token(JournalProperties journal, Path folder, Clock clock) {
        try (IdentityDatabase database = IdentityDatabase.open(journal)) {
            Members members = new Members(database.sql());
            Audit audit = new Audit(database.sql(), clock);
            Invitations invitations = new Invitations(database.sql());
            Accounts accounts =
                    new Accounts(database, members, invitations, new Passwords(), KeyFile.in(folder), audit, clock);
            return accounts.none()
                    ? Optional.of(new Setup(accounts, database, invitations, audit, folder, clock).fresh())
                    : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** At each start without an account: the token in the file is said again while it is good, else there is a new one. */
    @EventListener
    void ready(ApplicationReadyEvent event) {
        try {
            if (!accounts.none()) {
                Files.deleteIfExists(file);
                return;
            }
            String kept = Files.exists(file) ? Files.readString(file).strip() : "";
            String token = invitations.isGood(Invitations.Kind.SETUP, kept, clock.instant()) ? kept : fresh();
            String port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
            log.warn(
                    "Il n’y a encore aucun compte. Ouvrez http://127.0.0.1:{}/setup dans les 60 minutes avec le jeton {} (aussi dans {})."
                            + " / There is no account yet. Open http://127.0.0.1:{}/setup within 60 minutes with the token {} (also in {}).",
                    port,
                    token,
                    file,
                    port,
                    token,
                    file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String fresh() throws IOException {
        Files.deleteIfExists(file);
        String token = database.together(() -> {
            invitations.forget(Invitations.Kind.SETUP);
            return invitations.make(Invitations.Kind.SETUP, "-", clock.instant());
        });
        KeyFile.write(file, token + "\n");
        audit.add(Audit.What.SETUP_TOKEN_MADE, null, null, null, null);
        return token;
    }

    /** The token is used up. */
    void done() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            log.warn("{} could not be deleted; the token in it is worth nothing any more", file, stays);
        }
    }
}
