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
                return untouched(String.valueOf(bad.getMessage()));
            }
            if (last == 0 && tables.position() > 0) {
                return untouched(
                        "le topic est vide, son relais ne l'a pas encore rempli : les pages restent comme elles"
                                + " sont ; recommencez quand jekasy_relay_lag_entries est à 0 / the topic is empty, its relay has"
                                + " not filled it yet: the pages stay as they are; do it again when jekasy_relay_lag_entries is 0");
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

    /** The pages stay as they are: what the topic says there is not to be believed, or nothing. */
    private Progress.Now untouched(String why) throws SQLException {
        Progress progress = new Progress();
        long position = tables.position();
        progress.reached(position);
        progress.stopped(position + 1, why);
        return progress.now();
    }
}
