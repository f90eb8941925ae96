package org.jekasy.command.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jekasy.command.journal.JournalOracleIT.entry;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.junit.jupiter.api.Test;

/** Two command-services on one database, and a database that goes away under load. */
class JournalRaceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private record Tried(UUID id, Set<String> tags, long after, long position) {}

    private final Queue<Tried> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<Tried> rejected = new ConcurrentLinkedQueue<>();
    private final Queue<UUID> unknown = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void twoWritersOnOneDatabaseLeaveNoHoleAndEveryVerdictIsRight() throws Exception {
        TestDatabase database = TestDatabase.withJournal();
        try (HikariDataSource one = database.pool();
                HikariDataSource two = database.pool()) {
            run(10, List.of(one, two), () -> {});
        }
        assertThat(accepted).hasSizeGreaterThan(200);
        assertThat(rejected).hasSizeGreaterThan(20);
        assertThat(unknown).isEmpty();
        checkEveryVerdict(database);
    }

    @Test
    void connectionsThatAreCutLoseNothingThatWasAcknowledged() throws Exception {
        TestDatabase database = TestDatabase.withJournal();
        try (HikariDataSource one = database.pool();
                HikariDataSource two = database.pool()) {
            run(
                    10,
                    List.of(one, two),
                    () -> database.number(
                            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"));
        }
        assertThat(accepted).hasSizeGreaterThan(100);
        checkEveryVerdict(database);
    }

    private void run(int beats, List<HikariDataSource> pools, Runnable trouble) {
        List<AutoCloseable> open = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (HikariDataSource pool : pools) {
                GroupCommit writer = new GroupCommit(pool, PATIENCE, new JournalMeters(new SimpleMeterRegistry()));
                Histories reader = new Histories(pool, PATIENCE);
                open.add(writer);
                open.add(reader);
                for (int i = 0; i < 8; i++) {
                    callers.execute(() -> call(writer, reader));
                }
            }
            for (int beat = 1; beat <= beats; beat++) {
                int enough = 100 * beat;
                await().atMost(Duration.ofSeconds(60)).until(() -> accepted.size() >= enough);
                trouble.run();
            }
            over.set(true);
        }
        for (AutoCloseable part : open) {
            try {
                part.close();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    private void call(GroupCommit writer, Histories reader) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (!over.get()) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            Set<String> tags = Set.of("lot:" + random.nextInt(12), "lot:" + (12 + random.nextInt(200)));
            Map<String, Long> about = new HashMap<>();
            tags.forEach(tag -> about.put(tag, 0L));
            try {
                long after = reader.read(tags, Set.of()).join().head();
                Stored first = entry(id, 1);
                Stored second = entry(new UUID(id.getMostSignificantBits(), ~id.getLeastSignificantBits()), 2);
                var answer = writer.append(new GroupCommit.Append(
                        List.of(first, second), List.of(about, about), new GroupCommit.Condition(after, tags)));
                try {
                    accepted.add(new Tried(id, tags, after, answer.join()));
                } catch (CompletionException failure) {
                    if (failure.getCause() instanceof AppendEventsTransactionRejectedException) {
                        rejected.add(new Tried(id, tags, after, 0));
                    } else {
                        unknown.add(id);
                    }
                }
            } catch (CompletionException unread) {
                assertThat(unread.getCause()).isInstanceOf(JournalUnavailable.class);
            }
        }
    }

    private void checkEveryVerdict(TestDatabase database) throws Exception {
        Map<Long, UUID> journal = new TreeMap<>();
        Map<String, List<Long>> tagged = new TreeMap<>();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            try (var row = statement.executeQuery("select position, event_id from journal")) {
                while (row.next()) {
                    journal.put(row.getLong(1), row.getObject(2, UUID.class));
                }
            }
            try (var row = statement.executeQuery("select tag, position from journal_tag order by position")) {
                while (row.next()) {
                    tagged.computeIfAbsent(row.getString(1), tag -> new ArrayList<>())
                            .add(row.getLong(2));
                }
            }
        }
        assertThat(journal.keySet())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, journal.size()).boxed().toList());
        for (Tried entry : accepted) {
            assertThat(journal.get(entry.position() - 1)).isEqualTo(entry.id());
            assertThat(between(tagged, entry.tags(), entry.after(), entry.position() - 1))
                    .as("came between %s", entry)
                    .isZero();
        }
        for (Tried entry : rejected) {
            assertThat(journal.values()).doesNotContain(entry.id());
            assertThat(between(tagged, entry.tags(), entry.after(), Long.MAX_VALUE))
                    .as("stood against %s", entry)
                    .isPositive();
        }
        // two rows each: what was neither acknowledged nor refused may be there, whole, or not at all
        assertThat(journal).hasSizeBetween(2 * accepted.size(), 2 * (accepted.size() + unknown.size()));
        assertThat(journal.size() % 2).isZero();
    }

    private static long between(Map<String, List<Long>> tagged, Set<String> tags, long after, long before) {
        return tags.stream()
                .flatMap(tag -> tagged.getOrDefault(tag, List.of()).stream())
                .filter(position -> position > after && position < before)
                .count();
    }
}
