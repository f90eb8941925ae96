package org.jekasy.query.follow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is counted while the ledger is followed. All names begin with {@code jekasy.follower}. */
@Component
class FollowerMeters {
    private final DistributionSummary batch;
    private final Timer write;
    private final Counter gaps;
    private volatile long behind;
    private volatile @Nullable Instant newest;

    FollowerMeters(MeterRegistry registry, Progress progress) {
        this.batch = DistributionSummary.builder("jekasy.follower.batch")
                .description("entries written to the pages in one transaction")
                .baseUnit("entries")
                .serviceLevelObjectives(1, 4, 16, 64, 256, 1_024, 4_096)
                .register(registry);
        this.write = Timer.builder("jekasy.follower.write")
                .description("one such transaction")
                .serviceLevelObjectives(
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1))
                .register(registry);
        this.gaps = Counter.builder("jekasy.follower.gaps")
                .description("times the next position was missing in the topic, those that healed included")
                .register(registry);
        for (Progress.State state : Progress.State.values()) {
            Gauge.builder("jekasy.follower.state", progress, p -> p.now().state() == state ? 1 : 0)
                    .description("1 for what the follower does now")
                    .tag("doing", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("jekasy.follower.stopped", progress, p -> p.now().state() == Progress.State.STOPPED ? 1 : 0)
                .description("1 when a person has to look: the pages stand still for good")
                .register(registry);
        Gauge.builder("jekasy.follower.position", progress, p -> p.now().position())
                .description("position up to which everything is in the pages")
                .register(registry);
        Gauge.builder("jekasy.follower.lag.entries", this, me -> me.behind)
                .description("records of the topic that were not written to the pages when it was last read")
                .register(registry);
        Gauge.builder("jekasy.follower.head.age", this, FollowerMeters::age)
                .description("time since the newest entry in the pages was recorded; 0 where there is none")
                .baseUnit("seconds")
                .register(registry);
    }

    private double age() {
        Instant recordedAt = newest;
        return recordedAt == null
                ? 0
                : Math.max(0, Duration.between(recordedAt, Instant.now()).toMillis() / 1_000.0);
    }

    /** {@code left}: what the topic still holds beyond what was read. */
    void behind(long left) {
        behind = left;
    }

    /** The newest entry in the pages was recorded then; null when there is none. */
    void newest(@Nullable Instant recordedAt) {
        newest = recordedAt;
    }

    void written(int entries, long nanos) {
        batch.record(entries);
        write.record(Duration.ofNanos(nanos));
    }

    void gap() {
        gaps.increment();
    }
}
