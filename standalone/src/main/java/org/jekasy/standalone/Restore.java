package org.jekasy.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jekasy.command.journal.JournalProperties;
import org.jekasy.command.journal.JournalUnavailable;
import org.jekasy.command.journal.UnsafeJournal;
import org.jekasy.command.relay.PutBack;
import org.jekasy.command.relay.RelayHalted;
import org.jekasy.command.relay.RelayProperties;
import org.jekasy.language.wire.ForgedRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./ledger restore}: a backup back into a data folder, checked file by file first and counted entry by entry afterwards; and what is decided when
 * the topic goes further than the restored journal.
 */
final class Restore {
    /** Room that stays free beside what is copied. */
    private static final long SPARE = 256L << 20;

    private final Path brokerJar;
    private final Language language;
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    Restore(Path brokerJar, Language language, PrintStream out, PrintStream err, Clock clock) {
        this.brokerJar = brokerJar;
        this.language = language;
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /** {@code wal}: a folder of further archived log, {@code until}: the moment to stop at; both may be missing. Returns the exit code. */
    int restore(Path from, Path data, @Nullable Path wal, @Nullable String until) {
        return saying(() -> {
            Map<String, String> manifest = verified(from);
            try (DataFolder folder = DataFolder.take(data)) {
                if (Files.exists(folder.path().resolve("postgresql/data"))) {
                    throw new CannotStart(
                            "Il y a déjà un registre dans " + data
                                    + " : mettez son dossier postgresql de côté, ou indiquez un autre dossier avec --data.",
                            "There is a ledger in " + data
                                    + " already: move its folder postgresql aside, or name another folder with --data.");
                }
                String head = into(folder, from, manifest, wal, until);
                out.println(language.say(
                        "Restauré dans %s : %s écritures, sans trou. Ouvrez-le : ./ledger demo --data %s"
                                .formatted(data, head, data),
                        "Restored to %s: %s entries without a hole. Open it: ./ledger demo --data %s"
                                .formatted(data, head, data)));
                if (Files.exists(folder.path().resolve("kafka"))) {
                    out.println(language.say(
                            "Kafka est resté : s'il connaît des écritures plus récentes, remettez-les avec ./ledger restore --refill-from-topic --data "
                                    + data,
                            "Kafka was left as it is: if it knows later entries, put them back with ./ledger restore --refill-from-topic --data "
                                    + data));
                }
            }
            return 0;
        });
    }

    /** Restores into a temporary folder, counts, deletes it again, and notes in the ledger's folder that the backup was tried. */
    int drill(Path from, Path data) {
        return saying(() -> {
            Map<String, String> manifest = verified(from);
            Path temporary = Files.createTempDirectory("jekasy-drill-");
            try {
                String head;
                try (DataFolder folder = DataFolder.take(temporary.resolve("data"))) {
                    head = into(folder, from, manifest, null, null);
                }
                if (Files.isDirectory(data)) {
                    BackupNotes.note(
                            data,
                            BackupNotes.DRILL,
                            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
                }
                out.println(language.say(
                        "La sauvegarde de %s se restaure : %s écritures, sans trou.".formatted(from, head),
                        "The backup in %s can be restored: %s entries without a hole.".formatted(from, head)));
            } finally {
                Folders.delete(temporary);
            }
            return 0;
        });
    }

    private String into(
            DataFolder folder, Path from, Map<String, String> manifest, @Nullable Path wal, @Nullable String until)
            throws IOException, SQLException, CannotStart {
        String moment = until == null ? null : moment(until);
        long bytes = 0;
        for (String name : manifest.keySet()) {
            bytes += Files.size(from.resolve(name));
        }
        checkRoom(folder.path(), bytes);
        Path home = folder.postgres();
        Path partial = home.resolve("data.partial");
        Folders.delete(partial);
        Files.createDirectories(partial);
        Progress progress = new Progress.Bar(out, Boolean.getBoolean("jekasy.terminal")).of(manifest.size());
        int done = 0;
        for (Map.Entry<String, String> file : manifest.entrySet()) {
            String name = file.getKey();
            Path target = null;
            if (name.startsWith(Backup.CLUSTER + "/")) {
                target = partial.resolve(name.substring(Backup.CLUSTER.length() + 1));
            } else if (name.startsWith(Backup.KEPT + "/")) {
                target = folder.path().resolve(name.substring(Backup.KEPT.length() + 1));
                setAside(target);
            }
            if (target != null && !Checked.copy(from.resolve(name), target).equals(file.getValue())) {
                throw new IOException(name + " changed while it was copied");
            }
            progress.reached(++done, language.say("fichiers copiés", "files copied"));
        }
        progress.end();
        // a folder that holds nothing has no line in the manifest
        try (Stream<Path> all = Files.walk(from.resolve(Backup.CLUSTER))) {
            for (Path inside : all.filter(Files::isDirectory).toList()) {
                Files.createDirectories(partial.resolve(
                        from.resolve(Backup.CLUSTER).relativize(inside).toString()));
            }
        }
        try (Stream<Path> all = Files.walk(partial)) {
            for (Path inside : all.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("rwx------"));
            }
        }
        Postgres.recoverFrom(
                partial, from.resolve(Backup.WAL).toRealPath(), wal == null ? null : wal.toRealPath(), moment);
        Files.move(partial, home.resolve("data"), StandardCopyOption.ATOMIC_MOVE);

        Secrets secrets = Secrets.keptIn(folder.path(), new SecureRandom());
        try (Postgres postgres =
                        Postgres.start(home, folder.logs(), Ports.free().postgres(), secrets);
                Connection ledger = postgres.superuser("ledger")) {
            String head = Backup.ask(ledger, "select coalesce(max(position), 0) from journal");
            String count = Backup.ask(ledger, "select count(*) from journal");
            if (!head.equals(count)) {
                throw new CannotStart(
                        "Le journal restauré a un trou : %s écritures, la dernière à la position %s. Prenez une autre sauvegarde."
                                .formatted(count, head),
                        "The restored journal has a hole: %s entries, the last at position %s. Take another backup."
                                .formatted(count, head));
            }
            return head;
        } finally {
            Postgres.recovered(home.resolve("data"));
        }
    }

    private static void setAside(Path file) throws IOException {
        if (Files.exists(file)) {
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".before-restore"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Puts back into the journal what the topic has beyond it. Works in an open ledger and in a closed one. */
    int refill(Path data, Ports ports) {
        return atBothEnds(data, ports, both -> {
            PutBack.Heads before = both.heads();
            out.println(heads(before));
            if (before.missing() == 0) {
                out.println(language.say("Rien ne manque.", "Nothing is missing."));
                return 0;
            }
            Progress progress = new Progress.Bar(out, Boolean.getBoolean("jekasy.terminal"))
                    .of((int) Math.min(Integer.MAX_VALUE, before.missing()));
            PutBack.Heads after = both.refill(position -> progress.reached(
                    (int) Math.min(Integer.MAX_VALUE, position - before.journal()),
                    language.say("écritures remises", "entries put back")));
            progress.end();
            out.println(heads(after));
            out.println(
                    after.missing() == 0
                            ? language.say(
                                    "%d écritures remises à leur place, octet pour octet."
                                            .formatted(after.journal() - before.journal()),
                                    "%d entries put back in their place, byte for byte."
                                            .formatted(after.journal() - before.journal()))
                            : language.say(
                                    "Il manque encore %d écritures : le sujet a lui-même un trou."
                                            .formatted(after.missing()),
                                    "%d entries are still missing: the topic itself has a gap."
                                            .formatted(after.missing())));
            return after.missing() == 0 ? 0 : 1;
        });
    }

    /** Gives up the entries the journal lacks; {@code lost} must be their number, so that nobody does it by mistake. */
    int acceptLoss(Path data, Ports ports, long lost) {
        return atBothEnds(data, ports, both -> {
            PutBack.Heads heads = both.heads();
            out.println(heads(heads));
            if (heads.missing() != lost || lost == 0) {
                throw new CannotStart(
                        "Il manque %d écritures, pas %d : rien n'est fait.".formatted(heads.missing(), lost),
                        "%d entries are missing, not %d: nothing is done.".formatted(heads.missing(), lost));
            }
            both.giveUp();
            out.println(language.say(
                    "%d écritures sont abandonnées ; le sujet est vidé et se remplit du journal. Relisez ensuite les pages : ./ledger rebuild"
                            .formatted(lost),
                    "%d entries are given up; the topic is emptied and fills from the journal. Then read the pages anew: ./ledger rebuild"
                            .formatted(lost)));
            return 0;
        });
    }

    private String heads(PutBack.Heads heads) {
        String missing = heads.missing() == 0
                ? ""
                : language.say(" : il manque %d à %d", ": %d to %d are missing")
                        .formatted(heads.journal() + 1, heads.topic());
        return language.say(
                        "journal : position %d ; sujet Kafka : position %d".formatted(heads.journal(), heads.topic()),
                        "journal: position %d; topic: position %d".formatted(heads.journal(), heads.topic()))
                + missing;
    }

    private interface Both {
        int decide(PutBack both) throws CannotStart;
    }

    private int atBothEnds(Path data, Ports ports, Both work) {
        return saying(() -> {
            if (!Files.isDirectory(data.resolve("postgresql/data"))) {
                throw new CannotStart(
                        "Il n'y a pas de registre dans " + data + ".", "There is no ledger in " + data + ".");
            }
            Optional<Ports> open = DataFolder.isTaken(data) ? Ports.writtenIn(data) : Optional.empty();
            if (open.isPresent()) {
                Logs.to(data.resolve("logs/restore.log"));
                try (PutBack both = both(open.get(), Secrets.keptIn(data, new SecureRandom()))) {
                    return work.decide(both);
                }
            }
            try (Stopping stopping = Stopping.onCtrlC();
                    DataFolder folder = DataFolder.take(data)) {
                Logs.to(folder.logs().resolve("restore.log"));
                Progress.Bar bar = new Progress.Bar(out, Boolean.getBoolean("jekasy.terminal"));
                try (House house = House.open(
                                folder, ports, false, _ -> java.util.List.of(), brokerJar, bar, stopping::isAsked);
                        PutBack both = both(house.ports(), Secrets.keptIn(folder.path(), new SecureRandom()))) {
                    return work.decide(both);
                }
            }
        });
    }

    private static PutBack both(Ports ports, Secrets secrets) {
        return new PutBack(
                new JournalProperties(
                        "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/ledger",
                        "ledger_app",
                        secrets.ledgerApp(),
                        "ledger_owner",
                        secrets.ledgerOwner()),
                new RelayProperties("127.0.0.1:" + ports.kafka(), Services.TOPIC, secrets.sealKey()));
    }

    private interface Work {
        int run() throws IOException, SQLException, CannotStart, InterruptedException, House.Stopped;
    }

    private int saying(Work work) {
        try {
            return work.run();
        } catch (CannotStart e) {
            err.println(e.sentence(language));
        } catch (PutBack.AnotherJournal
                | ForgedRecord
                | RelayHalted
                | JournalUnavailable
                | UnsafeJournal
                | KafkaException e) {
            err.println(e.getMessage());
        } catch (IOException | SQLException e) {
            err.println(language.say("Échec : ", "Failed: ") + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (House.Stopped e) {
            err.println(language.say("Arrêté.", "Stopped."));
        }
        return 1;
    }

    /** The files of a complete backup and their checksums, each looked at; the first that differs stops everything. */
    private Map<String, String> verified(Path from) throws IOException, CannotStart {
        Path manifest = from.resolve(Backup.MANIFEST);
        if (!Files.exists(manifest)) {
            throw new CannotStart(
                    from + " n'est pas une sauvegarde complète : il y manque " + Backup.MANIFEST + ".",
                    from + " is not a complete backup: " + Backup.MANIFEST + " is missing.");
        }
        Map<String, String> sums = new LinkedHashMap<>();
        for (String line : Files.readAllLines(manifest)) {
            if (!line.matches("[0-9a-f]{64} {2}(?!/)(?!.*\\.\\.).+")) {
                throw damaged(Backup.MANIFEST);
            }
            sums.put(line.substring(66), line.substring(0, 64));
        }
        Progress progress = new Progress.Bar(out, Boolean.getBoolean("jekasy.terminal")).of(sums.size());
        int done = 0;
        for (Map.Entry<String, String> file : sums.entrySet()) {
            Path at = from.resolve(file.getKey());
            if (!Files.isRegularFile(at) || !Checked.sum(at).equals(file.getValue())) {
                progress.end();
                throw damaged(file.getKey());
            }
            progress.reached(++done, language.say("fichiers vérifiés", "files checked"));
        }
        progress.end();
        Properties about = new Properties();
        try (Reader in = Files.newBufferedReader(from.resolve(Backup.ABOUT))) {
            about.load(in);
        }
        out.println(language.say(
                "Sauvegarde du %s : %s écritures au moins."
                        .formatted(about.getProperty("at"), about.getProperty("position")),
                "Backup of %s: %s entries at least."
                        .formatted(about.getProperty("at"), about.getProperty("position"))));
        return sums;
    }

    private static CannotStart damaged(String file) {
        return new CannotStart(
                "La sauvegarde est abîmée : " + file
                        + " n'est plus ce qui a été écrit. Rien n'est restauré ; prenez une autre sauvegarde.",
                "The backup is damaged: " + file
                        + " is no longer what was written. Nothing is restored; take another backup.");
    }

    static void checkRoom(Path folder, long bytes) throws IOException, CannotStart {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes + SPARE) {
            throw new CannotStart(
                    "Il faut %d Mio sur le disque de %s et il n'en reste que %d : rien n'est copié."
                            .formatted((bytes + SPARE) >> 20, folder, free >> 20),
                    "%d MiB are needed on the disk of %s and only %d are left: nothing is copied."
                            .formatted((bytes + SPARE) >> 20, folder, free >> 20));
        }
    }

    /** The moment as PostgreSQL wants it: it knows an offset, but not yet the Z, when it reads its settings. */
    static String moment(String text) throws CannotStart {
        try {
            return Instant.parse(text).toString().replace("Z", "+00");
        } catch (DateTimeParseException wrong) {
            throw new CannotStart(
                    "--until « " + text + " » n'est pas un moment : écrivez par exemple 2026-05-11T09:10:00Z.",
                    "--until \"" + text + "\" is no moment: write for example 2026-05-11T09:10:00Z.");
        }
    }
}
