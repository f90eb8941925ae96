package org.jekasy.query.recall;

import java.util.List;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.Sscc;
import org.jekasy.query.lot.LotBrief;
import org.jekasy.query.register.PartyName;

/**
 * A set of lots and where they are now: {@code seeds} is where it begins, {@code lots} everything in it. {@code holders}: what each party
 * still has of it; {@code onTheWay}: what is on consignments; the pallets and containers that hold some of it.
 */
public record Reach(
        List<LotId> seeds,
        List<LotBrief> lots,
        Grams inStock,
        Grams underWay,
        List<Held> holders,
        List<OnTheWay> onTheWay,
        List<Sscc> units,
        List<ContainerNumber> containers) {
    /** What a party holds of one lot. */
    public record Held(PartyName holder, LotId lot, Grams weight) {}

    /** What a consignment carries of one lot. */
    public record OnTheWay(ConsignmentId consignment, LotId lot, Grams weight) {}
}
