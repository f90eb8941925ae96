package org.jekasy.command.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.Contents;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LogisticUnitBuilt;
import org.jekasy.language.LotId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.Sscc;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/** Puts loose cartons of the acting organisation on a pallet under a free SSCC. Net weights follow from the counts; gross is the pallet on the scale. */
public record BuildLogisticUnit(
        Sscc unit,
        PlaceId place,
        List<Cartons> contents,
        @Nullable Weight gross) implements LedgerCommand {
    private static final ProductCode FRESH_MANGO = ProductCode.parse("mango_fresh");

    public BuildLogisticUnit {
        contents = List.copyOf(contents);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.unit(unit));
        tags.add(Tag.place(place));
        contents.forEach(cartons -> tags.add(Tag.lot(cartons.lot())));
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        List<LotId> named = contents.stream().map(Cartons::lot).toList();
        Situation.checkGiven("contents", named);
        Situation.eachOnce("lot", named);
        situation.place(place);
        List<Contents> boxed = new ArrayList<>();
        int freshMango = 0;
        for (Cartons cartons : contents) {
            boxed.add(cartons.weighed(situation));
            if (situation.lot(cartons.lot()).birth().product().equals(FRESH_MANGO)) {
                freshMango += cartons.count();
            }
        }
        Weight net = new Weight(
                boxed.stream().mapToLong(content -> content.weight().grams()).sum());
        if (gross != null && gross.compareTo(net) < 0) {
            throw new Refusal(
                    Reason.OUT_OF_RANGE, "field", "grossG", "value", gross, "uom", "", "min", net, "max", "–");
        }
        if (freshMango > 0) {
            situation.within("M-P-03", BigDecimal.valueOf(freshMango));
        }
        return new LogisticUnitBuilt(unit, situation.by(), place, boxed, gross);
    }
}
