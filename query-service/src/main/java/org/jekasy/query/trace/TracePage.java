package org.jekasy.query.trace;

import java.util.List;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.Weight;
import org.jekasy.query.lot.LotBrief;

/**
 * What a lot came from, or what came of it: the lots, each with its distance in steps, and what went from one into another. More lots than
 * can be given at once: {@code complete} is false and the farthest are left out.
 */
public record TracePage(
        LotId lot, long position, Direction direction, List<Node> nodes, List<Link> edges, boolean complete) {
    /** Which way. */
    public enum Direction {
        /** To the trees. */
        BACK,
        /** To the market. */
        FORWARD
    }

    /** A lot on the way, and how many steps away it is (0: the lot itself). */
    public record Node(int steps, LotBrief lot) {}

    /**
     * {@code weight} of the parent went into what made the child; {@code share} of it is the child's part, in proportion of the mass of
     * all lots that were made with it.
     */
    public record Link(LotId parent, LotId child, long position, Weight weight, Grams share) {}
}
