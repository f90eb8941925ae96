package org.jekasy.command.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random requests against a model that keeps a list. */
class JournalOracleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private record Kept(UUID id, Map<String, Long> tags) {}

    private final List<Kept> model = new ArrayList<>();
    private int accepted;
    private int rejected;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theJournalAcceptsRefusesAndReadsExactlyWhatTheModelDoes(long seed) {
        Random random = new Random(seed);
        try (HikariDataSource pool = TestDatabase.withJournal().pool()) {
            for (int life = 0; life < 3; life++) { // a restarted process has forgotten all tags
                try (GroupCommit writer =
                                new GroupCommit(pool, PATIENCE, new JournalMeters(new SimpleMeterRegistry()));
                        Histories reader = new Histories(pool, PATIENCE)) {
                    for (int wave = 0; wave < 12; wave++) {
                        appendAll(writer, random);
                        readAll(reader, random);
                    }
                }
            }
        }
        assertThat(accepted).isGreaterThan(200);
        assertThat(rejected).isGreaterThan(100);
    }

    private void appendAll(GroupCommit writer, Random random) {
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        List<Long> expected = new ArrayList<>();
        for (int i = random.nextInt(30); i >= 0; i--) {
            List<Stored> entries = new ArrayList<>();
            List<Map<String, Long>> tags = new ArrayList<>();
            for (int n = random.nextInt(3); n >= 0; n--) {
                UUID id = !model.isEmpty() && random.nextInt(12) == 0
                        ? model.get(random.nextInt(model.size())).id()
                        : new UUID(random.nextLong(), random.nextLong());
                entries.add(entry(id, random.nextLong()));
                Map<String, Long> grams = new HashMap<>();
                someTags(random, 3).forEach(tag -> grams.put(tag, random.nextLong(-5_000, 900_000)));
                tags.add(grams);
            }
            GroupCommit.Condition condition = condition(random);
            expected.add(decide(entries, tags, condition));
            answers.add(writer.append(new GroupCommit.Append(entries, tags, condition)));
        }
        for (int i = 0; i < answers.size(); i++) {
            assertThat(positionOf(answers.get(i))).as("request %s", i).isEqualTo(expected.get(i));
        }
    }

    /** The position of the last entry, or 0 where the condition or an event id stands against it. */
    private long decide(List<Stored> entries, List<Map<String, Long>> tags, GroupCommit.@Nullable Condition condition) {
        Set<UUID> ids = new HashSet<>();
        boolean known = entries.stream()
                .anyMatch(entry -> !ids.add(entry.eventId())
                        || model.stream().anyMatch(kept -> kept.id().equals(entry.eventId())));
        boolean overtaken = condition != null
                && model.stream()
                        .skip(condition.after())
                        .anyMatch(kept -> condition.tags().stream()
                                .anyMatch(tag -> kept.tags().containsKey(tag) || tag.equals("entry:" + kept.id())));
        if (known || overtaken) {
            rejected++;
            return 0;
        }
        accepted++;
        for (int n = 0; n < entries.size(); n++) {
            model.add(new Kept(entries.get(n).eventId(), tags.get(n)));
        }
        return model.size();
    }

    private GroupCommit.@Nullable Condition condition(Random random) {
        if (random.nextInt(4) == 0) {
            return null;
        }
        long after =
                Math.max(0, model.size() - random.nextInt(1 + Math.min(model.size(), random.nextBoolean() ? 5 : 200)));
        Set<String> tags = new HashSet<>(someTags(random, 2));
        if (!model.isEmpty() && random.nextInt(3) == 0) {
            tags.add("entry:" + model.get(random.nextInt(model.size())).id());
        }
        tags.add("lot:fresh" + random.nextInt());
        return new GroupCommit.Condition(after, tags);
    }

    private void readAll(Histories reader, Random random) {
        List<Set<String>> asked = new ArrayList<>();
        List<Set<String>> summed = new ArrayList<>();
        List<CompletableFuture<Histories.History>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Set<String> tags = new HashSet<>(someTags(random, 3));
            tags.add(
                    model.isEmpty() || random.nextBoolean()
                            ? "lot:never"
                            : "entry:" + model.get(random.nextInt(model.size())).id());
            asked.add(tags);
            summed.add(someTags(random, 3));
            answers.add(reader.read(tags, summed.getLast()));
        }
        for (int i = 0; i < asked.size(); i++) {
            Histories.History history = answers.get(i).join();
            Set<String> tags = asked.get(i);
            List<Long> expected = new ArrayList<>();
            for (int at = 0; at < model.size(); at++) {
                Kept kept = model.get(at);
                if (tags.contains("entry:" + kept.id())
                        || kept.tags().keySet().stream().anyMatch(tags::contains)) {
                    expected.add(at + 1L);
                }
            }
            assertThat(history.entries()).extracting(Histories.Past::position).isEqualTo(expected);
            assertThat(history.head()).isEqualTo(model.size());
            Map<String, Long> sums = new HashMap<>();
            for (String tag : summed.get(i)) {
                sums.put(
                        tag,
                        model.stream()
                                .mapToLong(kept -> kept.tags().getOrDefault(tag, 0L))
                                .sum());
            }
            assertThat(history.sums()).isEqualTo(sums);
        }
    }

    private static Set<String> someTags(Random random, int most) {
        Set<String> tags = new HashSet<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            tags.add("lot:" + random.nextInt(60));
        }
        return tags;
    }

    static Stored entry(UUID id, long content) {
        Instant at = Instant.parse("2026-04-02T09:10:00Z");
        byte[] bytes = ("{\"n\":" + content + "}").getBytes(StandardCharsets.UTF_8);
        return new Stored(0, id, "LotWeighed", 1, at, at, "coop", new byte[] {1, 2}, bytes);
    }

    static long positionOf(CompletableFuture<Long> answer) {
        try {
            return answer.join();
        } catch (CompletionException failure) {
            assertThat(failure.getCause()).isInstanceOf(AppendEventsTransactionRejectedException.class);
            return 0;
        }
    }
}
