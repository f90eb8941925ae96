package org.jekasy.command.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** What is counted while the journal is written. All names begin with {@code jekasy.journal}. */
final class JournalMeters {
    /** Why a round was tried again. */
    enum Again {
        /** Another process appended first. */
        OVERTAKEN,
        /** PostgreSQL did not answer. */
        AWAY
    }

    private final MeterRegistry registry;
    private final DistributionSummary group;
    private final Timer commit;
    private final Counter entries;
    private final Counter overtaken;
    private final Counter away;

    JournalMeters(MeterRegistry registry) {
        this.registry = registry;
        this.group = DistributionSummary.builder("jekasy.journal.group")
                .description("appends that one commit made safe together")
                .baseUnit("appends")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
                .register(registry);
        this.commit = Timer.builder("jekasy.journal.commit")
                .description("from taking a round to its commit, further tries included")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(registry);
        this.entries = Counter.builder("jekasy.journal.entries")
                .description("entries this process has recorded")
                .register(registry);
        this.overtaken = again("overtaken");
        this.away = again("away");
    }

    private Counter again(String why) {
        return Counter.builder("jekasy.journal.retries")
                .description("rounds tried again, by why")
                .tag("why", why)
                .register(registry);
    }

    /** {@code waiting}: the appends that wait for the writer now. */
    void queue(Supplier<Number> waiting) {
        Gauge.builder("jekasy.journal.queue", waiting)
                .description("appends that wait for the writer")
                .baseUnit("appends")
                .register(registry);
    }

    void committed(int appends, long recorded, long nanos) {
        group.record(appends);
        entries.increment((double) recorded);
        commit.record(Duration.ofNanos(nanos));
    }

    void retried(Again why) {
        switch (why) {
            case OVERTAKEN -> overtaken.increment();
            case AWAY -> away.increment();
        }
    }
}
