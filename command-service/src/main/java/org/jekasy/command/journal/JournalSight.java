package org.jekasy.command.journal;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The journal as a scrape sees it. PostgreSQL is asked once a second at most, however many figures are wanted; while it is away they are NaN. */
public final class JournalSight implements MeterBinder {
    /** {@code recordedAt}: when the last entry was recorded, null in an empty journal. {@code archiveFailures}: what PostgreSQL counts. */
    record Seen(long position, @Nullable Instant recordedAt, long archiveFailures) {}

    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final PostgresJournal journal;
    private final Clock clock;
    private long asked = System.nanoTime() - FRESH;
    private @Nullable Seen seen;

    JournalSight(PostgresJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("jekasy.journal.head.position", this, JournalSight::position)
                .description("position of the newest entry")
                .register(registry);
        Gauge.builder("jekasy.journal.head.age", this, JournalSight::age)
                .description("time since the newest entry was recorded; 0 in an empty journal")
                .baseUnit("seconds")
                .register(registry);
        FunctionCounter.builder("jekasy.journal.archive.failures", this, JournalSight::archiveFailures)
                .description("write-ahead log files PostgreSQL could not archive")
                .register(registry);
    }

    /** Position of the newest entry, NaN while nobody knows. */
    public double position() {
        Seen now = now();
        return now == null ? Double.NaN : now.position();
    }

    private double age() {
        Seen now = now();
        if (now == null) {
            return Double.NaN;
        }
        return now.recordedAt() == null ? 0 : secondsSince(now.recordedAt());
    }

    private double archiveFailures() {
        Seen now = now();
        return now == null ? Double.NaN : now.archiveFailures();
    }

    /** How long the first entry after this position has been waiting, in seconds; 0 when there is none, NaN while nobody knows. */
    public double waitingAfter(long position) {
        Seen now = now();
        if (now == null) {
            return Double.NaN;
        }
        if (now.position() <= position) {
            return 0;
        }
        try {
            return journal.after(position, 1).stream()
                    .mapToDouble(first -> secondsSince(first.recordedAt()))
                    .findFirst()
                    .orElse(0);
        } catch (JournalUnavailable away) {
            return Double.NaN;
        }
    }

    private double secondsSince(Instant then) {
        return Math.max(0, Duration.between(then, clock.instant()).toMillis() / 1_000.0);
    }

    private synchronized @Nullable Seen now() {
        if (System.nanoTime() - asked >= FRESH) {
            try {
                seen = journal.seen();
            } catch (JournalUnavailable away) {
                seen = null;
            }
            asked = System.nanoTime();
        }
        return seen;
    }
}
