package org.jekasy.command.ledger;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.Contents;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ShipmentPurpose;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.Sscc;
import org.jekasy.language.Transport;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Sends lots and pallets of the acting organisation to another: from then on they are in transit and locked. A pallet is sent whole, by its SSCC; of
 * a lot what is loose is sent, by weight or by a count of cartons. Held or recalled lots travel to quarantine only.
 */
public record ShipConsignment(
        ConsignmentId consignment,
        PartyId to,
        PlaceId fromPlace,
        PlaceId toPlace,
        List<Line> lines,
        Transport transport,
        String documentNo,
        @Nullable ShipmentPurpose purpose)
        implements LedgerCommand {
    /** A whole pallet ({@code unit} alone), or a lot with its weight or its count of cartons. */
    public record Line(
            @Nullable LotId lot,
            @Nullable Weight weight,
            @Nullable Integer count,
            @Nullable Sscc unit) {}

    public ShipConsignment {
        lines = List.copyOf(lines);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.consignment(consignment));
        tags.add(Tag.organisation(request.by().organisation()));
        tags.add(Tag.organisation(to));
        tags.add(Tag.place(fromPlace));
        tags.add(Tag.place(toPlace));
        lotsAndUnits(tags);
        return tags;
    }

    private void lotsAndUnits(Set<Tag> tags) {
        for (Line line : lines) {
            if (line.lot() != null) {
                tags.add(Tag.lot(line.lot()));
            }
            if (line.unit() != null) {
                tags.add(Tag.unit(line.unit()));
            }
        }
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        PartyId from = situation.organisation(situation.by()).organisation();
        situation.organisation(to);
        situation.place(fromPlace);
        situation.place(toPlace);
        if (situation.lots().consignment(consignment) != null) {
            throw new Refusal(Reason.ALREADY_REGISTERED, "what", "consignment", "id", consignment);
        }
        Situation.checkGiven("lines", lines);
        Situation.eachOnce(
                "unit", lines.stream().map(Line::unit).filter(Objects::nonNull).toList());
        Situation.eachOnce(
                "lot", lines.stream().map(Line::lot).filter(Objects::nonNull).toList());
        List<ShippedLine> shipped = new ArrayList<>();
        for (Line line : lines) {
            if (line.unit() == null) {
                shipped.add(loose(situation, line));
            } else {
                shipped.addAll(whole(situation, line, line.unit()));
            }
        }
        return new ConsignmentShipped(
                consignment,
                from,
                to,
                fromPlace,
                toPlace,
                shipped,
                transport,
                situation.occurredAt(),
                Situation.text("documentNo", documentNo),
                purpose);
    }

    private static ShippedLine loose(Situation situation, Line line) {
        LotId lot = line.lot();
        if (lot == null) {
            throw new Refusal(Reason.MISSING, "field", "lot");
        }
        Weight net = situation.knownLot(lot).netPerCarton();
        Integer count = line.count();
        if (count != null && count <= 0) {
            throw new Refusal(Reason.UNREADABLE, "field", "count", "read", count);
        }
        Weight counted = net == null || count == null ? null : Cartons.times(net, count);
        Weight weight = line.weight() == null ? counted : line.weight();
        if (weight == null) {
            throw new Refusal(Reason.MISSING, "field", "weightG");
        }
        if (counted != null && !counted.equals(weight)) {
            throw new Refusal(Reason.UNREADABLE, "field", "weightG", "read", weight);
        }
        return new ShippedLine(lot, weight, null, count);
    }

    private static List<ShippedLine> whole(Situation situation, Line line, Sscc unit) {
        if (line.lot() != null || line.weight() != null || line.count() != null) {
            throw new Refusal(Reason.UNREADABLE, "field", "lines", "read", unit);
        }
        List<ShippedLine> shipped = new ArrayList<>();
        for (Contents contents : situation.unit(unit).contents().values()) {
            shipped.add(new ShippedLine(contents.lot(), contents.weight(), unit, contents.count()));
        }
        return shipped;
    }
}
