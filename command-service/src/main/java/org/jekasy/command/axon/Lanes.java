package org.jekasy.command.axon;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jekasy.command.ledger.LedgerUnavailable;
import org.jekasy.command.ledger.Tag;

/**
 * Commands of this process that concern the same lot stand in line instead of colliding in the journal. A courtesy: what is right is decided by the
 * append condition. Lanes are taken in one order by all, so nobody waits in a circle.
 */
final class Lanes {
    // read by nearly every command and hardly ever written: standing in line for them would let one command through at
    // a time
    private static final Set<String> REGISTERS = Set.of("organisation", "issuer", "place", "producer", "alias");

    // read by whoever binds a code of the roll, written when it is given out or voided
    private static final String ROLL = "roll";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<ReentrantLock> lanes =
            Stream.generate(ReentrantLock::new).limit(4_096).toList();

    static boolean isRegister(Tag tag) {
        return REGISTERS.contains(tag.key());
    }

    /** Works once all lanes of these tags are free, and keeps them taken until it is done. Who waits too long is sent away. */
    <T> T within(Collection<Tag> tags, Supplier<T> work) {
        TreeSet<Integer> wanted = new TreeSet<>();
        for (Tag tag : tags) {
            if (!isRegister(tag) && !tag.key().equals(ROLL)) {
                wanted.add(Math.floorMod(tag.hashCode(), lanes.size()));
            }
        }
        Deque<ReentrantLock> mine = new ArrayDeque<>(wanted.size());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (int lane : wanted) {
                if (!lanes.get(lane).tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw new LedgerUnavailable("too many stand in line for the same lots at this moment");
                }
                mine.push(lanes.get(lane));
            }
            return work.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailable("the service stops", stop);
        } finally {
            mine.forEach(ReentrantLock::unlock);
        }
    }
}
