package org.jekasy.label.station;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Reason.Said;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.station.PrintJob.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The orders of this station, in a folder that outlives the process: every change is on the disk before anybody acts on it. An order that
 * was being sent when the power went is {@code UNKNOWN} at the next start: it is never sent again by itself.
 */
public final class PrintQueue implements AutoCloseable {
    /** So many orders that are done with are remembered. */
    static final int KEPT = 500;

    private static final Logger LOG = LoggerFactory.getLogger(PrintQueue.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Said LINE_LOST = new Said(
            "Une ligne de la file ne se lit plus : peut-être est-ce déjà sorti. Comptez les étiquettes sorties.",
            "A line of the queue can not be read any more: it may have come out already. Count the labels that came out.");
    private static final Said CUT_OFF = new Said(
            "Le poste s'est arrêté pendant l'envoi. Comptez les étiquettes sorties.",
            "The station stopped while sending. Count the labels that came out.");

    private final Journal journal;
    private final Clock clock;
    private final Map<UUID, PrintJob> jobs = new LinkedHashMap<>();
    private int rings;
    private boolean reporting;

    private PrintQueue(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Reads what the folder holds. */
    public static PrintQueue in(StationFolder folder, Clock clock) {
        PrintQueue queue = new PrintQueue(folder.journal("jobs.jsonl"), clock);
        queue.read();
        return queue;
    }

    private void read() {
        // which orders a line that can not be read may have been about
        Set<UUID> doubtful = new HashSet<>();
        for (String line : journal.lines()) {
            try {
                PrintJob job = JSON.readValue(line, PrintJob.class);
                jobs.put(job.id(), job);
                doubtful.remove(job.id());
            } catch (JacksonException e) {
                LOG.error(
                        "jobs.jsonl : une ligne est illisible et laissée / a line can not be read, left out: {}",
                        e.getOriginalMessage());
                doubtful.addAll(jobs.keySet());
            }
        }
        for (PrintJob job : List.copyOf(jobs.values())) {
            if (job.state() == State.SENDING) {
                unknown(job, CUT_OFF);
            } else if (job.state() == State.WAITING && doubtful.contains(job.id())) {
                unknown(job, LINE_LOST);
            }
        }
    }

    /** From now on what is due to be reported is kept until it is. */
    synchronized void reporting() {
        reporting = true;
    }

    /** What came out and was not reported, the oldest first. */
    public synchronized List<PrintJob> due() {
        return jobs.values().stream().filter(PrintJob::due).toList();
    }

    /** Orders of the ledger of which it has to hear something, the oldest first. */
    public synchronized List<PrintJob> untold() {
        return jobs.values().stream().filter(job -> job.toTell() != null).toList();
    }

    /** All of which the ledger has to hear something, the oldest first. */
    public synchronized List<PrintJob> unreported() {
        return jobs.values().stream()
                .filter(job -> job.due() || job.toTell() != null)
                .toList();
    }

    /** Whether there may be a label of this number of which the ledger will still hear. */
    synchronized boolean holds(String serial) {
        return jobs.values().stream()
                .filter(job -> job.due() || job.state().open() || job.state() == State.SENT)
                .filter(job -> job.fate().reported() == null)
                .anyMatch(job -> job.fate().serials().contains(serial));
    }

    /** Whether an order of this id is known. */
    synchronized boolean has(UUID id) {
        return jobs.containsKey(id);
    }

    /** Takes an order in; the same one again, as a form that was sent twice, changes nothing. Refused with {@code VALUE_REFUSED} when the key is another order's. */
    public synchronized PrintJob add(PrintJob order) {
        PrintJob known = jobs.get(order.id());
        if (known != null) {
            return theSame(known, known.asks(order));
        }
        write(order);
        return order;
    }

    /** All that is known, the latest first. */
    public synchronized List<PrintJob> jobs() {
        return new ArrayList<>(jobs.values()).reversed();
    }

    /** Refused with {@code JOB_UNKNOWN}. */
    public synchronized PrintJob job(UUID id) {
        PrintJob job = jobs.get(id);
        if (job == null) {
            throw new Refusal(Reason.JOB_UNKNOWN, Map.of());
        }
        return job;
    }

    synchronized List<PrintJob> of(String printer, Set<State> states) {
        return jobs.values().stream()
                .filter(job -> job.printer().equals(printer) && states.contains(job.state()))
                .toList();
    }

    /** Goes up with every change of an order. */
    synchronized int rung() {
        return rings;
    }

    /** Waits until an order came in or changed since {@link #rung} said {@code heard}, or the time is over. */
    synchronized void await(int heard, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        long left = most.toMillis();
        while (rings == heard && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    /** Whoever waits for an order looks again. */
    synchronized void wake() {
        rings++;
        notifyAll();
    }

    /** Changes an order that stands at one of these; empty when it has moved on. It is on the disk when this returns. */
    synchronized Optional<PrintJob> change(UUID id, Set<State> from, UnaryOperator<PrintJob> to) {
        PrintJob job = jobs.get(id);
        if (job == null || !from.contains(job.state())) {
            return Optional.empty();
        }
        PrintJob changed = to.apply(job);
        if (!changed.equals(job)) {
            write(changed);
        }
        return Optional.of(changed);
    }

    /** What was being sent and went wrong: from here on unknown. False when it was not being sent. */
    synchronized boolean lost(UUID id, Said why) {
        PrintJob job = jobs.get(id);
        if (job == null || job.state() != State.SENDING) {
            return false;
        }
        unknown(job, why);
        return true;
    }

    private void unknown(PrintJob job, Said why) {
        PrintJob unknown = job.to(State.UNKNOWN, clock.instant(), why);
        try {
            write(unknown);
        } catch (Refusal full) {
            // what the disk still says means the same at the next start
            jobs.put(job.id(), unknown);
        }
    }

    /** The operator looked: it came out. Refused with {@code JOB_MOVED_ON}. */
    public PrintJob cameOut(UUID id) {
        return change(id, Set.of(State.UNKNOWN), job -> job.to(State.PRINTED, clock.instant(), null))
                .orElseThrow(() -> movedOn(id));
    }

    /** It is not wanted any more, as long as nothing left. Refused with {@code JOB_MOVED_ON}. */
    public PrintJob cancel(UUID id) {
        return change(id, Set.of(State.WAITING), job -> job.to(State.CANCELLED, clock.instant(), null))
                .orElseThrow(() -> movedOn(id));
    }

    /**
     * So many labels of an order again, as the next copy; one that was unknown is settled by it. {@code as} is the id of the new order: sent
     * twice, it is one. Refused with {@code JOB_MOVED_ON} when nothing of it was sent yet.
     */
    public synchronized PrintJob again(UUID id, UUID as, int labels) {
        PrintJob known = jobs.get(as);
        if (known != null) {
            return theSame(known, known.count() == labels && known.first().equals(job(id).first()));
        }
        PrintJob old = job(id);
        if (!old.state().again()) {
            throw movedOn(id);
        }
        if (labels < 1 || labels > old.count()) {
            throw new Refusal(
                    Reason.VALUE_REFUSED,
                    Map.of(
                            "name",
                            "count",
                            "value",
                            labels,
                            "allowed",
                            new Said(
                                    "Un nombre de 1 à " + old.count() + ".",
                                    "A number from 1 to " + old.count() + ".")));
        }
        Instant now = clock.instant();
        int copy = jobs.values().stream()
                .filter(job -> job.first().equals(old.first()))
                .mapToInt(PrintJob::copy)
                .max()
                .orElse(1);
        // the new order first: a cut between the two leaves the old one unknown, which somebody looks at
        PrintJob order = add(old.again(as, now, labels, copy + 1));
        change(id, Set.of(State.UNKNOWN), job -> job.replaced(now, labels));
        return order;
    }

    /** A page that was kept and sent again with something else in it would print nothing, and nobody would know. */
    private static PrintJob theSame(PrintJob known, boolean same) {
        if (same) {
            return known;
        }
        throw usedAlready(known.id());
    }

    static Refusal usedAlready(UUID key) {
        return new Refusal(
                Reason.VALUE_REFUSED,
                Map.of(
                        "name",
                        "key",
                        "value",
                        key,
                        "allowed",
                        new Said(
                                "Cette page a déjà servi pour autre chose, rien n'est ajouté : rechargez-la et recommencez.",
                                "This page was used for something else already, nothing was added: load it again and start over.")));
    }

    private Refusal movedOn(UUID id) {
        State state = job(id).state();
        return new Refusal(Reason.JOB_MOVED_ON, Map.of("state", new Said(state.french(), state.english())));
    }

    private void write(PrintJob job) {
        try {
            journal.append(JSON.writeValueAsString(job));
        } catch (IOException e) {
            throw new Refusal(Reason.STATION_DISK, Map.of("detail", Refusal.shown(e.toString())), e);
        }
        jobs.put(job.id(), job);
        wake();
        if (journal.size() > jobs.size() + 3 * KEPT) {
            tidy();
        }
    }

    private void tidy() {
        forget();
        try {
            journal.rewrite(jobs.values().stream().map(JSON::writeValueAsString).toList());
        } catch (IOException e) {
            LOG.warn("jobs.jsonl : la mise au net attend / tidying up waits", e);
        }
    }

    /** The oldest that are done with, down to {@link #KEPT}; what is open stays. */
    private void forget() {
        Collection<PrintJob> all = jobs.values();
        int[] done = {(int) all.stream().filter(this::doneWith).count()};
        all.removeIf(job -> doneWith(job) && done[0]-- > KEPT);
    }

    private boolean doneWith(PrintJob job) {
        return !job.state().open() && !(reporting && (job.due() || job.toTell() != null));
    }

    @Override
    public synchronized void close() {
        try {
            journal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
