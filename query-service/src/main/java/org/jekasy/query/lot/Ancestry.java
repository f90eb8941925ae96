package org.jekasy.query.lot;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jekasy.language.CommuneId;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
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

    /** Grams of a lot that went into another. */
    public record Parent(LotId lot, long grams) {}

    private final LotId lot;
    private final Map<LotId, Node> nodes;
    private final Map<LotId, List<Parent>> parents;

    public Ancestry(LotId lot, Map<LotId, Node> nodes, Map<LotId, List<Parent>> parents) {
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

    public LotId lot() {
        return lot;
    }

    /** The lot, all it came from, and what went into it though the ledger does not know it. */
    public Set<LotId> lots() {
        Set<LotId> lots = new LinkedHashSet<>(nodes.keySet());
        lots.add(lot);
        parents.values().forEach(list -> list.forEach(parent -> lots.add(parent.lot())));
        return lots;
    }

    /** How one of them came to be; null where the ledger does not know. */
    public @Nullable Node node(LotId of) {
        return nodes.get(of);
    }

    /** What went into one of them; nothing where it came from the tree. */
    public List<Parent> parents(LotId of) {
        return parents.getOrDefault(of, List.of());
    }
}
