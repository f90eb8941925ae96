package org.jekasy.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** {@code ./ledger demo}: opens the house, says where it is found, and keeps it open until Ctrl-C. With {@code --check} it looks and closes again. */
final class Demo {

    /** @param data where everything is kept; unset with {@code check}, which uses a folder of its own and deletes it */
    record Options(@Nullable Path data, Ports ports, boolean lan, boolean check) {}

    /** The time everything has to close after Ctrl-C: Kafka and PostgreSQL may each take 20 s before they are ended by force. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final House.Plan plan;
    private final Path brokerJar;
    private final Language language;
    private final PrintStream out;
    private final PrintStream err;

    Demo(House.Plan plan, Path brokerJar, Language language, PrintStream out, PrintStream err) {
        this.plan = plan;
        this.brokerJar = brokerJar;
        this.language = language;
        this.out = out;
        this.err = err;
    }

    /** Returns the exit code: 0 after a stop that was asked for or a check that held, else 1. */
    int run(Options options) {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    stop.countDown();
                    await(closed);
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return options.data() == null ? inPassing(options, stop) : keeping(options.data(), options, stop);
        } catch (CannotStart e) {
            err.println(e.sentence(language));
            return 1;
        } catch (House.Stopped e) {
            return 1;
        } catch (IOException e) {
            err.println(language.say("Lecture ou écriture impossible : ", "Cannot read or write: ") + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            closed.countDown();
        }
    }

    private static void await(CountDownLatch closed) {
        try {
            boolean inTime = closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("…");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int inPassing(Options options, CountDownLatch stop)
            throws IOException, InterruptedException, CannotStart, House.Stopped {
        Path folder = Files.createTempDirectory("jekasy-");
        try {
            return keeping(folder, options, stop);
        } finally {
            Folders.delete(folder);
        }
    }

    private int keeping(Path data, Options options, CountDownLatch stop)
            throws IOException, InterruptedException, CannotStart, House.Stopped {
        try (DataFolder folder = DataFolder.take(data)) {
            // one log for the three services, so Spring must not set up logging three times over
            System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
            System.setProperty(
                    "jekasy.log", folder.logs().resolve("services.log").toString());
            // Tomcat speaks to java.util.logging, and that to the terminal
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
            Progress.Bar bar = new Progress.Bar(out, Boolean.getBoolean("jekasy.terminal"));
            try (House house = House.open(
                    folder, options.ports(), options.lan(), plan, brokerJar, bar, () -> stop.getCount() == 0)) {
                return options.check() ? check(house) : keepOpen(house, folder, stop);
            }
        }
    }

    private int check(House house) {
        Memory memory = Memory.of(house.processes());
        out.println(memory.line(language));
        return memory.fits() ? 0 : 1;
    }

    private int keepOpen(House house, DataFolder folder, CountDownLatch stop) throws InterruptedException {
        welcome(house, folder);
        AtomicReference<@Nullable String> ended = new AtomicReference<>();
        house.beside().forEach((name, process) -> {
            var _ = process.onExit().thenRun(() -> {
                ended.compareAndSet(null, name);
                stop.countDown();
            });
        });
        stop.await();
        String which = ended.get();
        if (which != null) {
            err.println(language.say(
                    which + " s'est arrêté de lui-même ; tout est fermé (voir " + folder.path() + "/logs).",
                    which + " ended by itself; everything is being closed (see " + folder.path() + "/logs)."));
        }
        out.println();
        out.println(language.say("Arrêt …", "Stopping …"));
        return which == null ? 0 : 1;
    }

    private void welcome(House house, DataFolder folder) {
        Ports ports = house.ports();
        out.println(language.say(
                "Le registre est ouvert, sur cette machine seulement (127.0.0.1).",
                "The ledger is open, on this machine only (127.0.0.1)."));
        address(language.say("Pages", "Pages"), "http://127.0.0.1:" + ports.pages());
        address(language.say("Écritures", "Commands"), "http://127.0.0.1:" + ports.commands());
        address(language.say("Étiquettes", "Labels"), "http://127.0.0.1:" + ports.labels());
        URI lan = house.lan();
        if (lan != null) {
            address(
                    language.say("Réseau local", "Local network"),
                    lan + language.say("  (la page publique, rien d'autre)", "  (the public page, nothing else)"));
        }
        address(language.say("Données", "Data"), folder.path().toString());
        out.println(language.say("Ctrl-C pour arrêter.", "Ctrl-C stops it."));
        out.flush();
    }

    private void address(String what, String where) {
        out.println("  " + what + " ".repeat(Math.max(1, 15 - what.length())) + where);
    }
}
