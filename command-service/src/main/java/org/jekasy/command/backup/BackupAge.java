package org.jekasy.command.backup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Properties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** How old the last backup is, and the last time one was tried: infinite where there was none, NaN where no notes are kept. */
@Component
@EnableConfigurationProperties(BackupProperties.class)
final class BackupAge implements MeterBinder {
    private final BackupProperties backup;
    private final Clock clock;

    BackupAge(BackupProperties backup, Clock clock) {
        this.backup = backup;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("jekasy.backup.age", this, me -> me.since("backup"))
                .description("time since the last complete backup")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("jekasy.backup.drill.age", this, me -> me.since("drill"))
                .description("time since a backup was last restored to see that it can be")
                .baseUnit("seconds")
                .register(registry);
    }

    private double since(String what) {
        Path notes = backup.notes();
        if (notes == null) {
            return Double.NaN;
        }
        Properties noted = new Properties();
        try (Reader in = Files.newBufferedReader(notes)) {
            noted.load(in);
            Instant then = Instant.parse(noted.getProperty(what, ""));
            return Math.max(0, Duration.between(then, clock.instant()).toSeconds());
        } catch (IOException | DateTimeParseException never) {
            return Double.POSITIVE_INFINITY;
        }
    }
}
