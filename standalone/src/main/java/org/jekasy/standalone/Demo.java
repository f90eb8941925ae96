package org.jekasy.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code ./ledger demo}: opens the house, says where it is found, and keeps it open until Ctrl-C. With {@code --check} it looks and closes again. */
final class Demo {

    /** @param data where everything is kept; unset with {@code check}, which uses a folder of its own and deletes it */
    record Options(@Nullable Path data, Ports ports, boolean lan, boolean check) {}

    private final House.Plan plan;
    private final Contents contents;
    private final Path brokerJar;
    private final Language language;
    private final PrintStream out;
    private final PrintStream err;

    Demo(House.Plan plan, Contents contents, Path brokerJar, Language language, PrintStream out, PrintStream err) {
        this.plan = plan;
        this.contents = contents;
        this.brokerJar = brokerJar;
        this.language = language;
        this.out = out;
        this.err = err;
    }

    /** Returns the exit code: 0 after a stop that was asked for or a check that held, else 1. */
    int run(Options options) {
        try (Stopping stopping = Stopping.onCtrlC()) {
            return options.data() == null ? inPassing(options, stopping) : keeping(options.data(), options, stopping);
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
        }
    }

    private int inPassing(Options options, Stopping stopping)
            throws IOException, InterruptedException, CannotStart, House.Stopped {
        Path folder = Files.createTempDirectory("jekasy-");
        try {
            return keeping(folder, options, stopping);
        } finally {
            Folders.delete(folder);
        }
    }

    private int keeping(Path data, Options options, Stopping stopping)
            throws IOException, InterruptedException, CannotStart, House.Stopped {
        try (DataFolder folder = DataFolder.take(data)) {
            Logs.to(folder.logs().resolve("services.log"));
            Progress.Bar bar = new Progress.Bar(out, Boolean.getBoolean("jekasy.terminal"));
            try (House house =
                    House.open(folder, options.ports(), options.lan(), plan, brokerJar, bar, stopping::isAsked)) {
                AtomicReference<@Nullable String> ended = new AtomicReference<>();
                house.beside().forEach((name, process) -> {
                    var _ = process.onExit().thenRun(() -> {
                        ended.compareAndSet(null, name);
                        stopping.ask();
                    });
                });
                boolean well = attended(house, folder, options, stopping);
                String which = ended.get();
                if (which != null) {
                    err.println(language.say(
                            which + " s'est arrêté de lui-même ; tout est fermé (voir " + folder.path() + "/logs).",
                            which + " ended by itself; everything is being closed (see " + folder.path() + "/logs)."));
                }
                if (!options.check()) {
                    out.println();
                    out.println(language.say("Arrêt …", "Stopping …"));
                }
                return well && which == null ? 0 : 1;
            }
        }
    }

    /** Shows or checks on a thread of its own, so that Ctrl-C is answered at once however long a season takes to load. */
    private boolean attended(House house, DataFolder folder, Options options, Stopping stopping)
            throws IOException, InterruptedException {
        AtomicReference<@Nullable Boolean> held = new AtomicReference<>();
        AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
        Thread guide = new Thread(
                () -> {
                    try {
                        if (options.check()) {
                            boolean well = contents.check(house, folder.path());
                            held.set(memory(house) && well);
                            stopping.ask();
                        } else {
                            welcome(house, folder, contents.bring(house, folder.path()));
                        }
                    } catch (IOException | RuntimeException e) {
                        // what breaks off because we stop is no failure
                        if (!stopping.isAsked()) {
                            failed.set(e);
                            stopping.ask();
                        }
                    } catch (InterruptedException e) {
                        // asked to stop in the middle: what is recorded stays, and the next start goes on from there
                    }
                },
                "guide");
        guide.start();
        stopping.await();
        guide.interrupt();
        guide.join();
        Exception failure = failed.get();
        if (failure instanceof IOException unreadable) {
            throw unreadable;
        }
        if (failure != null) {
            throw new IOException(failure);
        }
        return !options.check() || Boolean.TRUE.equals(held.get());
    }

    private boolean memory(House house) {
        Memory memory = Memory.of(house.processes());
        out.println((memory.fits() ? "✓ " : "✗ ") + memory.line(language));
        return memory.fits();
    }

    private void welcome(House house, DataFolder folder, List<Contents.Hint> hints) {
        Ports ports = house.ports();
        out.println(language.say(
                "Le registre est ouvert, sur cette machine seulement (127.0.0.1).",
                "The ledger is open, on this machine only (127.0.0.1)."));
        hint(language.say("Pages", "Pages"), "http://127.0.0.1:" + ports.pages());
        hint(language.say("Écritures", "Commands"), "http://127.0.0.1:" + ports.commands());
        hint(language.say("Étiquettes", "Labels"), "http://127.0.0.1:" + ports.labels());
        URI lan = house.lan();
        if (lan != null) {
            hint(
                    language.say("Réseau local", "Local network"),
                    lan + language.say("  (la page publique, rien d'autre)", "  (the public page, nothing else)"));
        }
        hint(language.say("Données", "Data"), folder.path().toString());
        if (!hints.isEmpty()) {
            out.println(language.say("À essayer :", "To try:"));
            hints.forEach(each -> hint(each.what(), each.where()));
        }
        out.println(language.say("Ctrl-C pour arrêter.", "Ctrl-C stops it."));
        out.flush();
    }

    private void hint(String what, String where) {
        out.println("  " + what + " ".repeat(Math.max(1, 22 - what.length())) + where);
    }
}
