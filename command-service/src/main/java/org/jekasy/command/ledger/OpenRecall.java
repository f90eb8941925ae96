package org.jekasy.command.ledger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.RecallClass;
import org.jekasy.language.RecallId;
import org.jekasy.language.RecallOpened;
import org.jspecify.annotations.Nullable;

/**
 * Calls lots back with all that came of them. Who holds or held some of each seed may, and plant health, a certifier or an authority. What is
 * recalled can not be used, packed or shipped, so nothing that is made later escapes.
 */
public record OpenRecall(
        RecallId recall,
        List<LotId> seeds,
        String hazard,
        RecallClass recallClass,
        @Nullable String notice) implements LedgerCommand {
    public OpenRecall {
        seeds = List.copyOf(seeds);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.recall(recall));
        tags.add(Tag.organisation(request.by().organisation()));
        seeds.forEach(seed -> tags.add(Tag.lot(seed)));
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        if (situation.lots().recall(recall) != null) {
            throw new Refusal(Reason.ALREADY_REGISTERED, "what", "recall", "id", recall);
        }
        Situation.checkGiven("seeds", seeds);
        Situation.eachOnce("lot", seeds);
        seeds.forEach(seed -> situation.mayJudge(situation.existing(seed)));
        Reach reach = Reach.forward(situation, seeds);
        return new RecallOpened(
                recall,
                seeds,
                Situation.text("hazard", hazard),
                recallClass,
                reach.lots(),
                reach.units(),
                Situation.optionalText("notice", notice));
    }
}
