package org.jekasy.query.follow;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The tables of all projections and the count of what they hold: written together or not at all. */
@Component
class Tables {
    private final HikariDataSource pool;
    private final List<Projection> projections;

    Tables(@Qualifier("followPool") HikariDataSource followPool, List<Projection> projections) {
        this.pool = followPool;
        this.projections = List.copyOf(projections);
    }

    /** The position up to which everything is written. */
    long position() throws SQLException {
        try (Connection pages = pool.getConnection()) {
            return position(pages, "select position from progress");
        }
    }

    /** When the newest entry in the pages was recorded; null when there is none. */
    @Nullable
    Instant newest() throws SQLException {
        try (Connection pages = pool.getConnection();
                Statement statement = pages.createStatement();
                ResultSet found =
                        statement.executeQuery("select recorded_at from entry order by position desc limit 1")) {
            return found.next() ? found.getTimestamp(1).toInstant() : null;
        }
    }

    /** Writes entries that follow each other without a hole. {@link Moved} where somebody else wrote or emptied the tables meanwhile. */
    synchronized void write(List<Written> entries) throws SQLException {
        long first = entries.getFirst().position();
        transaction(pages -> {
            // the lock comes first: two followers take turns here
            long written = position(pages, "select position from progress for update");
            if (written != first - 1) {
                throw new Moved(written);
            }
            List<Change> changes = new ArrayList<>(entries.size());
            for (Written entry : entries) {
                Change change = change(pages, entry, changes);
                changes.add(change);
                for (Projection projection : projections) {
                    projection.apply(change);
                }
            }
            for (Projection projection : projections) {
                projection.write(pages);
            }
            for (Projection projection : projections) {
                projection.settle(pages);
            }
            advance(pages, entries.getLast().position());
        });
    }

    /** Empties every table and starts the count again. */
    synchronized void empty() throws SQLException {
        transaction(pages -> {
            position(pages, "select position from progress for update");
            List<String> tables = new ArrayList<>();
            projections.forEach(projection -> tables.addAll(projection.tables()));
            try (Statement statement = pages.createStatement()) {
                statement.execute("truncate " + String.join(", ", tables));
            }
            advance(pages, 0);
        });
    }

    /** Which of these entries, known by position, is another one than the one that was read; null where all are the same. */
    @Nullable
    Long firstOther(Map<Long, String> eventIds) throws SQLException {
        try (Connection pages = pool.getConnection();
                PreparedStatement query = pages.prepareStatement(
                        "select min(t.position) from unnest(?, ?) t (position, id)"
                                + " left join entry e on e.position = t.position where e.event_id::text is distinct from t.id")) {
            query.setArray(1, pages.createArrayOf("bigint", eventIds.keySet().toArray()));
            query.setArray(2, pages.createArrayOf("text", eventIds.values().toArray()));
            try (ResultSet found = query.executeQuery()) {
                found.next();
                long position = found.getLong(1);
                return found.wasNull() ? null : position;
            }
        }
    }

    private Change change(Connection pages, Written written, List<Change> batch) throws SQLException {
        LedgerEntry entry = written.entry();
        LedgerEvent event = entry.event();
        if (event instanceof EntryCorrected e) {
            return inPlaceOf(
                    pages, written, e.targetPosition(), e.target(), e.happenedAt(), e.original(), e.corrected(), batch);
        }
        if (event instanceof EntryVoided e) {
            return inPlaceOf(
                    pages, written, e.targetPosition(), e.target(), entry.occurredAt(), e.original(), null, batch);
        }
        return new Change(entry, written.text(), entry.position(), entry.eventId(), entry.occurredAt(), null, event);
    }

    private Change inPlaceOf(
            Connection pages,
            Written written,
            long target,
            EventId targetId,
            Instant happenedAt,
            LedgerEvent before,
            @Nullable LedgerEvent now,
            List<Change> batch)
            throws SQLException {
        LedgerEntry entry = written.entry();
        if (target <= 0 || target >= entry.position()) {
            throw new LedgerOutOfOrder("entry %d corrects entry %d".formatted(entry.position(), target));
        }
        Root at = root(pages, target, batch);
        if (!at.own().equals(targetId)) {
            throw new LedgerOutOfOrder("entry %d corrects entry %d as %s, which is %s"
                    .formatted(entry.position(), target, targetId, at.own()));
        }
        // a correction of a correction stands in the place of the first entry
        Root first = at.root() == target ? at : root(pages, at.root(), batch);
        return new Change(entry, written.text(), first.root(), first.own(), happenedAt, before, now);
    }

    private record Root(long root, EventId own) {}

    private static Root root(Connection pages, long position, List<Change> batch) throws SQLException {
        if (!batch.isEmpty() && position >= batch.getFirst().position()) {
            Change change = batch.get((int) (position - batch.getFirst().position()));
            return new Root(change.root(), change.entry().eventId());
        }
        try (PreparedStatement query = pages.prepareStatement("select root, event_id from entry where position = ?")) {
            query.setLong(1, position);
            try (ResultSet found = query.executeQuery()) {
                if (!found.next()) {
                    throw new LedgerOutOfOrder("entry %d is not there to be corrected".formatted(position));
                }
                return new Root(found.getLong(1), new EventId(found.getObject(2, UUID.class)));
            }
        }
    }

    private static long position(Connection pages, String query) throws SQLException {
        try (Statement statement = pages.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }

    private static void advance(Connection pages, long position) throws SQLException {
        try (PreparedStatement update = pages.prepareStatement("update progress set position = ?")) {
            update.setLong(1, position);
            update.executeUpdate();
        }
    }

    private interface Work {
        void in(Connection pages) throws SQLException;
    }

    private void transaction(Work work) throws SQLException {
        try (Connection pages = pool.getConnection()) {
            pages.setAutoCommit(false);
            boolean done = false;
            try {
                work.in(pages);
                pages.commit();
                done = true;
            } finally {
                if (!done) {
                    projections.forEach(Projection::forget);
                    rollback(pages);
                }
            }
        }
    }

    private static void rollback(Connection pages) {
        try {
            pages.rollback();
        } catch (SQLException gone) {
            // the server rolls back what a lost connection left behind
        }
    }

    /** The tables are not where this follower left them. */
    static final class Moved extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Moved(long position) {
            super("the pages are at position " + position);
        }
    }
}
