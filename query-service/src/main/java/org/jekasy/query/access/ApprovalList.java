package org.jekasy.query.access;

import java.time.Instant;
import java.util.List;
import org.jekasy.language.EventId;
import org.jekasy.language.LotId;
import org.jekasy.query.register.PartyName;
import org.jspecify.annotations.Nullable;

/** What was asked of a second person, oldest first. {@code next}: where the following part begins ({@code after=}), if there is one. */
public record ApprovalList(
        long position, List<Line> approvals, @Nullable Long next) {
    /** One request: under which id and position it waits, who asked and when, what is to be done to which lots, and what became of it. */
    public record Line(
            EventId approval,
            long position,
            PartyName organisation,
            @Nullable String askedBy,
            Instant askedAt,
            ApprovalState state,
            List<OrderLine> orders,
            List<LotId> lots,
            @Nullable Decision decision) {}

    /** One of the commands that wait together: the id it will have, its name, and the whole of it as JSON text. */
    public record OrderLine(EventId eventId, String command, String request) {}

    /** Who agreed or did not, when, and why not. */
    public record Decision(
            @Nullable String decidedBy,
            Instant decidedAt,
            @Nullable String reason) {}
}
