package org.jekasy.command.journal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** The one reader of histories in this process: all callers that are waiting are served by one query, each entry is read once. */
final class Histories implements AutoCloseable {
    /** What was known about some tags: their entries in order, the sums of others in grams, and the head of the journal in the same snapshot. */
    record History(long head, List<Past> entries, Map<String, Long> sums) {}

    /** One entry of a history. */
    @SuppressWarnings("ArrayRecordComponent") // handed on as read, compared nowhere
    record Past(long position, byte[] requestHash, byte[] entry) {}

    private static final class Wish extends Together.Waiting<History> {
        final Set<String> listed;
        final Set<String> summed;
        final List<Past> entries = new ArrayList<>();
        final Map<String, Long> sums = new HashMap<>();

        Wish(Set<String> listed, Set<String> summed) {
            super(AT_ONCE);
            this.listed = listed;
            this.summed = summed;
        }

        @Override
        int size() {
            return listed.size() + summed.size();
        }
    }

    private static final int ROUND = 5_000;

    // "offset 0" keeps the planner from turning the lookups into a scan and a hash join
    private static final String READ = """
            with hit as materialized (
                select q.n, t.position from unnest(?::text[]) with ordinality as q(tag, n)
                    cross join lateral (select position from journal_tag where tag = q.tag offset 0) t
                union all
                select q.n, t.position from unnest(?::bigint[], ?::uuid[]) as q(n, event_id)
                    cross join lateral (select position from journal where event_id = q.event_id offset 0) t)
            select head.position, e.position, e.numbers, e.request_hash, e.entry, null::bigint as grams
            from (select coalesce(max(position), 0) as position from journal) head
            left join (
                select h.position, h.numbers, j.request_hash, j.entry
                from (select position, array_agg(n) as numbers from hit group by position) h
                    cross join lateral (select request_hash, entry from journal where position = h.position offset 0) j) e on true
            union all
            select null, null, array[q.n], null, null, t.grams from unnest(?::text[]) with ordinality as q(tag, n)
                cross join lateral (
                    select coalesce(sum(grams), 0)::bigint as grams
                    from (select grams from journal_tag where tag = q.tag offset 0) every) t
            order by 2
            """;

    private final DataSource database;
    private final Duration patience;
    private final Together<Wish> waiting;
    private boolean away;

    Histories(DataSource database, Duration patience) {
        this.database = database;
        this.patience = patience;
        this.waiting = new Together<>("journal-reader", ROUND, this::serve);
    }

    /** To be waited for, not to be built upon: the reader itself gives the answer. Every entry that has one of the {@code listed} tags, and what all entries under each of the {@code summed} ones come to. */
    CompletableFuture<History> read(Set<String> listed, Set<String> summed) {
        Wish wish = new Wish(listed, summed);
        waiting.add(wish);
        return wish.answer;
    }

    private void serve(List<Wish> round) {
        long deadline = System.nanoTime() + (away ? 0 : patience.toNanos());
        while (true) {
            long head;
            try (Connection connection = database.getConnection()) {
                head = read(connection, round);
                away = false;
            } catch (SQLException failure) {
                if (System.nanoTime() - deadline >= 0) {
                    away = true;
                    round.forEach(wish -> wish.fail(new JournalUnavailable("PostgreSQL does not answer", failure)));
                    return;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                continue;
            }
            // only now that nothing can fail any more: what was handed out is not read anew under who has it
            round.forEach(wish -> wish.answer(new History(head, wish.entries, wish.sums)));
            return;
        }
    }

    /** Reads what all wish for; answers the head of the snapshot. */
    private static long read(Connection connection, List<Wish> round) throws SQLException {
        // number n (from 1) is the n-th distinct tag; callers who want the same tag share it
        Map<String, List<Wish>> wanted = new LinkedHashMap<>();
        Map<String, List<Wish>> toSum = new LinkedHashMap<>();
        for (Wish wish : round) {
            wish.entries.clear();
            wish.listed.forEach(
                    tag -> wanted.computeIfAbsent(tag, t -> new ArrayList<>(1)).add(wish));
            wish.summed.forEach(
                    tag -> toSum.computeIfAbsent(tag, t -> new ArrayList<>(1)).add(wish));
        }
        List<String> sums = List.copyOf(toSum.keySet());
        List<String> tags = List.copyOf(wanted.keySet());
        List<Long> numbers = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (int n = 0; n < tags.size(); n++) {
            UUID id = GroupCommit.idIn(tags.get(n));
            if (id != null) {
                numbers.add(n + 1L);
                ids.add(id);
            }
        }
        long head = 0;
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setArray(1, connection.createArrayOf("text", tags.toArray()));
            select.setArray(2, connection.createArrayOf("int8", numbers.toArray()));
            select.setArray(3, connection.createArrayOf("uuid", ids.toArray()));
            select.setArray(4, connection.createArrayOf("text", sums.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    head = Math.max(head, row.getLong(1));
                    Array matching = row.getArray(3);
                    if (matching == null) {
                        continue; // nothing found: the row is there for the head
                    }
                    long grams = row.getLong(6);
                    if (!row.wasNull()) {
                        String tag = sums.get((int) (((Long[]) matching.getArray())[0] - 1));
                        toSum.getOrDefault(tag, List.of()).forEach(wish -> wish.sums.put(tag, grams));
                        continue;
                    }
                    Past past = new Past(row.getLong(2), row.getBytes(4), row.getBytes(5));
                    for (Long n : (Long[]) matching.getArray()) {
                        for (Wish wish : wanted.getOrDefault(tags.get((int) (n - 1)), List.of())) {
                            if (wish.entries.isEmpty() || wish.entries.getLast().position() != past.position()) {
                                wish.entries.add(past);
                            }
                        }
                    }
                }
            }
        }
        return head;
    }

    /** Serves who is waiting, then stops. */
    @Override
    public void close() {
        waiting.close();
    }
}
