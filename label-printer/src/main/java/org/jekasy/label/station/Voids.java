package org.jekasy.label.station;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.station.PrintJob.Reported;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The labels this station takes back one by one, in a folder that outlives the process: each is on the disk before anybody is told that it is void. */
public final class Voids implements AutoCloseable {
    /** So many that the ledger has heard of are remembered. */
    static final int KEPT = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Voids.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Journal journal;
    private final PrintQueue queue;
    private final Map<UUID, VoidedLabel> labels = new LinkedHashMap<>();

    private Voids(Journal journal, PrintQueue queue) {
        this.journal = journal;
        this.queue = queue;
    }

    /** Reads what the folder holds; {@code queue} is the station's, whose reports go before these. */
    public static Voids in(StationFolder folder, PrintQueue queue) {
        Voids voids = new Voids(folder.journal("voids.jsonl"), queue);
        for (String line : voids.journal.lines()) {
            try {
                VoidedLabel label = JSON.readValue(line, VoidedLabel.class);
                voids.labels.put(label.id(), label);
            } catch (JacksonException e) {
                LOG.error(
                        "voids.jsonl : une ligne est illisible et laissée / a line can not be read, left out: {}",
                        e.getOriginalMessage());
            }
        }
        return voids;
    }

    /**
     * Takes a label back; the same form sent twice is one, and so is a label that was taken back already. Refused with {@code VALUE_REFUSED} when the form was
     * used for another label, with {@code STATION_DISK}.
     */
    public synchronized void add(VoidedLabel label) {
        VoidedLabel known = labels.get(label.id());
        if (known != null && !known.isSame(label)) {
            throw PrintQueue.usedAlready(label.id());
        }
        if (labels.values().stream().noneMatch(other -> other.isSame(label) && !other.isRefused())) {
            write(label);
            queue.wake();
        }
    }

    /** Whether the ledger has to hear first that there is such a label. */
    public boolean waits(VoidedLabel label) {
        return label.reported() == null && queue.holds(label.serial());
    }

    /** Those the ledger has to hear of, the oldest first. */
    public synchronized List<VoidedLabel> due() {
        return labels.values().stream()
                .filter(label -> label.reported() == null)
                .toList();
    }

    /** All that is known, the latest first. */
    public synchronized List<VoidedLabel> all() {
        return new ArrayList<>(labels.values()).reversed();
    }

    synchronized void reported(VoidedLabel label, Reported told) {
        write(label.reported(told));
    }

    private void write(VoidedLabel label) {
        try {
            journal.append(JSON.writeValueAsString(label));
        } catch (IOException e) {
            throw new Refusal(Reason.STATION_DISK, Map.of("detail", Refusal.shown(e.toString())), e);
        }
        labels.put(label.id(), label);
        if (journal.size() > labels.size() + 3 * KEPT) {
            tidy();
        }
    }

    private void tidy() {
        int[] heard = {labels.size() - due().size()};
        labels.values().removeIf(label -> label.reported() != null && heard[0]-- > KEPT);
        try {
            journal.rewrite(
                    labels.values().stream().map(JSON::writeValueAsString).toList());
        } catch (IOException e) {
            LOG.warn("voids.jsonl : la mise au net attend / tidying up waits", e);
        }
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
