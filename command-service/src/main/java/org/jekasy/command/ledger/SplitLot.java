package org.jekasy.command.ledger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.Claim;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.LotSplit;
import org.jekasy.language.PlaceId;
import org.jekasy.language.Portion;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Divides a lot into two or more new ones that must be told apart (grade, buyer, custody). What is not given to a part stays in the lot. Claims left
 * out are those of the lot.
 */
public record SplitLot(
        LotId input,
        PlaceId place,
        List<Portion> outputs,
        @Nullable Set<Claim> claims,
        @Nullable String reason) implements LedgerCommand {
    public SplitLot {
        outputs = List.copyOf(outputs);
        claims = Situation.inOrder(claims);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.lot(input));
        tags.add(Tag.place(place));
        for (Portion output : outputs) {
            tags.add(Tag.lot(output.lot()));
            tags.add(Tag.issuer(output.lot().issuer()));
        }
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        if (outputs.size() < 2) {
            throw new Refusal(Reason.MISSING, "field", "outputs");
        }
        situation.place(place);
        Lot lot = situation.inHand(input);
        for (Portion output : outputs) {
            if (output.lot().equals(input)) {
                throw new Refusal(Reason.OWN_ANCESTOR, "lot", input);
            }
            situation.newLot(output.lot());
        }
        Weight parts = Situation.sum(outputs);
        Weight available = new Weight(lot.with(situation.by()));
        if (parts.compareTo(available) > 0) {
            throw new Refusal(Reason.SPLIT_TOO_MUCH, "lot", input, "outputs", parts, "available", available);
        }
        Lot.Birth what = lot.birth();
        List<Lot> lots = List.of(lot);
        return new LotSplit(
                input,
                situation.by(),
                place,
                what.product(),
                what.variety(),
                what.season(),
                outputs,
                new Mixture(lots).claims(claims, situation),
                what.treatment(),
                Situation.optionalText("reason", reason));
    }
}
