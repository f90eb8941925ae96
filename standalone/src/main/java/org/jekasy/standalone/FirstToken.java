package org.jekasy.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.jekasy.command.identity.DemoPeople;
import org.jekasy.command.identity.Setup;
import org.jekasy.command.journal.JournalProperties;

/**
 * {@code ./ledger init}: makes the token with which the first administrator makes an account, once, within an hour. In a closed ledger PostgreSQL is opened
 * for it, nothing else, and closed again; in a new folder everything that has to be there is made.
 */
final class FirstToken {
    private final Language language;
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    FirstToken(Language language, PrintStream out, PrintStream err, Clock clock) {
        this.language = language;
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /** Returns the exit code: 0 with a token, 1 where there is an account already or nothing could be made. */
    int run(Path data, Ports asked) {
        try {
            Optional<Ports> open = DataFolder.isTaken(data) ? Ports.writtenIn(data) : Optional.empty();
            if (open.isPresent()) {
                Path folder = data.toRealPath();
                Logs.to(folder.resolve("logs/init.log"));
                return token(
                        folder,
                        open.get(),
                        "jdbc:postgresql://127.0.0.1:" + open.get().postgres() + "/ledger",
                        Secrets.keptIn(folder, new SecureRandom()));
            }
            try (DataFolder folder = DataFolder.take(data)) {
                Logs.to(folder.logs().resolve("init.log"));
                Machine.seenFrom(folder.path()).check(asked, false);
                Postgres.checkUser(folder.logs());
                Secrets secrets = Secrets.keptIn(folder.path(), new SecureRandom());
                try (Postgres postgres = Postgres.start(folder.postgres(), folder.logs(), asked.postgres(), secrets)) {
                    return token(folder.path(), asked, postgres.url("ledger"), secrets);
                }
            }
        } catch (CannotStart e) {
            err.println(e.sentence(language));
        } catch (IOException | UncheckedIOException e) {
            err.println(language.say("Lecture ou écriture impossible : ", "Cannot read or write: ") + e.getMessage());
        }
        return 1;
    }

    private int token(Path folder, Ports ports, String url, Secrets secrets) throws IOException {
        Path identity = Services.identity(folder);
        Optional<String> token = Setup.token(
                new JournalProperties(url, "ledger_app", secrets.ledgerApp(), "ledger_owner", secrets.ledgerOwner()),
                identity,
                clock);
        if (token.isEmpty()) {
            err.println(
                    DemoPeople.in(identity).isEmpty()
                            ? language.say(
                                    "Il y a déjà un compte dans " + folder
                                            + " : rien n'est fait. Un administrateur invite les autres.",
                                    "There is an account in " + folder
                                            + " already: nothing was done. An administrator invites the others.")
                            : language.say(
                                    folder + " est une démonstration : indiquez un autre dossier avec --data.",
                                    folder + " is a demonstration: name another folder with --data."));
            return 1;
        }
        out.println(language.say(
                "Jeton de mise en route, valable une fois, 60 minutes : " + token.get(),
                "Setup token, good once, for 60 minutes: " + token.get()));
        out.println(language.say("Aussi dans ", "Also in ") + identity.resolve("setup-token"));
        boolean open = Files.exists(folder.resolve("ports")) && DataFolder.isTaken(folder);
        out.println(
                open
                        ? language.say("Ouvrez ", "Open ") + ports.signingIn() + "/setup"
                        : language.say(
                                "Lancez ./ledger open --data " + folder + ", puis ouvrez la page /setup qu'il indique.",
                                "Run ./ledger open --data " + folder + ", then open the page /setup it names."));
        return 0;
    }
}
