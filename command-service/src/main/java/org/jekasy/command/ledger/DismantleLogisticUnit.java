package org.jekasy.command.ledger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.Contents;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LogisticUnitDismantled;
import org.jekasy.language.Sscc;
import org.jspecify.annotations.Nullable;

/** Takes cartons off a pallet of the acting organisation; with no contents named, all of them. Not while it travels. */
public record DismantleLogisticUnit(
        Sscc unit, List<Cartons> contents, @Nullable String reason) implements LedgerCommand {
    public DismantleLogisticUnit {
        contents = List.copyOf(contents);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.unit(unit));
        contents.forEach(cartons -> tags.add(Tag.lot(cartons.lot())));
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        Situation.eachOnce("lot", contents.stream().map(Cartons::lot).toList());
        Unit pallet = situation.unit(unit);
        ContainerNumber in = pallet.container();
        if (in != null) {
            // is it on its way?
            situation.container(in);
        }
        List<Contents> off = contents.isEmpty()
                ? List.copyOf(pallet.contents().values())
                : contents.stream().map(cartons -> cartons.weighed(situation)).toList();
        return new LogisticUnitDismantled(unit, situation.by(), off, Situation.optionalText("reason", reason));
    }
}
