package org.jekasy.query.label;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jekasy.language.LotId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Counts how often the labels with a number are scanned: which label, on which day, how often, and nothing of who did. Nobody who scans waits for it: what was
 * counted is written once a second, all at once; what was not is lost with the process.
 */
@Component
public final class ScanCount implements AutoCloseable {
    /** So many labels wait to be written; while the database is away, those that come beyond are not counted. */
    static final int MOST = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ScanCount.class);

    private final DataSource pages;
    private final Clock clock;
    private final Map<Scanned, Long> waiting = new HashMap<>();
    private final ScheduledExecutorService pen = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("scans").factory());

    private record Scanned(String lot, String serial, LocalDate day) {}

    ScanCount(@Qualifier("followPool") DataSource followPool, Clock pageClock) {
        this.pages = followPool;
        this.clock = pageClock;
        ScheduledFuture<?> _ = pen.scheduleWithFixedDelay(this::write, 1, 1, TimeUnit.SECONDS);
    }

    /** One scan of a label; only of one that was issued, else anybody could fill the table. */
    public void count(LotId lot, String serial) {
        Scanned label = new Scanned(lot.text(), serial, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        synchronized (waiting) {
            add(label, 1);
        }
    }

    private void add(Scanned label, long scans) {
        if (waiting.size() < MOST || waiting.containsKey(label)) {
            waiting.merge(label, scans, Long::sum);
        }
    }

    private synchronized void write() {
        Map<Scanned, Long> taken;
        synchronized (waiting) {
            taken = Map.copyOf(waiting);
            waiting.clear();
        }
        try {
            write(taken);
        } catch (SQLException | RuntimeException away) {
            LOG.debug("scans wait", away);
            synchronized (waiting) {
                taken.forEach(this::add);
            }
        }
    }

    private void write(Map<Scanned, Long> taken) throws SQLException {
        if (taken.isEmpty()) {
            return;
        }
        // in one order, so that two services never wait for each other
        List<Scanned> labels = taken.keySet().stream()
                .sorted(Comparator.comparing(Scanned::lot)
                        .thenComparing(Scanned::serial)
                        .thenComparing(Scanned::day))
                .toList();
        try (Connection connection = pages.getConnection();
                PreparedStatement upsert = connection.prepareStatement("""
                        insert into label_scan (lot, serial, first_day, last_day, scans)
                        select lot, serial, min(day), max(day), sum(scans) from unnest(?, ?, ?::date[], ?) t (lot, serial, day, scans)
                        group by lot, serial order by lot, serial
                        on conflict (lot, serial) do update set
                            first_day = least(label_scan.first_day, excluded.first_day),
                            last_day = greatest(label_scan.last_day, excluded.last_day),
                            scans = label_scan.scans + excluded.scans""")) {
            upsert.setArray(1, connection.createArrayOf("text", each(labels, Scanned::lot)));
            upsert.setArray(2, connection.createArrayOf("text", each(labels, Scanned::serial)));
            upsert.setArray(
                    3,
                    connection.createArrayOf(
                            "text", each(labels, label -> label.day().toString())));
            upsert.setArray(
                    4, connection.createArrayOf("bigint", each(labels, label -> taken.getOrDefault(label, 0L))));
            upsert.executeUpdate();
        }
    }

    private static Object[] each(List<Scanned> labels, Function<Scanned, Object> what) {
        return labels.stream().map(what).toArray();
    }

    /** Writes what waits. */
    @Override
    public void close() {
        pen.shutdown();
        write();
    }
}
