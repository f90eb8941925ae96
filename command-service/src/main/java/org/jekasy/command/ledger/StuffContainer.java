package org.jekasy.command.ledger;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jekasy.language.Account;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.ContainerStuffed;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.Sscc;
import org.jspecify.annotations.Nullable;

/**
 * Puts pallets, and lots that lie loose, of the acting organisation into a container and seals it. A lot named here goes in with all of it that is
 * loose. The event names every lot in it, on pallets or loose. May be done in several goes before the container leaves.
 */
public record StuffContainer(
        ContainerNumber container,
        PlaceId place,
        List<Sscc> units,
        List<LotId> lots,
        List<String> seals,
        @Nullable BigDecimal setPointC)
        implements LedgerCommand {
    private static final ProductCode FRESH_MANGO = ProductCode.parse("mango_fresh");
    private static final Map<ProductCode, String> NET_MASS =
            Map.of(FRESH_MANGO, "M-S-01", ProductCode.parse("shea_kernel"), "S-S-01");

    public StuffContainer {
        units = List.copyOf(units);
        lots = List.copyOf(lots);
        seals = List.copyOf(seals);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.container(container));
        tags.add(Tag.place(place));
        units.forEach(unit -> tags.add(Tag.unit(unit)));
        lots.forEach(lot -> tags.add(Tag.lot(lot)));
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        if (units.isEmpty() && lots.isEmpty()) {
            throw new Refusal(Reason.MISSING, "field", "lots");
        }
        Situation.eachOnce("unit", units);
        Situation.eachOnce("lot", lots);
        Situation.checkGiven("seals", seals);
        Situation.eachOnce("seal", seals);
        seals.forEach(seal -> Situation.text("seals", seal));
        situation.place(place);
        Load before = Load.before(situation, container);
        Load now = Load.of(situation, units, lots);
        Account stock = new Account.Stock(situation.by());
        for (LotId id : lots) {
            Lot lot = situation.lot(id);
            if (lot.with(situation.by()) <= situation.lots().boxed(lot, stock)) {
                // none of it is there to be put in: says why
                situation.lots().checkStock(lot, new Account.Stock(situation.by()), 1, 1);
            }
        }
        Set<ProductCode> products = new LinkedHashSet<>();
        now.lots().forEach(lot -> products.add(situation.lot(lot).birth().product()));
        before.lots().forEach(lot -> products.add(situation.lot(lot).birth().product()));
        if (products.size() == 1) {
            String rule = NET_MASS.get(products.iterator().next());
            if (rule != null) {
                situation.within(rule, Situation.kilograms(before.grams(situation) + now.grams(situation)));
            }
        }
        if (setPointC != null && products.contains(FRESH_MANGO)) {
            situation.within("M-S-02", setPointC);
        }
        return new ContainerStuffed(
                container, situation.by(), place, units, now.lots(), seals, situation.occurredAt(), setPointC);
    }
}
