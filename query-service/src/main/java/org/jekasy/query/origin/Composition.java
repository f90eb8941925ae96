package org.jekasy.query.origin;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jekasy.language.CommuneId;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.query.lot.Ancestry;
import org.jspecify.annotations.Nullable;

/** Of what a lot consists: parts of a whole, exactly; {@code parts} sum to {@code whole}. */
record Composition(Map<Source, BigInteger> parts, BigInteger whole) {
    /** Where a gram grew: harvests of the same cooperative, commune and week are one source; null: the ledger does not know. */
    record Source(
            @Nullable PartyId cooperative,
            @Nullable CommuneId commune,
            @Nullable Week week) {}

    /**
     * The composition of a lot: one made of others is their mean, weighted by the grams of each that went in. Water, sugar and other
     * additives count for nothing here: they grew nowhere.
     */
    static Composition of(Ancestry ancestry) {
        Map<LotId, Integer> waiting = new HashMap<>();
        Map<LotId, List<LotId>> children = new HashMap<>();
        ArrayDeque<LotId> ready = new ArrayDeque<>();
        for (LotId each : ancestry.lots()) {
            List<Ancestry.Parent> from = ancestry.parents(each);
            waiting.put(each, from.size());
            from.forEach(parent -> children.computeIfAbsent(parent.lot(), none -> new ArrayList<>())
                    .add(each));
            if (from.isEmpty()) {
                ready.add(each);
            }
        }
        Map<LotId, Composition> done = new HashMap<>();
        while (!ready.isEmpty()) {
            LotId next = ready.remove();
            List<Ancestry.Parent> from = ancestry.parents(next);
            done.put(next, from.isEmpty() ? ofTree(ancestry.node(next)) : ofParents(from, done));
            for (LotId child : children.getOrDefault(next, List.of())) {
                if (waiting.merge(child, -1, Integer::sum) == 0) {
                    ready.add(child);
                }
            }
        }
        Composition whole = done.get(ancestry.lot());
        // only a lot that is its own ancestor is never ready; the ledger refuses those (E-CYCLE-01)
        return whole == null ? unknown() : whole;
    }

    private static Composition ofTree(Ancestry.@Nullable Node node) {
        return node == null || !node.how().isOrigin()
                ? unknown()
                : all(new Source(node.holder(), node.commune(), Week.of(node.madeOn())));
    }

    private static Composition ofParents(List<Ancestry.Parent> from, Map<LotId, Composition> done) {
        if (from.size() == 1) {
            return done.getOrDefault(from.getFirst().lot(), unknown());
        }
        BigInteger common = BigInteger.ONE;
        BigInteger mass = BigInteger.ZERO;
        for (Ancestry.Parent parent : from) {
            BigInteger whole = done.getOrDefault(parent.lot(), unknown()).whole();
            common = common.divide(common.gcd(whole)).multiply(whole);
            mass = mass.add(BigInteger.valueOf(parent.grams()));
        }
        Map<Source, BigInteger> parts = new LinkedHashMap<>();
        for (Ancestry.Parent parent : from) {
            Composition composition = done.getOrDefault(parent.lot(), unknown());
            BigInteger factor = common.divide(composition.whole()).multiply(BigInteger.valueOf(parent.grams()));
            composition.parts().forEach((source, part) -> parts.merge(source, part.multiply(factor), BigInteger::add));
        }
        return reduced(parts, common.multiply(mass));
    }

    // numbers would grow with every grouping on the way
    private static Composition reduced(Map<Source, BigInteger> parts, BigInteger whole) {
        BigInteger divisor = whole;
        for (BigInteger part : parts.values()) {
            divisor = divisor.gcd(part);
        }
        BigInteger by = divisor;
        parts.replaceAll((source, part) -> part.divide(by));
        return new Composition(parts, whole.divide(by));
    }

    private static Composition unknown() {
        return all(new Source(null, null, null));
    }

    private static Composition all(Source source) {
        return new Composition(Map.of(source, BigInteger.ONE), BigInteger.ONE);
    }
}
