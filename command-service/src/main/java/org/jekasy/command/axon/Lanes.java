package org.jekasy.command.axon;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jekasy.command.ledger.Tag;

/**
 * Commands of this process that concern the same lot stand in line instead of colliding in the journal. A courtesy: what is right is decided by the
 * append condition. Lanes are taken in one order by all, so nobody waits in a circle.
 */
final class Lanes {
    // read by nearly every command and hardly ever written: standing in line for them would let one command through at a time
    private static final Set<String> REGISTERS = Set.of("organisation", "issuer", "place", "producer", "alias");

    private final List<ReentrantLock> lanes =
            Stream.generate(ReentrantLock::new).limit(4_096).toList();

    /** Works once all lanes of these tags are free, and keeps them taken until it is done. */
    <T> T within(Collection<Tag> tags, Supplier<T> work) {
        TreeSet<Integer> wanted = new TreeSet<>();
        for (Tag tag : tags) {
            if (!REGISTERS.contains(tag.key())) {
                wanted.add(Math.floorMod(tag.hashCode(), lanes.size()));
            }
        }
        List<ReentrantLock> mine = wanted.stream().map(lanes::get).toList();
        mine.forEach(ReentrantLock::lock);
        try {
            return work.get();
        } finally {
            mine.reversed().forEach(ReentrantLock::unlock);
        }
    }
}
