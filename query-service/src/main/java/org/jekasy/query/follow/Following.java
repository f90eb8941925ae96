package org.jekasy.query.follow;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reading itself: from the topic into the tables, an entry only if its position is the next one. What was seen is skipped, a broker or
 * database that is away is waited for; a gap, a bad record or an entry that does not fit stops it for good.
 */
final class Following {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(5);

    private final Tables tables;
    private final Topic topic;
    private final Progress progress;
    private final FollowerMeters meters;
    private final BooleanSupplier goOn;

    /** The last position written. */
    private long position;
    /** The position a gap was seen at since the last entry was written; a gap is believed when it is still there after searching again. */
    private @Nullable Long gap;

    private boolean lost = true;
    private long lookedAround = System.nanoTime();

    Following(Tables tables, Topic topic, Progress progress, FollowerMeters meters, BooleanSupplier goOn) {
        this.tables = tables;
        this.topic = topic;
        this.progress = progress;
        this.meters = meters;
        this.goOn = goOn;
    }

    /** Reads until told to end; returns early only when it must stop, which {@link Progress} then says. */
    void run() {
        // the next records are fetched and read while the last ones are written
        try (ExecutorService ahead = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("ledger-reader").factory())) {
            run(ahead);
        }
    }

    private void run(ExecutorService ahead) {
        Future<List<Topic.Received>> next = null;
        while (goOn.getAsBoolean()) {
            try {
                if (lost) {
                    if (next != null) {
                        settled(next);
                        next = null;
                    }
                    position = tables.position();
                    topic.seek(position);
                    progress.reached(position);
                    meters.newest(tables.newest());
                    lost = false;
                }
                List<Topic.Received> received = next == null ? topic.poll(POLL) : result(next);
                next = null;
                // asked before the reading ahead begins: the consumer serves one thread at a time
                long left = topic.left();
                if (received.isEmpty()) {
                    lookAround();
                } else {
                    meters.behind(left + received.size());
                    next = ahead.submit(() -> topic.poll(POLL));
                    take(received);
                }
                meters.behind(left);
            } catch (Stop stop) {
                stop(stop.at, stop.getMessage());
                return;
            } catch (Topic.BadRecord bad) {
                stop(position + 1, bad.getMessage());
                return;
            } catch (Tables.Moved moved) {
                LOG.info("Pages were written or emptied by another process: reading on from where they are");
                lost = true;
            } catch (SQLException database) {
                if (!isAway(database)) {
                    stop(position + 1, database.getMessage());
                    return;
                }
                waitFor(Progress.State.WAITING_FOR_DATABASE, database);
            } catch (InvalidOffsetException wiped) {
                LOG.warn(
                        "The topic was wiped or cut ({}): searching for position {}", wiped.getMessage(), position + 1);
                lost = true;
            } catch (WakeupException | InterruptException asked) {
                return;
            } catch (KafkaException broker) {
                if (broker.getCause() instanceof CorruptRecordException) {
                    stop(position + 1, broker.getMessage());
                    return;
                }
                waitFor(Progress.State.WAITING_FOR_BROKER, broker);
            }
        }
    }

    private static List<Topic.Received> result(Future<List<Topic.Received>> read) {
        try {
            return read.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new InterruptException("following ends");
        }
    }

    // the consumer is free again; what it read is of no use any more
    private static void settled(Future<List<Topic.Received>> read) {
        try {
            List<Topic.Received> forgotten = result(read);
            LOG.debug("{} records read in vain", forgotten.size());
        } catch (WakeupException | InterruptException asked) {
            throw asked;
        } catch (KafkaException away) {
            LOG.debug("the reading ahead failed", away);
        }
    }

    private void take(List<Topic.Received> received) throws SQLException {
        List<Written> next = new ArrayList<>(received.size());
        Map<Long, String> seen = new LinkedHashMap<>();
        RuntimeException end = null;
        for (Topic.Received record : received) {
            try {
                long at = record.position();
                long expected = position + next.size() + 1;
                if (at < expected) {
                    String eventId = idOf(record.entry());
                    if (at <= position) {
                        seen.put(at, eventId);
                    } else if (!idOf(next.get((int) (at - position - 1))).equals(eventId)) {
                        throw new Stop(at, otherEntry(at));
                    }
                } else if (at == expected) {
                    next.add(record.entry());
                } else {
                    end = new Gap(expected, at, record.offset());
                    break;
                }
            } catch (Topic.BadRecord | Stop bad) {
                // what came before it is good and is written first
                end = bad;
                break;
            }
        }
        if (!seen.isEmpty()) {
            Long other = tables.firstOther(seen);
            if (other != null) {
                throw new Stop(other, otherEntry(other));
            }
        }
        if (!next.isEmpty()) {
            write(next);
        }
        if (end instanceof Gap found) {
            meters.gap();
            if (gap != null && gap == found.expected) {
                throw new Stop(
                        found.expected,
                        "position %d is missing: offset %d holds position %d"
                                .formatted(found.expected, found.offset, found.holds));
            }
            // the topic may have been wiped and filled again under us: offsets mean nothing then
            gap = found.expected;
            lost = true;
        } else if (end != null) {
            throw end;
        }
    }

    private static String idOf(Written written) {
        return written.entry().eventId().text();
    }

    private static String otherEntry(long at) {
        return "position %d holds another entry than the one that was read: journal or topic were put back to an older state; rebuild the pages"
                .formatted(at);
    }

    private void write(List<Written> next) throws SQLException {
        long begin = System.nanoTime();
        try {
            tables.write(next);
            meters.written(next.size(), System.nanoTime() - begin);
        } catch (Tables.Moved moved) {
            throw moved;
        } catch (SQLException | RuntimeException failed) {
            if (failed instanceof SQLException database && isAway(database)) {
                throw database;
            }
            // one of them does not fit: up to it everything is written, and it is named
            for (Written entry : next) {
                try {
                    tables.write(List.of(entry));
                } catch (Tables.Moved moved) {
                    throw moved;
                } catch (SQLException | RuntimeException misfit) {
                    if (misfit instanceof SQLException database && isAway(database)) {
                        throw database;
                    }
                    LOG.error("Position {} does not fit", entry.position(), misfit);
                    throw new Stop(
                            entry.position(),
                            "position %d does not fit what was read before: %s"
                                    .formatted(entry.position(), misfit.getMessage()));
                }
                reached(entry.position());
            }
        }
        reached(next.getLast().position());
        meters.newest(next.getLast().entry().recordedAt());
    }

    private void reached(long written) {
        position = written;
        gap = null;
        progress.reached(written);
    }

    // nothing came: is the broker there, and did another process move the pages?
    private void lookAround() throws SQLException {
        if (System.nanoTime() - lookedAround < LOOK_AROUND.toNanos()) {
            return;
        }
        lookedAround = System.nanoTime();
        if (tables.position() != position) {
            lost = true;
            return;
        }
        topic.check();
        progress.reached(position);
    }

    private void waitFor(Progress.State what, Exception why) {
        LOG.warn("{}: {}", what, why.getMessage());
        progress.waiting(what, String.valueOf(why.getMessage()));
        lost = true;
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private void stop(long at, @Nullable String reason) {
        LOG.error("STOPPED before position {}: {}. Pages stay as they are; the ledger is the truth.", at, reason);
        progress.stopped(at, String.valueOf(reason));
    }

    /** True where trying again can help: the connection, the server's resources, a lock; false where the data are refused. */
    private static boolean isAway(SQLException database) {
        String state = database.getSQLState();
        return database instanceof SQLTransientException
                || state == null
                || state.startsWith("08")
                || state.startsWith("57")
                || state.startsWith("53")
                || state.startsWith("40")
                || state.startsWith("58")
                || state.equals("25006");
    }

    private static final class Gap extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long expected;
        private final long holds;
        private final long offset;

        Gap(long expected, long holds, long offset) {
            this.expected = expected;
            this.holds = holds;
            this.offset = offset;
        }
    }

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long at;

        Stop(long at, String reason) {
            super(reason);
            this.at = at;
        }
    }
}
