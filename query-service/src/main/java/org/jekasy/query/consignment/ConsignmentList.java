package org.jekasy.query.consignment;

import java.time.Instant;
import java.util.List;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.Grams;
import org.jekasy.query.register.PartyName;
import org.jspecify.annotations.Nullable;

/** Consignments, newest first; {@code next}: what to ask with {@code after=} for those that follow. */
public record ConsignmentList(
        long position, List<Line> consignments, @Nullable Long next) {
    /** One consignment; {@code missing} and {@code disputed} are what is open on it now. */
    public record Line(
            ConsignmentId consignment,
            ConsignmentState state,
            PartyName from,
            PartyName to,
            Instant dispatchedAt,
            Grams sent,
            Grams missing,
            Grams disputed) {}
}
