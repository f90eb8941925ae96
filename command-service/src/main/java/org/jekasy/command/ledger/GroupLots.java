package org.jekasy.command.ledger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jekasy.language.Adjustment;
import org.jekasy.language.Claim;
import org.jekasy.language.Delta;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.LotsGrouped;
import org.jekasy.language.PlaceId;
import org.jekasy.language.Portion;
import org.jekasy.language.ProductCode;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Puts portions of lots together into a new lot. Left out, the new weight is the sum of the inputs and of the difference booked; any other weight is
 * refused. Claims left out are what all inputs have.
 */
public record GroupLots(
        LotId output,
        PlaceId place,
        List<Portion> inputs,
        @Nullable Weight weight,
        @Nullable Adjustment difference,
        @Nullable Set<Claim> claims,
        @Nullable String vehicle)
        implements LedgerCommand {
    public GroupLots {
        inputs = List.copyOf(inputs);
        claims = Situation.inOrder(claims);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.lot(output));
        tags.add(Tag.issuer(output.issuer()));
        tags.add(Tag.place(place));
        inputs.forEach(input -> tags.add(Tag.lot(input.lot())));
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        Situation.checkGiven("inputs", inputs);
        situation.place(place);
        List<Lot> lots = situation.knownLots(inputs);
        situation.checkMade(inputs, Stream.of(output));
        ProductCode product = new Mixture(lots).product();
        Weight sum = Situation.sum(inputs);
        long booked = difference == null ? 0 : difference.delta().grams();
        Weight made = weight == null ? new Weight(sum.grams() + booked) : weight;
        if (made.grams() != sum.grams() + booked) {
            throw new Refusal(
                    Reason.GROUPING_UNBALANCED,
                    "inputs",
                    sum,
                    "output",
                    made,
                    "difference",
                    new Delta(made.grams() - sum.grams() - booked));
        }
        if (difference != null) {
            situation.checkDifference(difference.delta(), sum);
        }
        return new LotsGrouped(
                output,
                situation.by(),
                place,
                product,
                new Mixture(lots).variety(situation),
                lots.getFirst().birth().season(),
                inputs,
                made,
                difference,
                new Mixture(lots).claims(claims, situation),
                new Mixture(lots).treatment(),
                Situation.optionalText("vehicle", vehicle));
    }
}
