package org.jekasy.command.journal;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.ContinuousMessageStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.EventCriterion;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jekasy.command.ledger.Tags;
import org.jekasy.language.AliasAdded;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.OrganisationRegistered;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.wire.EventJson;
import org.jekasy.language.wire.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store on PostgreSQL: dense positions in commit order, tags, append conditions. Written for Axon 5.0.1; 5.0.2 changes the interface.
 * Payloads are {@link LedgerEntry}, stored as {@link EventJson} writes them. The metadata {@link #REQUEST} is kept beside them.
 */
public final class PostgresJournal implements EventStorageEngine, AutoCloseable {
    /** Metadata of an event: the SHA-256 of the request it answers, in hexadecimal. */
    public static final String REQUEST = "request";

    /** The channel of PostgreSQL that is notified of every commit. */
    public static final String BELL = GroupCommit.BELL;

    private static final MessageType SUM = new MessageType("Sum");
    private static final int LATELY = 1 << 14;
    private static final int REGISTERS = 1 << 15;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HikariDataSource database;
    private final GroupCommit writer;
    private final Histories histories;
    private final AtomicBoolean closed = new AtomicBoolean();
    // an entry never changes: those read or written lately are not decoded again. Registers have a place of their own:
    // nearly every command reads some, and what is recorded in a minute would push them out
    private final AtomicReferenceArray<@Nullable Read> lately = new AtomicReferenceArray<>(LATELY);
    private final AtomicReferenceArray<@Nullable Read> registers = new AtomicReferenceArray<>(REGISTERS);

    /** {@code database}: a pool of its own (see {@link JournalDatabase}), with a connection each for the writer and the reader at least. */
    public PostgresJournal(HikariDataSource database) {
        this(database, new CompositeMeterRegistry());
    }

    private PostgresJournal(HikariDataSource database, MeterRegistry meters) {
        this.database = database;
        this.writer = new GroupCommit(database, PATIENCE, new JournalMeters(meters));
        this.histories = new Histories(database, PATIENCE);
    }

    /**
     * Opens the journal of a running service: checks that the database is safe, brings its tables up to date, checks that nothing is missing.
     *
     * @throws UnsafeJournal the service must not start on it
     */
    public static PostgresJournal open(JournalProperties journal) {
        return open(journal, new CompositeMeterRegistry());
    }

    static PostgresJournal open(JournalProperties journal, MeterRegistry meters) {
        JournalGuard.checkSettings(journal);
        JournalDatabase.migrate(journal);
        JournalGuard.checkJournal(journal);
        return new PostgresJournal(JournalDatabase.pool(journal), meters);
    }

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition, @Nullable ProcessingContext context, List<TaggedEventMessage<?>> events) {
        List<Stored> entries = new ArrayList<>(events.size());
        List<Map<String, Long>> tags = new ArrayList<>(events.size());
        for (TaggedEventMessage<?> tagged : events) {
            entries.add(stored(tagged.event()));
            tags.add(withGrams(tagged));
        }
        GroupCommit.Append append = new GroupCommit.Append(entries, tags, conditionOf(condition));
        return CompletableFuture.completedFuture(new AppendTransaction<Long>() {
            @Override
            public CompletableFuture<Long> commit(@Nullable ProcessingContext c) {
                return writer.append(append).thenApply(last -> {
                    remember(append.entries, events, last);
                    return last;
                });
            }

            @Override
            public void rollback(@Nullable ProcessingContext c) {
                // nothing was done before the commit
            }

            @Override
            public CompletableFuture<ConsistencyMarker> afterCommit(Long last, @Nullable ProcessingContext c) {
                return CompletableFuture.completedFuture(new GlobalIndexConsistencyMarker(last));
            }
        });
    }

    @Override
    public MessageStream<EventMessage> source(SourcingCondition condition, @Nullable ProcessingContext context) {
        long start = GlobalIndexPosition.toIndex(condition.start());
        // Waited for here. A stream that is still to come is looked at by two threads at once in Axon 5.0.1: who
        // completes
        // it asks whether it is at its end while who reads it takes the next entry, and between the two an entry is
        // lost.
        Histories.History history;
        try {
            history = read(tagsIn(condition.criteria())).join();
        } catch (CompletionException failure) {
            return MessageStream.failed(failure.getCause() == null ? failure : failure.getCause());
        }
        List<MessageStream.Entry<EventMessage>> entries =
                new ArrayList<>(history.entries().size() + 1);
        for (Histories.Past past : history.entries()) {
            if (past.position() >= start) {
                entries.add(entry(past.position(), past.requestHash(), past.entry()));
            }
        }
        history.sums().forEach((tag, grams) -> entries.add(new SimpleEntry<>(sum(tag, grams), Context.empty())));
        // The last entry carries the head of the same snapshot. Never ORIGIN, not even when empty: it would be replaced
        // by
        // the next source's.
        entries.add(new SimpleEntry<>(
                TerminalEventMessage.INSTANCE,
                ConsistencyMarker.addToContext(Context.empty(), new GlobalIndexConsistencyMarker(history.head()))));
        return MessageStream.fromStream(entries.stream(), MessageStream.Entry::message, entry -> entry);
    }

    @Override
    public MessageStream<EventMessage> stream(StreamingCondition condition, @Nullable ProcessingContext context) {
        if (condition.criteria().hasCriteria()) {
            throw new IllegalArgumentException("The journal is followed as a whole");
        }
        long start = condition.position() == null
                ? 0
                : condition.position().position().orElse(0);
        return new ContinuousMessageStream<Stored>(
                last -> after(last == null ? start : last.position(), 500),
                row -> entry(row.position(), row.requestHash(), row.entry()),
                (stream, callback) -> {
                    AtomicBoolean cancelled = new AtomicBoolean();
                    Thread.startVirtualThread(() -> {
                        while (!cancelled.get() && !closed.get()) {
                            callback.run();
                            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                        }
                    });
                    return () -> cancelled.compareAndSet(false, true);
                });
    }

    /** The entries after a position, in order, at most {@code limit}. */
    public List<Stored> after(long position, int limit) {
        return query(
                "select position, event_id, type, version, occurred_at, recorded_at, organisation, request_hash, entry"
                        + " from journal where position > ? order by position limit ?",
                select -> {
                    select.setLong(1, position);
                    select.setInt(2, limit);
                },
                row -> {
                    List<Stored> entries = new ArrayList<>();
                    while (row.next()) {
                        entries.add(new Stored(
                                row.getLong(1),
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                row.getInt(4),
                                row.getTimestamp(5).toInstant(),
                                row.getTimestamp(6).toInstant(),
                                row.getString(7),
                                row.getBytes(8),
                                row.getBytes(9)));
                    }
                    return entries;
                });
    }

    /**
     * The oldest entries under any of these tags, at most {@code limit}, about which no other was written: none has the tag of this key with the entry's own id.
     */
    public List<LedgerEntry> unanswered(Collection<String> tags, String key, int limit) {
        return query(
                """
                select t.position, j.entry from unnest(?::text[]) as q(tag)
                    cross join lateral (select position from journal_tag where tag = q.tag offset 0) t
                    cross join lateral (select event_id, entry from journal where position = t.position offset 0) j
                where not exists (select from journal_tag where tag = ? || ':' || j.event_id)
                order by t.position limit ?
                """,
                select -> {
                    select.setArray(1, select.getConnection().createArrayOf("text", tags.toArray()));
                    select.setString(2, key);
                    select.setInt(3, limit);
                },
                row -> {
                    List<LedgerEntry> entries = new ArrayList<>();
                    while (row.next()) {
                        entries.add(EventJson.read(row.getLong(1), row.getBytes(2)));
                    }
                    return entries;
                });
    }

    /** The position of the last entry; 0 when there is none. */
    public long head() {
        return query("select coalesce(max(position), 0) from journal", select -> {}, PostgresJournal::number);
    }

    /** From now on nothing is appended to a database that began a new timeline until its journal was compared with its copy. */
    void guard() {
        writer.guard();
    }

    /** Why nothing is appended now; null when it is. */
    public @Nullable JournalBehind refusing() {
        return writer.refusing();
    }

    /** Appends nothing more: the copy knows entries this journal does not. Reads go on. */
    public void refuse(JournalBehind why) {
        writer.refuse(why);
    }

    /** The journal is not behind its copy: appends go on. */
    public void compared() {
        long head = head();
        try (Connection connection = database.getConnection()) {
            GroupCommit.compared(connection, head);
        } catch (SQLException failure) {
            throw new JournalUnavailable("PostgreSQL does not answer", failure);
        }
        writer.goOn();
    }

    /** Puts entries back that this journal lost, at the positions they had, byte for byte; with their tags and what they add under each, in grams. */
    public void putBack(List<Stored> entries, List<Map<String, Long>> tags) {
        try (Connection connection = database.getConnection()) {
            GroupCommit.putBack(connection, entries, tags);
        } catch (SQLException failure) {
            throw new JournalUnavailable("PostgreSQL does not answer", failure);
        }
    }

    /** What a scrape wants to know, in one question. */
    JournalSight.Seen seen() {
        return query(
                "select (select failed_count from pg_stat_archiver), position, recorded_at"
                        + " from (select 1) one left join (select position, recorded_at from journal order by position desc limit 1) last on true",
                select -> {},
                row -> {
                    row.next();
                    Timestamp recordedAt = row.getTimestamp(3);
                    return new JournalSight.Seen(
                            row.getLong(2), recordedAt == null ? null : recordedAt.toInstant(), row.getLong(1));
                });
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(0));
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(head()));
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(query(
                "select coalesce((select min(position) - 1 from journal where recorded_at >= ?), (select max(position) from journal), 0)",
                select -> select.setTimestamp(1, Timestamp.from(at)),
                PostgresJournal::number)));
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("database", database);
    }

    /** Finishes what is waiting and closes the pool. */
    @Override
    public void close() {
        closed.set(true);
        writer.close();
        histories.close();
        database.close();
    }

    private static Stored stored(EventMessage message) {
        if (!(message.payload() instanceof LedgerEntry entry)) {
            throw new IllegalArgumentException("Only ledger entries are kept, not " + message.payloadType());
        }
        EventType type = EventType.of(entry.event());
        return new Stored(
                0,
                entry.eventId().uuid(),
                type.name(),
                type.version(),
                entry.occurredAt(),
                entry.recordedAt(),
                entry.by().organisation().text(),
                HexFormat.of().parseHex(message.metadata().getOrDefault(REQUEST, "")),
                EventJson.write(entry));
    }

    // what was just recorded is what is asked for next
    private void remember(List<Stored> entries, List<TaggedEventMessage<?>> events, long last) {
        long position = last - entries.size();
        for (int n = 0; n < entries.size(); n++) {
            position++;
            EventMessage event = events.get(n).event();
            if (event.payload() instanceof LedgerEntry entry) {
                remember(
                        position,
                        entries.get(n).requestHash(),
                        new GenericEventMessage(
                                event.identifier(),
                                event.type(),
                                entry.at(position),
                                event.metadata(),
                                event.timestamp()));
            }
        }
    }

    private void remember(long position, byte[] requestHash, EventMessage message) {
        Read read = new Read(position, requestHash, message);
        if (isRegister(message)) {
            registers.set((int) (position & (REGISTERS - 1)), read);
        } else {
            lately.set((int) (position & (LATELY - 1)), read);
        }
    }

    private static boolean isRegister(EventMessage message) {
        return message.payload() instanceof LedgerEntry entry
                && switch (entry.event()) {
                    case OrganisationRegistered e -> true;
                    case PlaceRegistered e -> true;
                    case ProducerRegistered e -> true;
                    case AliasAdded e -> true;
                    case LedgerEvent other -> false;
                };
    }

    private @Nullable Read readBefore(long position) {
        Read read = registers.get((int) (position & (REGISTERS - 1)));
        return read != null && read.position() == position ? read : lately.get((int) (position & (LATELY - 1)));
    }

    private MessageStream.Entry<EventMessage> entry(long position, byte[] requestHash, byte[] written) {
        Read read = readBefore(position);
        EventMessage message;
        // the hash too: a database put back to the past under a running service holds other entries at the same places
        if (read != null && read.position() == position && Arrays.equals(read.requestHash(), requestHash)) {
            message = read.message();
        } else {
            message = message(position, requestHash, written);
            remember(position, requestHash, message);
        }
        return new SimpleEntry<>(
                message, TrackingToken.addToContext(Context.empty(), new GlobalSequenceTrackingToken(position)));
    }

    private static EventMessage message(long position, byte[] requestHash, byte[] written) {
        LedgerEntry entry = EventJson.read(position, written);
        EventType type = EventType.of(entry.event());
        return new GenericEventMessage(
                entry.eventId().text(),
                new MessageType(type.name(), Integer.toString(type.version())),
                entry,
                Map.of(REQUEST, HexFormat.of().formatHex(requestHash)),
                entry.recordedAt());
    }

    private static GroupCommit.@Nullable Condition conditionOf(AppendCondition condition) {
        ConsistencyMarker marker = condition.consistencyMarker();
        if (marker.equals(ConsistencyMarker.INFINITY)) {
            return null;
        }
        return new GroupCommit.Condition(
                Math.max(0, GlobalIndexConsistencyMarker.position(marker)), written(tagsIn(condition.criteria())));
    }

    // alternatives of single tags are all the ledger needs; anything else would silently mean something different
    private static Set<Tag> tagsIn(EventCriteria criteria) {
        Set<Tag> tags = new HashSet<>();
        for (EventCriterion criterion : criteria.flatten()) {
            if (criterion.tags().size() != 1 || !criterion.types().isEmpty()) {
                throw new IllegalArgumentException(
                        "Only alternatives of single tags can be asked for, not " + criterion);
            }
            tags.addAll(criterion.tags());
        }
        if (tags.isEmpty()) {
            throw new IllegalArgumentException("A history needs at least one tag");
        }
        return tags;
    }

    private static Set<String> written(Set<Tag> tags) {
        Set<String> written = HashSet.newHashSet(tags.size());
        tags.forEach(tag -> written.add(written(tag)));
        return written;
    }

    private static String written(Tag tag) {
        return tag.key() + ":" + tag.value();
    }

    private static Map<String, Long> withGrams(TaggedEventMessage<?> tagged) {
        Map<org.jekasy.command.ledger.Tag, Long> grams =
                tagged.event().payload() instanceof LedgerEntry entry ? Tags.grams(entry.event()) : Map.of();
        Map<String, Long> written = HashMap.newHashMap(tagged.tags().size());
        tagged.tags()
                .forEach(tag -> written.put(
                        written(tag),
                        grams.getOrDefault(new org.jekasy.command.ledger.Tag(tag.key(), tag.value()), 0L)));
        return written;
    }

    private CompletableFuture<Histories.History> read(Set<Tag> tags) {
        Set<String> listed = HashSet.newHashSet(tags.size());
        Set<String> summed = new HashSet<>();
        for (Tag tag : tags) {
            boolean isSummed = new org.jekasy.command.ledger.Tag(tag.key(), tag.value()).isSummed();
            (isSummed ? summed : listed).add(written(tag));
        }
        return histories.read(listed, summed);
    }

    private static EventMessage sum(String tag, long grams) {
        return new GenericEventMessage(tag, SUM, new Sum(tag, grams), Map.of(), Instant.EPOCH);
    }

    private static Long number(ResultSet row) throws SQLException {
        row.next();
        return row.getLong(1);
    }

    /** What all entries under a tag that is only summed come to, in grams; read instead of them. */
    public record Sum(String tag, long grams) {}

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere as a whole
    private record Read(long position, byte[] requestHash, EventMessage message) {}

    private interface Ask {
        void of(PreparedStatement select) throws SQLException;
    }

    private interface Rows<T> {
        T from(ResultSet rows) throws SQLException;
    }

    private <T> T query(String sql, Ask ask, Rows<T> read) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            ask.of(select);
            try (ResultSet rows = select.executeQuery()) {
                return read.from(rows);
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable("PostgreSQL does not answer", failure);
        }
    }
}
