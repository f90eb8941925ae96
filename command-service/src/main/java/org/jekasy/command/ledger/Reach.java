package org.jekasy.command.ledger;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jekasy.language.LotId;
import org.jekasy.language.Sscc;

/** Lots and all that came of them, and the pallets that hold any of it. */
record Reach(List<LotId> lots, List<Sscc> units) {
    /** These lots alone. */
    static Reach of(Situation situation, Collection<LotId> lots) {
        Set<Sscc> units = new LinkedHashSet<>();
        for (LotId lot : lots) {
            units.addAll(situation.lot(lot).units());
        }
        return new Reach(List.copyOf(lots), List.copyOf(units));
    }

    /** These lots and every descendant, generation by generation. Each generation's histories are read at once. */
    static Reach forward(Situation situation, Collection<LotId> seeds) {
        Set<LotId> reached = new LinkedHashSet<>(seeds);
        Set<LotId> generation = Set.copyOf(reached);
        while (!generation.isEmpty()) {
            situation.require(generation.stream().map(Tag::lot).collect(Collectors.toSet()));
            Set<LotId> next = new LinkedHashSet<>();
            for (LotId lot : generation) {
                next.addAll(situation.lot(lot).children());
            }
            next.removeAll(reached);
            reached.addAll(next);
            generation = next;
        }
        return of(situation, reached);
    }
}
