package org.jekasy.query.consignment;

import java.time.Instant;
import java.util.List;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.CountryCode;
import org.jekasy.language.Excess;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.RejectReason;
import org.jekasy.language.ShipmentPurpose;
import org.jekasy.language.Sscc;
import org.jekasy.language.TransportMode;
import org.jekasy.language.Weight;
import org.jekasy.query.register.PartyName;
import org.jekasy.query.register.PlaceName;
import org.jspecify.annotations.Nullable;

/**
 * What one party sent to another, line by line, as received where it was, and what is still open: {@code missing} stays in transit and
 * {@code disputed} is not available until somebody adjusts it.
 */
public record ConsignmentPage(
        ConsignmentId consignment,
        long position,
        ConsignmentState state,
        PartyName from,
        PartyName to,
        PlaceName fromPlace,
        PlaceName toPlace,
        Instant dispatchedAt,
        String documentNo,
        ShipmentPurpose purpose,
        TransportMode mode,
        @Nullable String vehicle,
        @Nullable String voyage,
        @Nullable String carrier,
        Grams sent,
        @Nullable Receipt receipt,
        List<Line> lines,
        List<Open> open,
        List<Leg> legs) {
    /** Who took it over, where, when, and what it came to. */
    public record Receipt(
            PartyName receiver,
            PlaceName place,
            Instant receivedAt,
            @Nullable String documentNo,
            Grams accepted,
            Grams rejected,
            Grams missing,
            Grams extra) {}

    /** A lot that was sent (in a pallet, or loose) and what became of it at the receipt. */
    public record Line(
            LotId lot,
            @Nullable Sscc unit,
            @Nullable Integer count,
            @Nullable Weight sent,
            @Nullable Received received) {}

    /** What was taken, refused and why, missing, and beyond what was sent. */
    public record Received(
            Grams accepted, Grams rejected, @Nullable RejectReason reason, Grams missing, Grams extra, Excess excess) {}

    /** What is open of a lot now. */
    public record Open(LotId lot, Grams missing, Grams disputed) {}

    /** A departure or arrival of the consignment. */
    public record Leg(
            String what,
            Instant at,
            String locode,
            String port,
            @Nullable CountryCode market,
            @Nullable ContainerNumber container,
            TransportMode mode,
            @Nullable String vehicle,
            @Nullable String voyage) {}
}
