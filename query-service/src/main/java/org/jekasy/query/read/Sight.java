package org.jekasy.query.read;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jekasy.language.PartyId;
import org.jspecify.annotations.Nullable;

/**
 * Who looks, for as long as a request lasts: an organisation, or everybody (what is public; this machine's own operator). Where nobody said so, nobody
 * looks, and nothing is seen.
 */
public final class Sight {
    private static final Sight NOBODY = new Sight(null, false, false, false, false);
    private static final Sight EVERYTHING = new Sight(null, true, true, true, true);
    private static final ThreadLocal<Sight> NOW = ThreadLocal.withInitial(() -> NOBODY);

    private final @Nullable PartyId reader;
    private final boolean everything;
    private final boolean producers;
    private final boolean positions;
    private final boolean prices;
    private final long began = System.nanoTime();
    private Set<PartyId> readsAs = Set.of();
    private Map<PartyId, Integer> granted = Map.of();

    private Sight(@Nullable PartyId reader, boolean everything, boolean producers, boolean positions, boolean prices) {
        this.reader = reader;
        this.everything = everything;
        this.producers = producers;
        this.positions = positions;
        this.prices = prices;
    }

    /** What this organisation may see; {@code producers}, {@code positions}, {@code prices}: also those, where it may know them at all. */
    public static Sight of(PartyId reader, boolean producers, boolean positions, boolean prices) {
        return new Sight(reader, false, producers, positions, prices);
    }

    /** All there is. */
    public static Sight everything() {
        return EVERYTHING;
    }

    /** Who looks now. */
    public static Sight now() {
        return NOW.get();
    }

    /** From now on this one looks, until {@link #end()}. */
    public static void begin(Sight sight) {
        NOW.set(sight);
    }

    /** Nobody looks any more. */
    public static void end() {
        NOW.remove();
    }

    /** Does something as one who sees all there is, and then as before. */
    public static <T> T withEverything(Supplier<T> work) {
        Sight before = NOW.get();
        NOW.set(EVERYTHING);
        try {
            return work.get();
        } finally {
            NOW.set(before);
        }
    }

    public boolean seesEverything() {
        return everything;
    }

    /** The organisation that looks; null where it is everybody or nobody. */
    public @Nullable PartyId reader() {
        return reader;
    }

    /** When it began to look, by {@link System#nanoTime()}. */
    public long began() {
        return began;
    }

    /** True where it may be told which producers and orchards. */
    public boolean seesProducers() {
        return producers;
    }

    /** True where it may be told what comes of a position: how far from its place something was recorded. */
    public boolean seesPositions() {
        return positions;
    }

    /** True where it may be told by which class a delivery was paid. */
    public boolean seesPrices() {
        return prices;
    }

    /** True where what is this organisation's own is read as one's own: one's own, a member's, or one's that lets a control body in. */
    public boolean readsAs(PartyId party) {
        return everything || readsAs.contains(party);
    }

    /** True where this organisation let the reader see more than what everybody sees. */
    public boolean isGrantedBy(PartyId owner) {
        return everything || granted.containsKey(owner);
    }

    void found(Set<PartyId> parties, Map<PartyId, Integer> grants) {
        this.readsAs = parties;
        this.granted = grants;
    }
}
