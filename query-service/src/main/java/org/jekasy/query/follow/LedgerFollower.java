package org.jekasy.query.follow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Keeps following while the service runs, on a thread of its own. */
@Component
@EnableConfigurationProperties(FollowProperties.class)
class LedgerFollower implements SmartLifecycle {
    private final FollowProperties follow;
    private final Tables tables;
    private final Progress progress;
    private final FollowerMeters meters;

    private @Nullable Thread thread;
    private volatile @Nullable Topic topic;
    private volatile boolean running;

    LedgerFollower(FollowProperties follow, Tables tables, Progress progress, FollowerMeters meters) {
        this.follow = follow;
        this.tables = tables;
        this.progress = progress;
        this.meters = meters;
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        thread = Thread.ofPlatform().name("ledger-follower").start(this::run);
    }

    private void run() {
        try (Topic read = new Topic(follow)) {
            topic = read;
            new Following(tables, read, progress, meters, () -> running).run();
        } catch (RuntimeException defect) {
            progress.stopped(progress.now().position() + 1, defect.toString());
            throw defect;
        } finally {
            topic = null;
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        Topic read = topic;
        if (read != null) {
            read.wakeup();
        }
        Thread ending = thread;
        if (ending != null) {
            try {
                ending.join(Duration.ofSeconds(10));
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isAutoStartup() {
        return follow.autostart();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
