package org.jekasy.command.ledger;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.Account;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.Contents;
import org.jekasy.language.LotId;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.Sscc;
import org.jspecify.annotations.Nullable;

/** What travels together: pallets, lots that lie loose, and all lots, on pallets or loose, each once. Read with their histories. */
record Load(List<Sscc> units, List<LotId> loose, List<LotId> lots) {
    Load {
        units = List.copyOf(units);
        loose = List.copyOf(loose);
        lots = List.copyOf(lots);
    }

    /** These pallets and loose lots, which must be known. */
    static Load of(Situation situation, List<Sscc> units, List<LotId> loose) {
        Set<Tag> tags = new LinkedHashSet<>();
        units.forEach(unit -> tags.add(Tag.unit(unit)));
        loose.forEach(lot -> tags.add(Tag.lot(lot)));
        situation.require(tags);
        Set<LotId> lots = new LinkedHashSet<>();
        for (Sscc id : units) {
            Unit unit = situation.unit(id);
            ContainerNumber in = unit.container();
            if (in != null) {
                tags.add(Tag.container(in));
            }
            lots.addAll(unit.contents().keySet());
        }
        lots.addAll(loose);
        lots.forEach(lot -> tags.add(Tag.lot(lot)));
        situation.require(tags);
        lots.forEach(situation::knownLot);
        return new Load(units, loose, List.copyOf(lots));
    }

    /** What is in a container that is being stuffed: nothing in one that has left before. */
    static Load before(Situation situation, ContainerNumber container) {
        situation.require(Set.of(Tag.container(container)));
        Container known = situation.lots().container(container);
        return known == null || known.departed() != null
                ? new Load(List.of(), List.of(), List.of())
                : in(situation, known);
    }

    /** What is in a container. */
    static Load in(Situation situation, Container container) {
        return of(situation, List.copyOf(container.units()), List.copyOf(container.lots()));
    }

    /** What of a consignment was not received yet. */
    static Load on(Situation situation, Consignment consignment) {
        Set<Sscc> units = new LinkedHashSet<>();
        Set<LotId> loose = new LinkedHashSet<>();
        for (ShippedLine line : consignment.openLines()) {
            Sscc unit = line.unit();
            if (unit == null) {
                loose.add(line.lot());
            } else {
                units.add(unit);
            }
        }
        return of(situation, List.copyOf(units), List.copyOf(loose));
    }

    /** What travels under a consignment, in a container, or in both. */
    static Load under(Situation situation, @Nullable ConsignmentId consignment, @Nullable ContainerNumber container) {
        Set<Sscc> units = new LinkedHashSet<>();
        Set<LotId> loose = new LinkedHashSet<>();
        Set<LotId> lots = new LinkedHashSet<>();
        List<Load> loads = new ArrayList<>();
        if (consignment != null) {
            loads.add(on(situation, situation.consignment(consignment)));
        }
        if (container != null) {
            loads.add(in(situation, situation.container(container)));
        }
        for (Load load : loads) {
            units.addAll(load.units);
            loose.addAll(load.loose);
            lots.addAll(load.lots);
        }
        return new Load(List.copyOf(units), List.copyOf(loose), List.copyOf(lots));
    }

    /** Net grams of the pallets and of what the acting organisation holds loose of the loose lots. */
    long grams(Situation situation) {
        long grams = 0;
        for (Sscc unit : units) {
            for (Contents contents : situation.unit(unit).contents().values()) {
                grams += contents.weight().grams();
            }
        }
        Account stock = new Account.Stock(situation.by());
        for (LotId id : loose) {
            Lot lot = situation.lot(id);
            grams += Math.max(0, lot.on(stock) - situation.lots().boxed(lot, stock));
        }
        return grams;
    }
}
