package org.jekasy.query.origin;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jekasy.language.CommuneId;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.query.lot.How;
import org.jspecify.annotations.Nullable;

/** A lot with all it came from: how each ancestor was made, and the grams of its parents that went into it. */
public final class Ancestry {
    /** How a lot came to be: by whom, where and when; commune where it came from the tree, method where it was treated or processed. */
    public record Node(
            LotId lot,
            long position,
            How how,
            PartyId holder,
            PlaceId place,
            @Nullable CommuneId commune,
            LocalDate madeOn,
            @Nullable String method) {}

    record Parent(LotId lot, long grams) {}

    private final LotId lot;
    private final Map<LotId, Node> nodes;
    private final Map<LotId, List<Parent>> parents;

    Ancestry(LotId lot, Map<LotId, Node> nodes, Map<LotId, List<Parent>> parents) {
        this.lot = lot;
        this.nodes = nodes;
        this.parents = parents;
    }

    /** The lots that came from the tree, in the order they were recorded. */
    public List<Node> harvests() {
        return nodes.values().stream().filter(node -> node.how().isOrigin()).toList();
    }

    /** The treatments on the way, in the order they were recorded. */
    public List<Node> treatments() {
        return nodes.values().stream()
                .filter(node -> node.how() == How.TREATMENT)
                .toList();
    }

    /** Where a gram grew: harvests of the same cooperative, commune and week are one source; null: the ledger does not know. */
    record Source(
            @Nullable PartyId cooperative,
            @Nullable CommuneId commune,
            @Nullable Week week) {}

    /** Parts of a whole: {@code parts} sum to {@code whole}. */
    record Composition(Map<Source, BigInteger> parts, BigInteger whole) {}

    /**
     * Of what the lot consists, exactly: a lot made of others is their mean, weighted by the grams of each that went in. Water, sugar and
     * other additives count for nothing here: they grew nowhere.
     */
    Composition composition() {
        Map<LotId, Integer> waiting = new HashMap<>();
        Map<LotId, List<LotId>> children = new HashMap<>();
        ArrayDeque<LotId> ready = new ArrayDeque<>();
        Collection<LotId> all = new java.util.LinkedHashSet<>(nodes.keySet());
        all.add(lot);
        parents.values().forEach(list -> list.forEach(parent -> all.add(parent.lot())));
        for (LotId each : all) {
            List<Parent> from = parents.getOrDefault(each, List.of());
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
            done.put(next, compose(next, done));
            for (LotId child : children.getOrDefault(next, List.of())) {
                if (waiting.merge(child, -1, Integer::sum) == 0) {
                    ready.add(child);
                }
            }
        }
        Composition whole = done.get(lot);
        // only a lot that is its own ancestor is never ready; the ledger refuses those (E-CYCLE-01)
        return whole == null ? unknown() : whole;
    }

    private Composition compose(LotId of, Map<LotId, Composition> done) {
        List<Parent> from = parents.getOrDefault(of, List.of());
        if (from.isEmpty()) {
            Node node = nodes.get(of);
            if (node == null || !node.how().isOrigin()) {
                return unknown();
            }
            Source source = new Source(node.holder(), node.commune(), Week.of(node.madeOn()));
            return new Composition(Map.of(source, BigInteger.ONE), BigInteger.ONE);
        }
        if (from.size() == 1) {
            return done.getOrDefault(from.getFirst().lot(), unknown());
        }
        BigInteger common = BigInteger.ONE;
        BigInteger mass = BigInteger.ZERO;
        for (Parent parent : from) {
            BigInteger whole = done.getOrDefault(parent.lot(), unknown()).whole();
            common = common.divide(common.gcd(whole)).multiply(whole);
            mass = mass.add(BigInteger.valueOf(parent.grams()));
        }
        Map<Source, BigInteger> parts = new LinkedHashMap<>();
        for (Parent parent : from) {
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
        return new Composition(Map.of(new Source(null, null, null), BigInteger.ONE), BigInteger.ONE);
    }
}
