package org.jekasy.command.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ConsignmentReceived;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.Excess;
import org.jekasy.language.Grams;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ReceivedLine;
import org.jekasy.language.RejectReason;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.Sscc;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/**
 * The receiver takes over lines of a consignment. What is missing stays in transit until adjusted; what is rejected is the sender's again; what came
 * beyond what was sent is booked: plainly up to the typical limit of X-T-01, with a flag up to its warning limit, disputed and not available above.
 */
public record ReceiveConsignment(
        ConsignmentId consignment,
        PlaceId place,
        List<Line> lines,
        @Nullable String documentNo) implements LedgerCommand {
    /**
     * A lot that was sent loose, or a pallet. Accepted left out is all that was sent but what is rejected. A pallet is received whole: named by its
     * {@code unit} alone, or with a line for each lot on it.
     */
    public record Line(
            @Nullable LotId lot,
            @Nullable Sscc unit,
            @Nullable Grams accepted,
            @Nullable Grams rejected,
            @Nullable RejectReason reason) {}

    private static final BigDecimal PERCENT = new BigDecimal(100);

    public ReceiveConsignment {
        lines = List.copyOf(lines);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.consignment(consignment));
        tags.add(Tag.place(place));
        for (Line line : lines) {
            if (line.lot() != null) {
                tags.add(Tag.lot(line.lot()));
            }
            if (line.unit() != null) {
                tags.add(Tag.unit(line.unit()));
            }
        }
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        Consignment known = situation.consignment(consignment);
        ConsignmentShipped sent = known.sent();
        if (!sent.to().equals(situation.by())) {
            throw Situation.notYours("consignment", consignment, sent.to(), situation.by());
        }
        situation.place(place);
        Situation.checkGiven("lines", lines);
        List<ReceivedLine> received = new ArrayList<>();
        for (Line line : lines) {
            for (ShippedLine shipped : sentAs(known, line)) {
                received.add(receive(situation, shipped, line));
            }
        }
        Journey.check(
                situation,
                sent.transport().mode(),
                Journey.place(situation, sent.fromPlace()),
                sent.dispatchedAt(),
                Journey.place(situation, place));
        return new ConsignmentReceived(
                consignment,
                sent.from(),
                situation.by(),
                place,
                received,
                situation.occurredAt(),
                Situation.optionalText("documentNo", documentNo));
    }

    // the open lines that a line of the receipt speaks of
    private List<ShippedLine> sentAs(Consignment known, Line line) {
        LotId lot = line.lot();
        Sscc unit = line.unit();
        if (lot != null) {
            int index = known.openLine(lot, unit);
            if (index < 0) {
                throw new Refusal(Reason.NOT_SENT, "lot", lot, "consignment", consignment);
            }
            return List.of(known.sent().lines().get(index));
        }
        if (unit == null) {
            throw new Refusal(Reason.MISSING, "field", "lot");
        }
        List<ShippedLine> onIt = known.openLines().stream()
                .filter(shipped -> unit.equals(shipped.unit()))
                .toList();
        if (onIt.isEmpty()) {
            throw new Refusal(Reason.UNIT_NOT_SENT, "unit", unit, "consignment", consignment);
        }
        if (onIt.size() > 1 && (line.accepted() != null || line.rejected() != null)) {
            throw new Refusal(Reason.MISSING, "field", "lot");
        }
        return onIt;
    }

    private ReceivedLine receive(Situation situation, ShippedLine shipped, Line line) {
        Weight sent = shipped.weight();
        long rejected = line.rejected() == null ? 0 : line.rejected().grams();
        if (rejected > sent.grams()) {
            throw new Refusal(
                    Reason.TOO_LITTLE_OPEN,
                    "lot",
                    shipped.lot(),
                    "consignment",
                    consignment,
                    "available",
                    sent,
                    "asked",
                    new Grams(rejected));
        }
        if (rejected > 0 && line.reason() == null) {
            throw new Refusal(Reason.MISSING, "field", "reason");
        }
        long accepted = line.accepted() == null
                ? sent.grams() - rejected
                : line.accepted().grams();
        long extra = Math.max(0, accepted + rejected - sent.grams());
        long missing = Math.max(0, sent.grams() - accepted - rejected);
        return new ReceivedLine(
                shipped.lot(),
                shipped.unit(),
                sent,
                new Grams(accepted - extra),
                new Grams(rejected),
                line.reason(),
                new Grams(missing),
                new Grams(extra),
                excess(situation, shipped, extra));
    }

    private static Excess excess(Situation situation, ShippedLine shipped, long extra) {
        if (extra == 0) {
            return Excess.NONE;
        }
        Band band = situation.rulebook().band("X-T-01");
        BigDecimal sent = BigDecimal.valueOf(shipped.weight().grams());
        // compared without dividing, so that exactly half a percent is half a percent
        BigDecimal received = sent.add(BigDecimal.valueOf(extra)).multiply(PERCENT);
        if (isWithin(received, sent, band.typicalMax())) {
            return Excess.BOOKED;
        }
        if (isWithin(received, sent, band.warnMax())) {
            situation.warn(Reason.OVER_RECEIVED, "lot", shipped.lot(), "extra", new Grams(extra));
            return Excess.FLAGGED;
        }
        situation.warn(Reason.DISPUTED_EXCESS, "lot", shipped.lot(), "extra", new Grams(extra));
        return Excess.DISPUTED;
    }

    private static boolean isWithin(BigDecimal received, BigDecimal sent, @Nullable BigDecimal percent) {
        return percent != null && received.compareTo(sent.multiply(percent)) <= 0;
    }
}
