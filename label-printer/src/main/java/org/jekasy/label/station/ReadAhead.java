package org.jekasy.label.station;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.lot.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the newest lots that the station may read before anybody asks for them, so that one which was recorded this morning is known when the line is cut.
 * One call at a time with a pause between: whoever prints waits for none of it.
 */
public final class ReadAhead implements AutoCloseable {
    /** So many of the newest; the others of the {@link KeptLots#MOST} are those that were asked for. */
    static final int MOST = 1_000;

    /** Every so many looks all of them are looked through again: what the station was let see since may stand far behind. Once an hour. */
    private static final int ALL = 60;

    private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);

    private final Lots ledger;
    private final KeptLots lots;
    private final Duration pause;
    private final Duration step;
    private final Set<LotCode> withoutLabel = new HashSet<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean through;
    private int looks;

    public ReadAhead(Lots ledger, KeptLots lots) {
        this(ledger, lots, Duration.ofMinutes(1), Duration.ofMillis(100));
    }

    /** {@code pause} is between two looks at what is new, {@code step} between two lots. */
    ReadAhead(Lots ledger, KeptLots lots, Duration pause, Duration step) {
        this.ledger = ledger;
        this.lots = lots;
        this.pause = pause;
        this.step = step;
        Thread.ofVirtual().name("read-ahead").start(this::work);
    }

    private void work() {
        try {
            do {
                turn();
            } while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException stopped) {
            // the station stops
        }
    }

    private void turn() throws InterruptedException {
        try {
            through = looks++ % ALL != 0 && through;
            through = walk();
        } catch (Refusal away) {
            // the page of the station says so when somebody prints
            through = false;
            LOG.debug("read-ahead", away);
        } catch (RuntimeException | Error e) {
            through = false;
            LOG.error("read-ahead", e);
        }
    }

    /** From the newest lot on; where all were seen, only as far as there is something new. False when the station stops. */
    private boolean walk() throws InterruptedException {
        int seen = 0;
        String after = null;
        do {
            Lots.Newest page = ledger.newest(after);
            boolean allKnown = true;
            for (LotCode lot : page.lots()) {
                if (seen++ == MOST) {
                    return true;
                }
                if (!lots.knows(lot) && !withoutLabel.contains(lot)) {
                    allKnown = false;
                    if (closed.await(step.toNanos(), TimeUnit.NANOSECONDS)) {
                        return false;
                    }
                    read(lot);
                }
            }
            after = through && allKnown ? null : page.next();
        } while (after != null);
        return true;
    }

    private void read(LotCode lot) {
        try {
            lots.readAhead(lot);
        } catch (Refusal refusal) {
            switch (refusal.reason()) {
                case PASS_REFUSED -> throw refusal;
                case LOTS_AWAY -> {
                    // an answer of 503 may be about this lot only: it is asked for again in the next turn
                    if (refusal.getCause() != null) {
                        throw refusal;
                    }
                }
                default -> {
                    // voided or empty since: not asked for again and again
                    if (withoutLabel.size() == MOST) {
                        withoutLabel.clear();
                    }
                    withoutLabel.add(lot);
                }
            }
        }
    }

    @Override
    public void close() {
        // not interrupted: that would close the file of the kept lots
        closed.countDown();
    }
}
