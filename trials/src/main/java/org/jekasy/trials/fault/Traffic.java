package org.jekasy.trials.fault;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jekasy.language.LotId;

/**
 * Harvests that keep coming in at one or more doors. Who gets no receipt sends the same entry again, as a device does, until it has one or the traffic
 * ends. Every receipt is kept; every other answer than « recorded » or « later » is a wrong one.
 */
final class Traffic implements AutoCloseable {
    // four senders come to fifty entries a second
    private static final Duration PAUSE = Duration.ofMillis(60);
    // while nobody waits for more it goes on, and leaves the processor to what is tried
    private static final Duration LONG_PAUSE = Duration.ofSeconds(1);
    // who asked for entries and has them finds it still flowing for a while
    private static final int BEYOND = 50;
    // what a device leaves between two tries: without it a door that is shut would be stormed
    private static final Duration BEFORE_IT_IS_SENT_AGAIN = Duration.ofMillis(120);

    private final Cooperative cooperative;
    private final Acknowledged acknowledged;
    private final List<URI> services;
    private final Doors doors = new Doors(Duration.ofSeconds(30));
    private final List<Thread> senders = new ArrayList<>();
    private final AtomicInteger later = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private volatile boolean open = true;
    private volatile int wanted = BEYOND;

    private Traffic(Cooperative cooperative, Acknowledged acknowledged, List<URI> services) {
        this.cooperative = cooperative;
        this.acknowledged = acknowledged;
        this.services = services;
    }

    /** So many senders, each with one harvest at a time. */
    static Traffic flow(Cooperative cooperative, Acknowledged acknowledged, int senders, URI... services) {
        Traffic traffic = new Traffic(cooperative, acknowledged, List.of(services));
        for (int n = 0; n < senders; n++) {
            int from = n;
            traffic.senders.add(Thread.ofVirtual().name("sender-" + n).start(() -> traffic.send(from)));
        }
        return traffic;
    }

    private void send(int door) {
        try {
            while (open) {
                LotId lot = cooperative.newLot();
                long grams = 500_000L + cooperative.upTo(900_000);
                deliver(door, cooperative.harvest(lot, grams), lot, grams);
                Thread.sleep(acknowledged.count() < wanted ? PAUSE : LONG_PAUSE);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(int door, Cooperative.Command harvest, LotId lot, long grams) throws InterruptedException {
        for (int attempt = door; open; attempt++) {
            try {
                Doors.Answer answer = doors.send(services.get(attempt % services.size()), harvest);
                slowest.accumulateAndGet(answer.millis(), Math::max);
                if (answer.recorded()) {
                    acknowledged.keep(
                            new Acknowledged.Receipt(harvest.eventId(), lot.text(), grams, answer.position()));
                    return;
                }
                if (!answer.later()) {
                    acknowledged.wrong("a harvest was answered %d: %s".formatted(answer.status(), answer.body()));
                    return;
                }
                later.incrementAndGet();
            } catch (IOException cut) {
                lost.incrementAndGet();
            }
            Thread.sleep(BEFORE_IT_IS_SENT_AGAIN);
        }
    }

    /** Waits until so many more are acknowledged than before; until then, and for some more, it flows fast. */
    boolean flows(int more, int before, Duration patience) throws InterruptedException {
        wanted = before + more + BEYOND;
        return Await.comes(patience, () -> acknowledged.count() >= before + more);
    }

    /** Flows fast from now on, for a fault that lasts, until somebody waits for a number again. */
    void flowsOn() {
        wanted = Integer.MAX_VALUE;
    }

    /** The longest anybody has waited for an answer since this was last asked, in milliseconds. */
    long takeSlowest() {
        return slowest.getAndSet(0);
    }

    /** How often a sender was told to come later. */
    int later() {
        return later.get();
    }

    /** How often a connection broke before an answer came. */
    int unanswered() {
        return lost.get();
    }

    @Override
    public void close() {
        end();
    }

    /** Nothing more is sent; who has no receipt by now stays without one. */
    void end() {
        open = false;
        doors.close();
        try {
            for (Thread sender : senders) {
                sender.join(Duration.ofSeconds(40));
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
