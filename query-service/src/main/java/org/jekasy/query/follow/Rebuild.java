package org.jekasy.query.follow;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** Empties the pages and reads the whole ledger again, up to the entry that was the last one when it began. */
@Component
public class Rebuild {
    private final FollowProperties follow;
    private final Tables tables;

    Rebuild(FollowProperties follow, Tables tables) {
        this.follow = follow;
        this.tables = tables;
    }

    /** Rebuilds and says how it ended; the position is the last one in the pages. A service that runs meanwhile shows pages that fill up. */
    public Progress.Now run() throws SQLException {
        try (Topic topic = new Topic(follow)) {
            // before anything is emptied: is there something to read?
            long last;
            try {
                last = topic.lastPosition();
            } catch (Topic.BadRecord bad) {
                return untouched(bad);
            }
            tables.empty();
            // its own: the service that may be running here has another
            Progress progress = new Progress();
            FollowerMeters uncounted = new FollowerMeters(new CompositeMeterRegistry(), progress);
            new Following(
                            tables,
                            topic,
                            progress,
                            uncounted,
                            () -> progress.now().position() < last)
                    .run();
            return progress.now();
        }
    }

    /** The pages stay as they are: what the topic says there is not to be believed. */
    private Progress.Now untouched(Topic.BadRecord bad) throws SQLException {
        Progress progress = new Progress();
        long position = tables.position();
        progress.reached(position);
        progress.stopped(position + 1, String.valueOf(bad.getMessage()));
        return progress.now();
    }
}
