package org.jekasy.label.station;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jekasy.label.lot.Reason.Said;
import org.jekasy.label.station.PrintJob.Reported;
import org.jekasy.label.station.PrintJob.State;
import org.jekasy.label.station.PrintJob.Told;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ledger which labels came out: {@code POST {commands-url}/label-issues}, one for each order, whose id is the entry's, so that one sent
 * twice is one; and what became of each order of the ledger's own: {@code /label-order-reports}. Of labels with numbers all that may exist are issued, for nobody
 * can say which number is on a label that was not found; as many as were missing are then void, {@code /label-voids}, under an id made from the order's; last
 * those that somebody took back one by one ({@link Voids}). What can not be sent now stays due, in the station's files, and is sent when the line is back.
 */
public final class Reports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private static final int LONGEST_REASON = 400;

    /** A station that was cut off for days, or waited for somebody to look, says at once why it is late. */
    private static final List<Map<String, String>> LATE =
            List.of(Map.of("code", "W-TIME-03", "reason", "Poste coupé du registre."));

    private final PrintQueue queue;
    private final Voids voids;
    private final LedgerLine ledger;
    private final Clock clock;
    private final Duration pause;
    private final Thread worker;
    private volatile boolean closing;
    private volatile @Nullable Said trouble;

    public Reports(PrintQueue queue, Voids voids, LedgerLine ledger, Clock clock) {
        this(queue, voids, ledger, clock, Duration.ofSeconds(20));
    }

    /** {@code pause} is how long nothing is tried after a failure, or with nothing to send. */
    Reports(PrintQueue queue, Voids voids, LedgerLine ledger, Clock clock, Duration pause) {
        this.queue = queue;
        this.voids = voids;
        this.ledger = ledger;
        this.clock = clock;
        this.pause = pause;
        queue.reporting();
        worker = Thread.ofVirtual().name("reports").start(this::work);
    }

    /** Why nothing gets through; empty while it does. */
    public Optional<Said> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void work() {
        while (!closing) {
            try {
                int heard = queue.rung();
                turn();
                queue.await(heard, pause);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** A fault, as a disk that is full, costs this turn and not the reports. */
    private void turn() throws InterruptedException {
        try {
            all();
        } catch (RuntimeException | Error e) {
            trouble(String.valueOf(e.getMessage()));
            LOG.error("reports", e);
        }
    }

    /** Sends what is due, the oldest first, until it does not get through. */
    private void all() throws InterruptedException {
        try {
            for (PrintJob job : queue.untold()) {
                if (closing || !tell(job)) {
                    return;
                }
            }
            for (PrintJob job : queue.due()) {
                if (closing || !send(job)) {
                    return;
                }
            }
            for (VoidedLabel label : voids.due()) {
                // before its issue the ledger knows no such label
                if (!voids.waits(label) && (closing || !send(label))) {
                    return;
                }
            }
            trouble = null;
        } catch (LedgerLine.Down down) {
            trouble = down.said();
        }
    }

    /** What became of an order of the ledger's own. False when the line is down. */
    private boolean tell(PrintJob job) throws LedgerLine.Down, InterruptedException {
        Told told = job.toTell();
        if (told == null) {
            return true;
        }
        LedgerLine.Answer answer = ledger.post("/label-order-reports", report(job, told));
        if (answer.takenIn()) {
            queue.change(job.id(), Set.of(State.values()), j -> j.heard(told));
            return true;
        }
        if (answer.refused()) {
            queue.change(job.id(), Set.of(State.values()), j -> j.turnedAway(clock.instant(), answer.detail()));
            return true;
        }
        trouble = answer.detail();
        return false;
    }

    private Map<String, Object> report(PrintJob job, Told told) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("eventId", job.entry(ledger.station(), told.name()).toString());
        body.put("occurredAt", (told == Told.TAKEN ? job.asked() : job.since()).toString());
        body.put("order", job.id().toString());
        body.put("state", told.name());
        switch (told) {
            case PRINTED -> {
                body.put("printed", job.out());
                if (job.state() == State.REPLACED) {
                    body.put(
                            "reason",
                            "Étiquettes non trouvées, réimprimées à part : "
                                    + job.fate().missing());
                }
            }
            case FAILED -> {
                body.put("printed", 0);
                body.put("reason", why(job.note()));
            }
            case UNKNOWN -> body.put("reason", why(job.note()));
            case TAKEN, SENT, CANCELLED -> {}
        }
        body.put("confirmed", LATE);
        return body;
    }

    private static String why(@Nullable Said note) {
        String why = note == null ? "" : note.french().replaceAll("\\p{C}", " ").strip();
        return why.isEmpty() ? "–" : why.substring(0, Math.min(why.length(), LONGEST_REASON));
    }

    /** False when the line is down. */
    private boolean send(PrintJob job) throws LedgerLine.Down, InterruptedException {
        LedgerLine.Answer answer = ledger.post("/label-issues", issued(job));
        if (answer.takenIn() && missing(job) > 0) {
            answer = ledger.post("/label-voids", missed(job));
        }
        if (answer.takenIn()) {
            told(job, null);
            return true;
        }
        if (answer.refused()) {
            told(job, answer.detail());
            return true;
        }
        trouble = answer.detail();
        return false;
    }

    /** False when the line is down. */
    private boolean send(VoidedLabel label) throws LedgerLine.Down, InterruptedException {
        LedgerLine.Answer answer = ledger.post(
                "/label-voids",
                Map.of(
                        "eventId", label.id().toString(),
                        "occurredAt", label.at().toString(),
                        "lot", label.lot().code(),
                        "count", 1,
                        "serials", List.of(label.serial()),
                        "reason", label.reason(),
                        "confirmed", LATE));
        if (answer.takenIn() || answer.refused()) {
            voids.reported(label, new Reported(clock.instant(), answer.takenIn() ? null : answer.detail()));
            return true;
        }
        trouble = answer.detail();
        return false;
    }

    /** An order of the ledger's own is an entry itself. */
    private UUID id(PrintJob job) {
        return job.ordered() == null ? job.id() : job.entry(ledger.station(), "LABELS");
    }

    private Map<String, Object> issued(PrintJob job) {
        List<String> serials = job.fate().serials();
        Map<String, Object> entry = entry(job, id(job));
        entry.put("uri", address(job));
        entry.put("count", serials.isEmpty() ? job.out() : serials.size());
        entry.put("serials", serials);
        entry.put("printer", job.printer());
        if (job.copy() > 1) {
            entry.put("copy", job.copy());
        }
        return entry;
    }

    /** How many labels with numbers were not found; of those without, what came out was counted. */
    private static int missing(PrintJob job) {
        int numbered = job.fate().serials().size();
        return numbered == 0 ? 0 : numbered - job.out();
    }

    private Map<String, Object> missed(PrintJob job) {
        UUID id = UUID.nameUUIDFromBytes(("missing of " + id(job)).getBytes(StandardCharsets.UTF_8));
        Map<String, Object> entry = entry(job, id);
        entry.put("count", missing(job));
        entry.put("serials", List.of());
        entry.put("reason", "pas trouvées après l'impression, réimprimées comme copies");
        return entry;
    }

    private static Map<String, Object> entry(PrintJob job, UUID id) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("eventId", id.toString());
        entry.put("occurredAt", job.since().toString());
        // what was scanned may be a code of a roll: the lot is the one that the labels lead to
        String address = address(job);
        entry.put("lot", address.substring(address.lastIndexOf('/') + 1));
        entry.put("confirmed", LATE);
        return entry;
    }

    private static String address(PrintJob job) {
        return String.valueOf(job.fate().address());
    }

    private void told(PrintJob job, @Nullable Said refusal) {
        queue.change(job.id(), Set.of(State.values()), j -> j.reported(new Reported(clock.instant(), refusal)));
    }

    private void trouble(String why) {
        LOG.debug("{}", why);
        trouble = said(why);
    }

    private static Said said(String why) {
        return new Said(why, why);
    }

    @Override
    public void close() {
        closing = true;
        queue.wake();
        worker.interrupt();
    }
}
