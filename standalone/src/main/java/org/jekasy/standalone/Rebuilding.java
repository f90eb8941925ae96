package org.jekasy.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jekasy.query.QueryService;
import org.jekasy.query.follow.Progress.Now;
import org.jekasy.query.follow.Progress.State;
import org.jekasy.query.follow.Rebuild;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code ./ledger rebuild}: empties the pages and reads them anew from the topic. In an open house beside the running query-service, whose follower
 * takes turns with it and shows pages that fill up; otherwise PostgreSQL and Kafka are opened for it, nothing else, and closed again.
 */
final class Rebuilding {
    private final Path brokerJar;
    private final Language language;
    private final PrintStream out;
    private final PrintStream err;

    Rebuilding(Path brokerJar, Language language, PrintStream out, PrintStream err) {
        this.brokerJar = brokerJar;
        this.language = language;
        this.out = out;
        this.err = err;
    }

    /** Returns the exit code: 0 when all pages are there again, else 1. */
    int run(Path data, Ports ports) {
        try (Stopping stopping = Stopping.onCtrlC()) {
            if (!Files.isDirectory(data.resolve("postgresql/data"))) {
                throw new CannotStart(
                        "Il n'y a pas encore de registre dans " + data + " : lancez d'abord ./ledger demo.",
                        "There is no ledger in " + data + " yet: run ./ledger demo first.");
            }
            Optional<Ports> open = DataFolder.isTaken(data) ? Ports.writtenIn(data) : Optional.empty();
            if (open.isPresent()) {
                Path folder = data.toRealPath();
                Logs.to(folder.resolve("logs/rebuild.log"));
                return rebuild(open.get(), Secrets.keptIn(folder, new SecureRandom()));
            }
            try (DataFolder folder = DataFolder.take(data)) {
                Logs.to(folder.logs().resolve("rebuild.log"));
                Progress.Bar bar = new Progress.Bar(out, Boolean.getBoolean("jekasy.terminal"));
                try (House house =
                        House.open(folder, ports, false, _ -> List.of(), brokerJar, bar, stopping::isAsked)) {
                    return rebuild(house.ports(), Secrets.keptIn(folder.path(), new SecureRandom()));
                }
            }
        } catch (CannotStart e) {
            err.println(e.sentence(language));
        } catch (House.Stopped e) {
            return 1;
        } catch (IOException | SQLException e) {
            err.println(language.say("Les pages n'ont pas pu être relues : ", "The pages could not be read anew: ")
                    + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    private int rebuild(Ports ports, Secrets secrets) throws SQLException {
        out.println(language.say(
                "Les pages sont relues depuis le sujet Kafka …", "Reading the pages anew from the topic …"));
        out.flush();
        long begin = System.nanoTime();
        String[] settings = Services.pages(ports, secrets).settings();
        try (ConfigurableApplicationContext reader = QueryService.builder()
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties("follow.autostart=false")
                .run(settings)) {
            Now end = reader.getBean(Rebuild.class).run();
            if (end.state() == State.STOPPED) {
                err.println(language.say(
                        "Arrêté avant la position " + end.at() + " : " + end.reason(),
                        "Stopped before position " + end.at() + ": " + end.reason()));
                return 1;
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            out.println(language.say(
                    "%d écritures relues en %s s ; les pages sont à jour."
                            .formatted(end.position(), String.format(Locale.FRENCH, "%.1f", seconds)),
                    "%d entries read in %s s; the pages are up to date."
                            .formatted(end.position(), String.format(Locale.ENGLISH, "%.1f", seconds))));
            return 0;
        }
    }
}
