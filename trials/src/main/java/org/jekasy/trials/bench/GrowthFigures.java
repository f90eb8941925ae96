package org.jekasy.trials.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jekasy.command.journal.PostgresJournal;
import org.jekasy.command.ledger.Tags;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LotId;
import org.jekasy.language.wire.EventType;
import org.jekasy.trials.rig.Rig;
import org.jekasy.trials.rig.Served;

/**
 * Commands a second and the time of a trace while the journal grows: season after season of other regions, each entry through the journal's own way in,
 * the relay and the follower. On a rig of its own.
 */
final class GrowthFigures {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CHUNK = 1_000;
    private static final int AHEAD = 3;
    private static final int TRACED = 3_333;

    private final Figures figures;
    private final Rig rig;
    private final OpenLedger open;
    private final Plain plain;
    private final Village village = new Village(3_000, 9);
    private final List<LedgerEntry> season;
    private final Map<String, String> issuers = new HashMap<>();
    private final Deque<CompletableFuture<?>> under = new ArrayDeque<>();
    private Renamed renamed = new Renamed(0, issuers);
    private int copy;
    private int next;
    private long head;

    private GrowthFigures(Figures figures, Rig rig, OpenLedger open, Plain plain, List<LedgerEntry> season) {
        this.figures = figures;
        this.rig = rig;
        this.open = open;
        this.plain = plain;
        this.season = season;
    }

    /** Reads the season that is multiplied out of the rig it was loaded into. */
    static List<LedgerEntry> season(Rig rig) throws SQLException {
        List<LedgerEntry> season = new ArrayList<>();
        try (OpenLedger open = OpenLedger.on(rig, "ledger", Clock.systemUTC())) {
            Loaded.entries(open, entry -> {
                if (!entry.by().organisation().equals(Village.COOPERATIVE)) {
                    season.add(entry);
                }
            });
        }
        return season;
    }

    static void measure(Figures figures, List<LedgerEntry> season) throws Exception {
        try (Rig rig = Rig.measured();
                OpenLedger open = OpenLedger.on(rig, "ledger", Village.CLOCK);
                Plain plain = new Plain(
                        // not in a database of the services: their migrations begin on empty ones
                        rig.postgres().url("postgres"),
                        "postgres",
                        rig.secrets().superuser());
                Served commands = rig.commands().awaitReady(PATIENCE);
                Served pages = rig.pages().awaitReady(PATIENCE)) {
            new GrowthFigures(figures, rig, open, plain, season).measure(commands, pages);
        }
    }

    private record At(long entries, double perSecond, double plainPerSecond, double traceMillis) {}

    /** The last position the pages had when the journal began to grow. */
    private long followed;

    private double replayed;

    private void measure(Served commands, Served pages) throws Exception {
        village.settle(open.ledger());
        LotId traced = village.grouped(open.ledger(), figures.size(TRACED, 200));
        warm();
        List<At> all = new ArrayList<>();
        for (long size : measuredAt(figures.entries())) {
            pages.signal("STOP");
            fill(size);
            pages.signal("CONT");
            double trace = follow(commands, pages, traced);
            At at = commands(commands, pages, trace);
            all.add(at);
            add(at, all.getFirst());
        }
        sizes();
    }

    /** The sizes at which the growing journal is measured: those of the goal that it reaches, and its last. */
    private static List<Long> measuredAt(long last) {
        return LongStream.concat(
                        LongStream.of(10_000, 100_000, 1_000_000, 5_000_000).filter(size -> size < last),
                        LongStream.of(last))
                .boxed()
                .toList();
    }

    private void warm() throws Exception {
        Callers.run(
                32,
                figures.size(Duration.ofSeconds(3), Duration.ofMillis(200)),
                figures.size(300, 10),
                caller -> Village.recorded(open.ledger().submit(village.harvest())));
        head = open.journal().head();
    }

    // ---- the journal grows

    private void fill(long to) {
        long begin = System.nanoTime();
        long before = open.journal().head();
        head = before;
        while (head < to) {
            List<TaggedEventMessage<?>> chunk = new ArrayList<>(CHUNK);
            while (chunk.size() < CHUNK && head < to) {
                if (next == season.size()) {
                    next = 0;
                    copy++;
                    renamed = new Renamed(copy, issuers);
                }
                head++;
                chunk.add(tagged(renamed.entry(season.get(next++), head)));
            }
            append(chunk);
            while (under.size() >= AHEAD) {
                under.remove().join();
            }
        }
        under.forEach(CompletableFuture::join);
        under.clear();
        long now = open.journal().head();
        if (now != head) {
            throw new IllegalStateException("the journal is at " + now + ", not at " + head);
        }
        figures.say(
                "journal à %,d écritures ; %,.0f par seconde"
                        .formatted(now, (now - before) * 1e9 / (System.nanoTime() - begin)),
                "journal at %,d entries; %,.0f a second"
                        .formatted(now, (now - before) * 1e9 / (System.nanoTime() - begin)));
    }

    private void append(List<TaggedEventMessage<?>> chunk) {
        AppendTransaction<?> transaction =
                open.journal().appendEvents(AppendCondition.none(), null, chunk).join();
        under.add(transaction.commit(null));
    }

    private static TaggedEventMessage<?> tagged(LedgerEntry entry) {
        EventType type = EventType.of(entry.event());
        EventMessage message = new GenericEventMessage(
                entry.eventId().text(),
                new MessageType(type.name(), Integer.toString(type.version())),
                entry,
                Map.of(PostgresJournal.REQUEST, "00".repeat(32)),
                entry.recordedAt());
        Set<Tag> tags = Tags.of(entry.event()).stream()
                .map(tag -> new Tag(tag.key(), tag.value()))
                .collect(Collectors.toSet());
        return new GenericTaggedEventMessage<>(message, tags);
    }

    // ---- the pages follow, and a trace is asked for

    private double follow(Served commands, Served pages, LotId traced) throws Exception {
        long begin = System.nanoTime();
        Duration patience = Duration.ofMinutes(40);
        while (!Wire.reached(rig.ports().pages(), head)) {
            if (System.nanoTime() - begin > patience.toNanos()
                    || !commands.process().isAlive()
                    || !pages.process().isAlive()) {
                throw new IllegalStateException("the pages do not get to position " + head);
            }
        }
        replayed = (head - followed) * 1e9 / (System.nanoTime() - begin);
        followed = head;
        // a connection on which nothing was asked for minutes would have been closed meanwhile
        try (Wire wire = new Wire(rig.ports().pages())) {
            String path = "/lots/" + traced + "/trace?direction=back";
            int times = figures.size(60, 3);
            Callers.run(1, PATIENCE, times, caller -> wire.get(path).expect(200));
            return figures.rounds()
                    .median(() -> Callers.run(
                                    1, PATIENCE, times, caller -> wire.get(path).expect(200))
                            .percentile(0.5));
        }
    }

    // ---- commands, while the services hold their breath

    private At commands(Served commands, Served pages, double trace) throws Exception {
        long entries = head;
        commands.signal("STOP");
        pages.signal("STOP");
        try {
            Duration time = figures.size(Duration.ofMillis(600), Duration.ofMillis(200));
            Callers.Task one = caller -> Village.recorded(open.ledger().submit(village.harvest()));
            Callers.run(32, time, Integer.MAX_VALUE, one);
            Rounds.Paired paired = figures.rounds()
                    .paired(
                            () -> Callers.run(32, time, Integer.MAX_VALUE, one).perSecond(),
                            () -> plain.inserts(32, time).perSecond());
            return new At(entries, paired.value(), paired.limit(), trace);
        } finally {
            commands.signal("CONT");
            pages.signal("CONT");
        }
    }

    /** Ratio: beside the smallest journal. Commands are first divided by the plain inserts of the same rounds, or the machine's mood would count as growth. */
    private void add(At at, At first) {
        String size = "%,d".formatted(at.entries() / 1000 * 1000).replace(',', ' ');
        double flat = at.perSecond() / at.plainPerSecond() / (first.perSecond() / first.plainPerSecond());
        boolean begin = at.equals(first);
        figures.add(new Row(
                "growth.commands." + at.entries(),
                "commandes, 32 appelants, journal de " + size,
                "single commands, 32 callers, journal of " + size,
                at.perSecond(),
                "/s",
                at.plainPerSecond(),
                flat,
                begin ? null : Goal.ratioAtLeast(0.8)));
        figures.add(new Row(
                "growth.trace." + at.entries(),
                "origine de 3333 ancêtres, journal de " + size,
                "trace back of 3333 ancestors, journal of " + size,
                at.traceMillis(),
                "ms",
                first.traceMillis(),
                at.traceMillis() / first.traceMillis(),
                begin ? null : Goal.ratioAtMost(1.2)));
        figures.add(Row.alone(
                "growth.replay." + at.entries(),
                "pages relues, journal de " + size,
                "replay into the pages, journal of " + size,
                replayed,
                "entries/s",
                null));
    }

    // ---- what it takes on the disk

    private void sizes() throws Exception {
        long entries = open.journal().head();
        try (Connection ledger = rig.postgres().superuser("ledger");
                Connection pages = rig.postgres().superuser("pages")) {
            bytes("journal", ask(ledger, "select pg_table_size('journal')"), entries);
            bytes("journal-indexes", ask(ledger, "select pg_indexes_size('journal')"), entries);
            bytes("tags", ask(ledger, "select pg_table_size('journal_tag')"), entries);
            bytes("tags-index", ask(ledger, "select pg_indexes_size('journal_tag')"), entries);
            bytes("pages", ask(pages, "select pg_database_size('pages')"), entries);
        }
        try (Stream<Path> files = Files.walk(rig.folder().resolve("kafka/topics"))) {
            bytes(
                    "topic",
                    files.filter(Files::isRegularFile)
                            .filter(file -> file.toString().contains("jekasy.ledger.v1-0")
                                    && file.toString().endsWith(".log"))
                            .mapToLong(GrowthFigures::length)
                            .sum(),
                    entries);
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    private void bytes(String what, long bytes, long entries) {
        figures.add(Row.alone(
                "size." + what,
                "place prise : " + what,
                "room taken: " + what,
                (double) bytes / entries,
                "B/entry",
                null));
    }

    private static long ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }
}
