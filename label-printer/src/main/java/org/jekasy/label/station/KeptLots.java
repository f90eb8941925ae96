package org.jekasy.label.station;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jekasy.label.lot.KnownLots;
import org.jekasy.label.lot.Label;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lots as query-service knows them; while it can not be reached, as it last said of them, of the 5,000 read last. They are in the
 * station's folder, so that a station that is cut off can also be switched off.
 */
public final class KeptLots implements KnownLots, AutoCloseable {
    static final int MOST = 5_000;

    /**
     * While it is away, query-service is asked so often whether it is back; between, a kept lot is printed at once, and one that is not kept
     * waits, where nobody answered at all, without holding the others up.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(KeptLots.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final KnownLots asked;
    private final Journal journal;
    private final Clock clock;
    private final LongSupplier nanos;
    private final LinkedHashMap<LotCode, Kept> lots = new LinkedHashMap<>();
    private @Nullable Instant awaySince;
    /** By a clock that nobody sets. */
    private long lastAsked;

    private @Nullable Refusal nobodyThere;

    /** What was read of a lot and when; without label, nothing is kept of it any more. */
    private record Kept(LotCode lot, Instant read, @Nullable Label label) {}

    private KeptLots(KnownLots asked, Journal journal, Clock clock, LongSupplier nanos) {
        this.asked = asked;
        this.journal = journal;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Reads what the folder holds; a record that can not be read is left out. */
    public static KeptLots in(StationFolder folder, KnownLots asked, Clock clock) {
        return in(folder, asked, clock, System::nanoTime);
    }

    static KeptLots in(StationFolder folder, KnownLots asked, Clock clock, LongSupplier nanos) {
        KeptLots kept = new KeptLots(asked, folder.journal("lots.jsonl"), clock, nanos);
        for (String line : kept.journal.lines()) {
            try {
                kept.put(JSON.readValue(line, Kept.class));
            } catch (JacksonException | Refusal bad) {
                LOG.warn("lots.jsonl : une ligne est illisible et laissée / a line can not be read, left out");
            }
        }
        return kept;
    }

    @Override
    public Label label(LotCode lot) {
        Optional<Label> atOnce = withoutAsking(lot);
        if (atOnce.isPresent()) {
            return atOnce.get();
        }
        try {
            Label label = asked.label(lot);
            heard(lot, label);
            return label;
        } catch (Refusal refusal) {
            return switch (refusal.reason()) {
                case LOTS_AWAY -> cutOff(lot, refusal).orElseThrow(() -> refusal);
                // it must not come out of the kept ones tomorrow
                case LOT_VOIDED, LOT_UNKNOWN, LOT_EMPTY, CODE_FREE, CODE_VOID -> {
                    heard(lot, null);
                    throw refusal;
                }
                default -> throw refusal;
            };
        }
    }

    /** Reads a lot that nobody prints yet. That it is not answered says nothing of the line: whoever prints finds that out. */
    void readAhead(LotCode lot) {
        heard(lot, asked.label(lot));
    }

    private synchronized Optional<Label> withoutAsking(LotCode lot) {
        if (awaySince == null || nanos.getAsLong() - lastAsked >= PATIENCE.toNanos()) {
            return Optional.empty();
        }
        Optional<Label> kept = label(lots.get(lot));
        if (kept.isEmpty() && nobodyThere != null) {
            throw nobodyThere;
        }
        return kept;
    }

    private synchronized Optional<Label> cutOff(LotCode lot, Refusal away) {
        lastAsked = nanos.getAsLong();
        // an answer of 503 may be about this lot only
        nobodyThere = away.getCause() == null ? null : away;
        if (awaySince == null) {
            awaySince = clock.instant();
        }
        return label(lots.get(lot));
    }

    private static Optional<Label> label(@Nullable Kept kept) {
        return kept == null ? Optional.empty() : Optional.ofNullable(kept.label());
    }

    private synchronized void heard(LotCode lot, @Nullable Label label) {
        awaySince = null;
        Kept kept = new Kept(lot, clock.instant(), label);
        if (label == null && !lots.containsKey(lot)) {
            return;
        }
        put(kept);
        try {
            journal.jot(JSON.writeValueAsString(kept));
            if (journal.size() > 2 * MOST) {
                List<String> lines =
                        lots.values().stream().map(JSON::writeValueAsString).toList();
                journal.rewrite(lines);
            }
        } catch (IOException e) {
            LOG.warn("lots.jsonl : {}", e.toString());
        }
    }

    private void put(Kept kept) {
        // the one read last stands last
        lots.remove(kept.lot());
        if (kept.label() == null) {
            return;
        }
        lots.put(kept.lot(), kept);
        if (lots.size() > MOST) {
            lots.pollFirstEntry();
        }
    }

    /** Since when query-service does not answer; empty while it does. */
    public synchronized Optional<Instant> awaySince() {
        return Optional.ofNullable(awaySince);
    }

    /** When the record was read that a label now stands on; empty while query-service answers. */
    public synchronized Optional<Instant> readAt(LotCode lot) {
        return awaySince == null
                ? Optional.empty()
                : Optional.ofNullable(lots.get(lot)).map(Kept::read);
    }

    /** Whether this lot can be printed without query-service. */
    synchronized boolean knows(LotCode lot) {
        return lots.containsKey(lot);
    }

    /** How many lots can be printed without query-service. */
    public synchronized int size() {
        return lots.size();
    }

    @Override
    public synchronized void close() throws IOException {
        journal.close();
    }
}
