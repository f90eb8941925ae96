package org.jekasy.command.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of this process. It takes all appends that are waiting, checks every condition, gives positions after {@code max(position)}, inserts
 * all with one statement, commits once and answers each.
 *
 * <p>While nobody else appends it knows the head and the newest position of every recent tag, and asks the database nothing. Positions are dense and
 * the primary key gives each only once, so an insert that succeeds proves that nobody came between. When another process appended, the insert fails
 * as a whole; then the turn is taken first (a transaction advisory lock), what is new is read, and the round is decided again.
 */
final class GroupCommit implements AutoCloseable {
    /** Nothing with one of these tags was appended after this position. */
    record Condition(long after, Set<String> tags) {}

    /** Entries that are recorded together or not at all; answered with the position of the last. */
    static final class Append extends Together.Waiting<Long> {
        final List<Stored> entries;
        // what each is about, and how many grams it adds there
        final List<Map<String, Long>> tags;
        final @Nullable Condition condition;

        Append(List<Stored> entries, List<Map<String, Long>> tags, @Nullable Condition condition) {
            super(ON_ITS_OWN_THREAD);
            this.entries = entries;
            this.tags = tags;
            this.condition = condition;
        }

        @Override
        int size() {
            return entries.size();
        }

        void reject(String why) {
            fail(new AppendEventsTransactionRejectedException(why));
        }
    }

    /** Who appends holds this advisory lock until his commit. */
    static final long TURN = 0x6A656B61_73790001L;

    /** Rung at every commit; the payload is the new head. */
    static final String BELL = "journal";

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final int ROUND = 5_000;
    private static final int REMEMBERED = 100_000;
    private static final long UNKNOWN = -1;

    // the lock comes before the inserts: both read from "turn"
    private static final String INSERT = """
            with turn as materialized (select pg_advisory_xact_lock(%d)),
            entries as (
                insert into journal (position, event_id, type, version, occurred_at, recorded_at, organisation, request_hash, entry)
                select ?::bigint + e.n, e.event_id, e.type, e.version, e.occurred_at, e.recorded_at, e.organisation, e.request_hash, e.entry
                from turn, unnest(?::uuid[], ?::text[], ?::int[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::bytea[], ?::bytea[]) with ordinality
                    as e(event_id, type, version, occurred_at, recorded_at, organisation, request_hash, entry, n)),
            tags as (
                insert into journal_tag (tag, position, grams)
                select t.tag, t.position, t.grams from turn, unnest(?::text[], ?::bigint[], ?::bigint[]) as t(tag, position, grams))
            select pg_notify('%s', ?)
            """.formatted(TURN, BELL);

    private static final String OLDER_CONFLICTS = """
            select c.n from unnest(?::int[], ?::text[], ?::bigint[]) as c(n, tag, after)
                cross join lateral (select from journal_tag t where t.tag = c.tag and t.position > c.after limit 1) found
            union
            select c.n from unnest(?::int[], ?::uuid[], ?::bigint[]) as c(n, event_id, after)
                cross join lateral (select from journal j where j.event_id = c.event_id and j.position > c.after limit 1) found
            """;

    private final DataSource database;
    private final Duration patience;
    private final JournalMeters meters;
    private final Together<Append> waiting;

    // All below is the writer's alone. Every tag used after the position "since" is remembered with its newest
    // position, up to the head.
    private long head = UNKNOWN;
    private long since;
    private long sinceRecent;
    private Map<String, Long> recent = new HashMap<>();
    private Map<String, Long> older = new HashMap<>();
    private boolean alone;
    private boolean away;
    private boolean unsure = true;
    private volatile long highest;
    private volatile boolean guarded;
    private volatile @Nullable JournalBehind refused;

    /** {@code patience}: how long a round is tried while PostgreSQL does not answer. */
    GroupCommit(DataSource database, Duration patience, JournalMeters meters) {
        this.database = database;
        this.patience = patience;
        this.meters = meters;
        this.waiting = new Together<>("journal-writer", ROUND, this::commit);
        meters.queue(waiting::length);
    }

    /** The position of the last of these entries, once they are safe; fails with {@link AppendEventsTransactionRejectedException} or {@link JournalUnavailable}. */
    CompletableFuture<Long> append(Append append) {
        waiting.add(append);
        return append.answer;
    }

    /** From now on nothing is appended to a database that began a new timeline until its journal was compared with its copy. */
    void guard() {
        guarded = true;
    }

    /** Appends nothing more for this reason. */
    void refuse(JournalBehind why) {
        refused = why;
    }

    @Nullable
    JournalBehind refusing() {
        return refused;
    }

    /** The journal was compared with its copy and is not behind it: goes on, whatever was known before. */
    void goOn() {
        highest = 0;
        refused = null;
    }

    private void commit(List<Append> round) {
        long begin = System.nanoTime();
        long deadline = begin + (away ? 0 : patience.toNanos());
        boolean inDoubt = false;
        while (true) {
            JournalBehind why = refused;
            if (why != null) {
                round.forEach(append -> append.fail(why));
                return;
            }
            try (Connection connection = database.getConnection()) {
                List<Runnable> answers = new ArrayList<>();
                long recorded;
                if (alone && !inDoubt) {
                    recorded = write(connection, round, answers);
                } else {
                    takeTurn(connection);
                    recorded = write(connection, inDoubt ? notStoredYet(connection, round, answers) : round, answers);
                    connection.commit();
                }
                away = false;
                highest = head;
                meters.committed(round.size(), recorded, System.nanoTime() - begin);
                answers.forEach(Runnable::run);
                return;
            } catch (JournalBehind behind) {
                head = UNKNOWN;
                alone = false;
                log.error("Nothing is recorded: {}", behind.getMessage());
                round.forEach(append -> append.fail(behind));
                return;
            } catch (SQLException failure) {
                head = UNKNOWN;
                alone = false;
                if (isOurFault(failure)) {
                    apart(round, failure);
                    return;
                }
                if ("23505".equals(failure.getSQLState())) {
                    // somebody else appended first, or an event id is known: both are settled once we have the turn
                    inDoubt |= isKnownEventId(failure);
                    meters.retried(JournalMeters.Again.OVERTAKEN);
                    continue;
                }
                if (JournalUnavailable.saysFull(failure)) {
                    // an answer, and a clear one: nothing was written, and waiting makes no room
                    round.forEach(append -> append.fail(new JournalUnavailable("PostgreSQL's disk is full", failure)));
                    return;
                }
                unsure = true;
                // also when the answer to a commit was lost: whether it happened is looked up by event id before
                // anything is written again
                inDoubt = true;
                if (System.nanoTime() - deadline >= 0) {
                    away = true;
                    round.forEach(append -> append.fail(new JournalUnavailable("PostgreSQL does not answer", failure)));
                    return;
                }
                meters.retried(JournalMeters.Again.AWAY);
                log.warn("The journal could not be written, trying again: {}", failure.getMessage());
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private void takeTurn(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        // a statement of its own: a statement's snapshot is older than a lock it takes itself
        try (PreparedStatement turn = connection.prepareStatement("select pg_advisory_xact_lock(" + TURN + ")")) {
            turn.execute();
        }
        long now = headOf(connection);
        if (unsure) {
            // the connection was lost or never there: meanwhile the database may have become another one
            if (now < highest) {
                throw new JournalBehind(now, highest);
            }
            if (guarded && !isCompared(connection)) {
                throw new JournalBehind(now, 0);
            }
            unsure = false;
        }
        highest = now;
        alone = now == head;
        if (!alone) {
            head = now;
            since = now;
            sinceRecent = now;
            recent = new HashMap<>();
            older = new HashMap<>();
        }
    }

    /** Decides and inserts, and says how many entries. The answers may be given once this is committed, the refusals too: they can rest on entries of the same round. */
    private long write(Connection connection, List<Append> round, List<Runnable> answers) throws SQLException {
        Set<Integer> conflicts = olderConflicts(connection, round);
        long before = head;
        List<Append> placed = new ArrayList<>();
        for (int n = 0; n < round.size(); n++) {
            Append append = round.get(n);
            if (conflicts.contains(n) || isOvertaken(append)) {
                answers.add(() -> append.reject("Something about the same lots was recorded in between"));
                continue;
            }
            for (int i = 0; i < append.entries.size(); i++) {
                head++;
                remember(byId(append.entries.get(i).eventId()));
                append.tags.get(i).keySet().forEach(this::remember);
                if (recent.size() >= REMEMBERED) {
                    older = recent;
                    since = sinceRecent;
                    recent = new HashMap<>();
                    sinceRecent = head;
                }
            }
            placed.add(append);
            long last = head;
            answers.add(() -> append.answer(last));
        }
        if (head > before) {
            insert(connection, before, placed);
        }
        return head - before;
    }

    private void remember(String tag) {
        recent.put(tag, head);
    }

    private long newest(String tag) {
        Long position = recent.get(tag);
        return position != null ? position : older.getOrDefault(tag, 0L);
    }

    /** True when an entry since the condition's position has one of its tags, or an event id of this append was used before; as far as remembered. */
    private boolean isOvertaken(Append append) {
        Condition condition = append.condition;
        return (condition != null && condition.tags.stream().anyMatch(tag -> newest(tag) > condition.after))
                || append.entries.stream().anyMatch(entry -> newest(byId(entry.eventId())) > 0)
                || append.entries.stream().map(Stored::eventId).distinct().count() < append.entries.size();
    }

    /** What memory does not reach back to. */
    private Set<Integer> olderConflicts(Connection connection, List<Append> round) throws SQLException {
        Question tags = new Question();
        Question ids = new Question();
        for (int n = 0; n < round.size(); n++) {
            Condition condition = round.get(n).condition;
            if (condition != null && condition.after < since) {
                for (String tag : condition.tags) {
                    UUID id = idIn(tag);
                    tags.add(n, tag, condition.after);
                    if (id != null) {
                        ids.add(n, id.toString(), condition.after);
                    }
                }
            }
        }
        Set<Integer> conflicts = new HashSet<>();
        if (tags.of.isEmpty()) {
            return conflicts;
        }
        try (PreparedStatement select = connection.prepareStatement(OLDER_CONFLICTS)) {
            tags.set(connection, select, 1, "text");
            ids.set(connection, select, 4, "uuid");
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    conflicts.add(row.getInt(1));
                }
            }
        }
        return conflicts;
    }

    private static final class Question {
        final List<Integer> of = new ArrayList<>();
        final List<String> what = new ArrayList<>();
        final List<Long> after = new ArrayList<>();

        void add(int n, String value, long position) {
            of.add(n);
            what.add(value);
            after.add(position);
        }

        void set(Connection connection, PreparedStatement into, int at, String type) throws SQLException {
            into.setArray(at, connection.createArrayOf("int4", of.toArray()));
            into.setArray(at + 1, connection.createArrayOf(type, what.toArray()));
            into.setArray(at + 2, connection.createArrayOf("int8", after.toArray()));
        }
    }

    private static void insert(Connection connection, long before, List<Append> placed) throws SQLException {
        List<Stored> entries =
                placed.stream().flatMap(append -> append.entries.stream()).toList();
        List<String> tags = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        List<Long> grams = new ArrayList<>();
        long position = before;
        for (Append append : placed) {
            for (Map<String, Long> about : append.tags) {
                position++;
                for (Map.Entry<String, Long> tag : about.entrySet()) {
                    tags.add(tag.getKey());
                    positions.add(position);
                    grams.add(tag.getValue());
                }
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setLong(1, before);
            array(connection, insert, 2, "uuid", entries, Stored::eventId);
            array(connection, insert, 3, "text", entries, Stored::type);
            array(connection, insert, 4, "int4", entries, Stored::version);
            array(connection, insert, 5, "timestamptz", entries, Stored::occurredAt);
            array(connection, insert, 6, "timestamptz", entries, Stored::recordedAt);
            array(connection, insert, 7, "text", entries, Stored::organisation);
            insert.setArray(
                    8,
                    connection.createArrayOf(
                            "bytea", entries.stream().map(Stored::requestHash).toArray(byte[][]::new)));
            insert.setArray(
                    9,
                    connection.createArrayOf(
                            "bytea", entries.stream().map(Stored::entry).toArray(byte[][]::new)));
            insert.setArray(10, connection.createArrayOf("text", tags.toArray()));
            insert.setArray(11, connection.createArrayOf("int8", positions.toArray()));
            insert.setArray(12, connection.createArrayOf("int8", grams.toArray()));
            insert.setString(13, Long.toString(position));
            insert.execute();
        }
    }

    private static void array(
            Connection connection,
            PreparedStatement into,
            int at,
            String type,
            List<Stored> entries,
            Function<Stored, Object> value)
            throws SQLException {
        into.setArray(
                at, connection.createArrayOf(type, entries.stream().map(value).toArray()));
    }

    /** After a lost answer: what is stored was stored by us if the bytes are ours; the same event id with other bytes is somebody else's. */
    private static List<Append> notStoredYet(Connection connection, List<Append> round, List<Runnable> answers)
            throws SQLException {
        Map<UUID, Long> positions = new HashMap<>();
        Map<UUID, byte[]> written = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select event_id, position, entry from journal where event_id = any(?)")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid",
                            round.stream()
                                    .flatMap(append -> append.entries.stream())
                                    .map(Stored::eventId)
                                    .toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject(1, UUID.class);
                    positions.put(id, row.getLong(2));
                    written.put(id, row.getBytes(3));
                }
            }
        }
        List<Append> open = new ArrayList<>();
        for (Append append : round) {
            if (append.entries.stream().noneMatch(entry -> positions.containsKey(entry.eventId()))) {
                open.add(append);
            } else if (append.entries.stream()
                    .allMatch(entry -> Arrays.equals(entry.entry(), written.get(entry.eventId())))) {
                long last = positions.getOrDefault(append.entries.getLast().eventId(), 0L);
                answers.add(() -> append.answer(last));
            } else {
                answers.add(() -> append.reject("This event id was recorded in between"));
            }
        }
        return open;
    }

    /** One append that PostgreSQL can not take must not fail its neighbours. */
    private void apart(List<Append> round, SQLException failure) {
        if (round.size() == 1) {
            round.getFirst().fail(failure);
        } else {
            round.forEach(append -> commit(List.of(append)));
        }
    }

    private static boolean isOurFault(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return (state.startsWith("22") || state.startsWith("23") || state.startsWith("54")) && !state.equals("23505");
    }

    private static boolean isKnownEventId(SQLException failure) {
        ServerErrorMessage message = failure instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        return message != null && "journal_event_id_once".equals(message.getConstraint());
    }

    /** An entry is about itself: its event id is a tag that need not be stored. */
    static String byId(UUID eventId) {
        return ITSELF + eventId;
    }

    static @Nullable UUID idIn(String tag) {
        return tag.length() == ITSELF.length() + 36 && tag.startsWith(ITSELF)
                ? UUID.fromString(tag.substring(ITSELF.length()))
                : null;
    }

    private static final String ITSELF = "entry:";

    static long headOf(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select coalesce(max(position), 0) from journal");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static final String HERE =
            "(select system_identifier from pg_control_system()), substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)";

    private static boolean isCompared(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select exists (select from copy_compared where (system, timeline) = (" + HERE + "))");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Notes that the journal, on this timeline of this database, is not behind its copy. */
    static void compared(Connection connection, long position) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into copy_compared (system, timeline, position) select " + HERE
                        + ", ? on conflict do nothing")) {
            insert.setLong(1, position);
            insert.executeUpdate();
        }
    }

    /** Puts entries back at the positions they had, byte for byte. Their positions follow the head without a hole. */
    static void putBack(Connection connection, List<Stored> entries, List<Map<String, Long>> tags) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement turn = connection.prepareStatement("select pg_advisory_xact_lock(" + TURN + ")")) {
            turn.execute();
        }
        long head = headOf(connection);
        if (entries.getFirst().position() != head + 1 || entries.getLast().position() != head + entries.size()) {
            throw new IllegalStateException("positions %d to %d do not follow head %d"
                    .formatted(entries.getFirst().position(), entries.getLast().position(), head));
        }
        insert(connection, head, List.of(new Append(entries, tags, null)));
        connection.commit();
    }

    /** Serves who is waiting, then stops. */
    @Override
    public void close() {
        waiting.close();
    }
}
