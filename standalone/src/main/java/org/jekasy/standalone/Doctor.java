package org.jekasy.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jekasy.command.relay.RelayHalted;
import org.jekasy.command.relay.SealedRecord;
import org.jekasy.language.wire.ForgedRecord;
import org.jekasy.language.wire.RecordSeal;

/**
 * {@code ./ledger doctor}: one line for everything that must be so, ✓ or ✗ with what to do about it. It changes nothing. A closed ledger is looked at with
 * PostgreSQL and Kafka opened for it alone.
 */
final class Doctor {
    private static final Duration BACKUP_OLD = Duration.ofHours(26);
    private static final Duration DRILL_OLD = Duration.ofDays(8);
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);
    private static final Duration CATCH_UP = Duration.ofSeconds(5);

    private final Path brokerJar;
    private final Language language;
    private final PrintStream out;
    private final Clock clock;
    private int wrong;

    Doctor(Path brokerJar, Language language, PrintStream out, Clock clock) {
        this.brokerJar = brokerJar;
        this.language = language;
        this.out = out;
        this.clock = clock;
    }

    /** Returns the exit code: 0 when every line is ✓, else 1. */
    int run(Path data, Ports ports) {
        int jdk = Runtime.version().feature();
        say(jdk >= 25, "JDK " + jdk, "JDK " + jdk, "installez un JDK 25", "install a JDK 25");
        try {
            if (!Files.isDirectory(data.resolve("postgresql/data"))) {
                say(
                        false,
                        "dossier " + data + " : pas de registre",
                        "folder " + data + ": no ledger",
                        "lancez ./ledger demo, ou indiquez --data",
                        "run ./ledger demo, or name --data");
                return end();
            }
            machine(data);
            backup(data);
            Optional<Ports> open = DataFolder.isTaken(data) ? Ports.writtenIn(data) : Optional.empty();
            if (open.isPresent()) {
                say(true, "le registre est ouvert (" + data + ")", "the ledger is open (" + data + ")", "", "");
                inside(Secrets.keptIn(data, new SecureRandom()), open.get(), true);
                services(open.get());
            } else {
                say(true, "le registre est fermé (" + data + ")", "the ledger is closed (" + data + ")", "", "");
                for (Ports.Use use : ports.uses(false)) {
                    say(
                            !Ports.taken(use.port()),
                            "port " + use.port() + " (" + use.french() + ")",
                            "port " + use.port() + " (" + use.english() + ")",
                            "il est pris : fermez le programme qui l'occupe, ou prenez --port",
                            "it is in use: close the program that holds it, or take --port");
                }
                closed(data);
            }
        } catch (IOException e) {
            say(false, "dossier " + data + " : " + e.getMessage(), "folder " + data + ": " + e.getMessage(), "", "");
        }
        return end();
    }

    private int end() {
        out.println(
                wrong == 0
                        ? language.say("Tout est en ordre.", "All is well.")
                        : language.say(wrong + " point(s) à régler.", wrong + " thing(s) to put right."));
        return wrong == 0 ? 0 : 1;
    }

    private void say(boolean good, String french, String english, String frenchFix, String englishFix) {
        String fix = language.say(frenchFix, englishFix);
        out.println((good ? "✓ " : "✗ ") + language.say(french, english) + (good || fix.isEmpty() ? "" : " → " + fix));
        if (!good) {
            wrong++;
        }
    }

    private void machine(Path data) throws IOException {
        FileStore disk = Files.getFileStore(data);
        long free = disk.getUsableSpace();
        long share = 100 * free / Math.max(1, disk.getTotalSpace());
        say(
                share >= 20 && free >= Machine.DISK_NEEDED,
                "disque : %d Gio libres, %d %%".formatted(free >> 30, share),
                "disk: %d GiB free, %d %%".formatted(free >> 30, share),
                "libérez de la place : 20 % et 1 Gio au moins",
                "free some space: 20 % and 1 GiB at least");
        Machine machine = Machine.seenFrom(data);
        if (machine.freeMemory().isPresent()) {
            long left = machine.freeMemory().getAsLong();
            boolean open = DataFolder.isTaken(data);
            say(
                    open || left >= Machine.MEMORY_NEEDED,
                    "mémoire : %d Mio libres".formatted(left >> 20),
                    "memory: %d MiB free".formatted(left >> 20),
                    "fermez d'autres programmes : %d Mio sont nécessaires".formatted(Machine.MEMORY_NEEDED >> 20),
                    "close other programs: %d MiB are needed".formatted(Machine.MEMORY_NEEDED >> 20));
        }
    }

    private void backup(Path data) {
        age(
                BackupNotes.last(data, BackupNotes.BACKUP),
                BACKUP_OLD,
                "dernière sauvegarde",
                "last backup",
                "./ledger backup --data " + data + " --to …");
        age(
                BackupNotes.last(data, BackupNotes.DRILL),
                DRILL_OLD,
                "dernier essai d'une sauvegarde",
                "last time a backup was tried",
                "./ledger restore --drill --data " + data + " --from …");
    }

    private void age(Optional<Instant> then, Duration most, String french, String english, String fix) {
        if (then.isEmpty()) {
            say(false, french + " : jamais", english + ": never", fix, fix);
            return;
        }
        long hours = Duration.between(then.get(), clock.instant()).toHours();
        say(hours <= most.toHours(), french + " : il y a " + hours + " h", english + ": " + hours + " h ago", fix, fix);
    }

    private void closed(Path data) {
        try (Stopping stopping = Stopping.onCtrlC();
                DataFolder folder = DataFolder.take(data)) {
            Logs.to(folder.logs().resolve("doctor.log"));
            Secrets secrets = Secrets.keptIn(folder.path(), new SecureRandom());
            Ports kept = Ports.writtenIn(folder.path()).orElse(Ports.usual());
            try (House house = House.open(
                    folder,
                    Ports.free(),
                    false,
                    _ -> List.of(),
                    brokerJar,
                    new Progress.Bar(new PrintStream(PrintStream.nullOutputStream()), false),
                    stopping::isAsked)) {
                inside(secrets, house.ports(), false);
            } finally {
                kept.writeTo(folder.path());
            }
        } catch (CannotStart e) {
            say(false, e.sentence(Language.FRENCH), e.sentence(Language.ENGLISH), "", "");
        } catch (IOException e) {
            say(false, "ouverture : " + e.getMessage(), "opening: " + e.getMessage(), "", "");
        } catch (House.Stopped e) {
            say(false, "arrêté", "stopped", "", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void inside(Secrets secrets, Ports ports, boolean open) {
        try (Connection server = Postgres.superuser(ports.postgres(), "postgres", secrets)) {
            say(
                    true,
                    "PostgreSQL " + Backup.ask(server, "show server_version") + " répond sur le port "
                            + ports.postgres(),
                    "PostgreSQL " + Backup.ask(server, "show server_version") + " answers on port " + ports.postgres(),
                    "",
                    "");
            for (String setting :
                    List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums", "archive_mode")) {
                String value = Backup.ask(server, "show " + setting);
                say(
                        value.equals("on"),
                        setting + " = " + value,
                        setting + " = " + value,
                        "mettez " + setting + " = on : une écriture confirmée pourrait se perdre",
                        "set " + setting + " = on: an acknowledged entry could be lost");
            }
            String archive = Backup.ask(
                    server,
                    "select case when last_failed_time > coalesce(last_archived_time, '-infinity') then last_failed_wal else 'ok' end from pg_stat_archiver");
            say(
                    archive.equals("ok"),
                    "archive du journal de transactions : " + archive,
                    "archive of the write-ahead log: " + archive,
                    "voyez logs/postgresql.log ; la place sur le disque suffit-elle ?",
                    "see logs/postgresql.log; is there room on the disk?");
            Instant theirs = Instant.parse(Backup.ask(
                    server,
                    "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"));
            Duration apart = Duration.between(theirs, clock.instant()).abs();
            say(
                    apart.compareTo(CLOCKS_APART) <= 0,
                    "horloges de cette machine et de PostgreSQL : %d ms d'écart".formatted(apart.toMillis()),
                    "clocks of this machine and of PostgreSQL: %d ms apart".formatted(apart.toMillis()),
                    "réglez les deux machines sur la même heure (NTP)",
                    "set both machines to the same time (NTP)");
        } catch (SQLException e) {
            away("PostgreSQL", ports.postgres(), e);
            return;
        }
        try (Connection ledger = Postgres.superuser(ports.postgres(), "ledger", secrets)) {
            // in one question: entries may come in meanwhile
            String[] seen = Backup.ask(ledger, "select count(*) || ' ' || coalesce(max(position), 0) from journal")
                    .split(" ");
            say(
                    seen[0].equals(seen[1]),
                    "journal : %s écritures, la dernière à la position %s".formatted(seen[0], seen[1]),
                    "journal: %s entries, the last at position %s".formatted(seen[0], seen[1]),
                    "il a un trou : restaurez une sauvegarde complète",
                    "it has a hole: restore a complete backup");
            String rights = Backup.ask(
                    ledger,
                    "select has_table_privilege('ledger_app', 'journal', 'update, delete, truncate') or has_table_privilege('ledger_app', 'journal_tag', 'update, delete, truncate')");
            String triggers = Backup.ask(
                    ledger,
                    "select count(*) from pg_trigger where tgname = 'journal_keeps_everything' and tgenabled in ('O', 'A')");
            say(
                    rights.equals("f") && Integer.parseInt(triggers) >= 2,
                    "le service ne peut ni changer ni effacer une écriture",
                    "the service can neither change nor delete an entry",
                    "redémarrez le service d'écriture, qui retire ces droits ; réactivez le déclencheur journal_keeps_everything",
                    "start the command service again, which takes these rights away; switch the trigger journal_keeps_everything on");
            String ahead = Backup.ask(
                    ledger,
                    "select coalesce(extract(epoch from max(recorded_at) - clock_timestamp())::bigint, 0) from (select recorded_at from journal order by position desc limit 100) last");
            long seconds = Long.parseLong(ahead);
            say(
                    seconds <= 60,
                    seconds <= 60
                            ? "horloge : aucune écriture ne vient du futur"
                            : "horloge : la dernière écriture est en avance de " + seconds + " s",
                    seconds <= 60
                            ? "clock: no entry comes from the future"
                            : "clock: the newest entry is " + seconds + " s ahead",
                    "réglez l'horloge (NTP) ; l'ordre des écritures n'en dépend pas",
                    "set the clock (NTP); the order of entries does not depend on it");
        } catch (SQLException e) {
            away("journal", ports.postgres(), e);
        }
        topic(secrets, ports, open);
        try (Connection pages = Postgres.superuser(ports.postgres(), "pages", secrets)) {
            Follows follower = follows(
                    secrets, ports, open, () -> Long.parseLong(Backup.ask(pages, "select position from progress")));
            long behind = Math.max(0, follower.journal() - follower.position());
            say(
                    !follower.ahead() && !(open && follower.behind()),
                    "pages : position %d, %d en retard".formatted(follower.position(), behind),
                    "pages: position %d, %d behind".formatted(follower.position(), behind),
                    follower.ahead()
                            ? "elles connaissent plus que le journal : ./ledger rebuild"
                            : "elles n'avancent pas : " + why(ports.pages(), "dit pourquoi"),
                    follower.ahead()
                            ? "they know more than the journal: ./ledger rebuild"
                            : "they stand still: " + why(ports.pages(), "says why"));
        } catch (SQLException e) {
            away("pages", ports.postgres(), e);
        }
    }

    private void away(String what, int port, Exception why) {
        say(
                false,
                what + " ne répond pas sur le port " + port + " (" + why.getMessage() + ")",
                what + " does not answer on port " + port + " (" + why.getMessage() + ")",
                "rouvrez le registre ; voyez le dossier logs",
                "open the ledger again; see the folder logs");
    }

    private void topic(Secrets secrets, Ports ports, boolean open) {
        String brokers = "127.0.0.1:" + ports.kafka();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, Services.TOPIC);
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", brokers, "default.api.timeout.ms", 10_000, "request.timeout.ms", 5_000))) {
            if (!admin.listTopics().names().get().contains(Services.TOPIC)) {
                say(
                        head(secrets, ports) == 0,
                        "sujet " + Services.TOPIC + " : absent",
                        "topic " + Services.TOPIC + ": not there",
                        "ouvrez le registre : il est recréé et rempli",
                        "open the ledger: it is made and filled again");
                return;
            }
            int partitions = admin.describeTopics(List.of(Services.TOPIC))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
            Config config = admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next();
            ConfigEntry retention = config.get("retention.ms");
            boolean keeps = retention != null && "-1".equals(retention.value());
            say(
                    partitions == 1 && keeps,
                    "sujet : %d partition(s), garde tout : %s".formatted(partitions, keeps ? "oui" : "non"),
                    "topic: %d partition(s), keeps everything: %s".formatted(partitions, keeps ? "yes" : "no"),
                    "le relais règle la durée lui-même ; avec plusieurs partitions, supprimez le sujet",
                    "the relay sets retention itself; with several partitions, delete the topic");
            Follows topic = follows(secrets, ports, open, () -> last(brokers, secrets));
            say(
                    !topic.ahead() && !(open && topic.behind()),
                    "sujet : position %d, journal : %d".formatted(topic.position(), topic.journal()),
                    "topic: position %d, journal: %d".formatted(topic.position(), topic.journal()),
                    topic.ahead()
                            ? "le journal a été restauré : ./ledger restore --refill-from-topic"
                            : "le relais n'avance pas : " + why(ports.commands(), "dit pourquoi"),
                    topic.ahead()
                            ? "the journal was restored: ./ledger restore --refill-from-topic"
                            : "the relay stands still: " + why(ports.commands(), "says why"));
        } catch (SQLException e) {
            away("journal", ports.postgres(), e);
        } catch (ExecutionException | KafkaException e) {
            away("Kafka", ports.kafka(), e);
        } catch (ForgedRecord | RelayHalted forged) {
            say(
                    false,
                    "sujet : son dernier enregistrement ne porte pas notre sceau : falsifié, ou d'avant les sceaux",
                    "topic: its last record does not bear our seal: forged, or from before there were seals",
                    "n'en remettez rien dans le journal ; cherchez qui peut y écrire, supprimez le sujet, puis ./ledger rebuild",
                    "put nothing of it back into the journal; find who can write into it, delete the topic, then ./ledger rebuild");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Reached {
        long position() throws SQLException;
    }

    /** How far something is that follows the journal, and how far the journal is. */
    private record Follows(long position, long journal, boolean ahead) {
        boolean behind() {
            return position < journal;
        }
    }

    /** In an open ledger what follows is given a moment to get where the journal was; in a closed one nothing moves, and being behind is no fault. */
    private static Follows follows(Secrets secrets, Ports ports, boolean open, Reached reached) throws SQLException {
        long end = System.nanoTime() + CATCH_UP.toNanos();
        long position = reached.position();
        // asked afterwards: what was recorded in between must not look as if it went ahead of the journal
        long journal = head(secrets, ports);
        if (position > journal) {
            return new Follows(position, journal, true);
        }
        while (open && position < journal && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            position = reached.position();
        }
        return new Follows(position, Math.max(position, journal), false);
    }

    private static long head(Secrets secrets, Ports ports) throws SQLException {
        try (Connection ledger = Postgres.superuser(ports.postgres(), "ledger", secrets)) {
            return Long.parseLong(Backup.ask(ledger, "select coalesce(max(position), 0) from journal"));
        }
    }

    /** The position in the topic's last record, which must bear our seal; 0 when it is empty. */
    private static long last(String brokers, Secrets secrets) {
        TopicPartition partition = new TopicPartition(Services.TOPIC, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "enable.auto.commit", "false", "default.api.timeout.ms", 10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            if (end == begin) {
                return 0;
            }
            consumer.seek(partition, end - 1);
            long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (System.nanoTime() < until) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    return SealedRecord.read(record, RecordSeal.with(secrets.sealKey(), "topic_seal_key"))
                            .position();
                }
            }
            throw new KafkaException("the last record of " + partition + " can not be read");
        }
    }

    private void services(Ports ports) {
        service(
                "service d'écriture",
                "command service",
                ports.commands(),
                ports.watch().commands());
        service(
                "service de consultation",
                "query service",
                ports.pages(),
                ports.watch().pages());
        service("étiquettes", "label printer", ports.labels(), ports.watch().labels());
    }

    private void service(String french, String english, int port, int watch) {
        int status = 0;
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + watch + "/actuator/health"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            status = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        say(
                status == 200,
                french + " sur le port " + port + " : " + (status == 200 ? "en ordre" : "en panne"),
                english + " on port " + port + ": " + (status == 200 ? "well" : "not well"),
                why(watch, "dit pourquoi"),
                why(watch, "says why"));
    }

    private static String why(int port, String says) {
        return "http://127.0.0.1:%d/actuator/health %s".formatted(port, says);
    }
}
