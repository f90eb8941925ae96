package org.jekasy.command.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** Lets the first administrator in: a token on the console and in a file only its owner can read, while there is no account. */
class Setup {
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

    /** At each start without an account: an old token is void, a new one is made. */
    @EventListener
    void ready(ApplicationReadyEvent event) {
        try {
            Files.deleteIfExists(file);
            if (!accounts.none()) {
                return;
            }
            String token = database.together(() -> {
                invitations.forget(Invitations.Kind.SETUP);
                return invitations.make(Invitations.Kind.SETUP, "-", clock.instant());
            });
            KeyFile.write(file, token + "\n");
            audit.add(Audit.What.SETUP_TOKEN_MADE, null, null, null, null);
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

    /** The token is used up. */
    void done() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            log.warn("{} could not be deleted; the token in it is worth nothing any more", file, stays);
        }
    }
}
