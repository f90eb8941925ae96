package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jekasy.command.ledger.LabelOrders;
import org.jekasy.command.ledger.ReportLabelOrder;
import org.jekasy.language.Actor;
import org.jekasy.language.EventId;
import org.jekasy.language.LabelTemplate;
import org.jekasy.language.LabelsOrdered;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LotId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The orders for labels that wait for whoever asks: those of its organisation for the station it is (the machine of the token, the device of the header) and
 * those for any, the oldest first, 50 at most. One that was taken or cancelled waits no more, nor one that is older than seven days.
 */
@RestController
class LabelOrderController {
    private final LabelOrders orders;
    private final Clock clock;

    LabelOrderController(LabelOrders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    /** An order for labels: which, how many, since when, and the number of who ordered them. */
    record Waiting(
            EventId order,
            LotId lot,
            @Nullable LabelTemplate template,
            int count,
            @Nullable String station,
            Instant orderedAt,
            @Nullable String orderedBy) {
        static Waiting of(LedgerEntry entry) {
            LabelsOrdered ordered = (LabelsOrdered) entry.event();
            return new Waiting(
                    entry.eventId(),
                    ordered.lot(),
                    ordered.template(),
                    ordered.count(),
                    ordered.station(),
                    entry.recordedAt(),
                    entry.by().operator());
        }
    }

    /** What waits. */
    record WaitingLabelOrders(List<Waiting> orders) {}

    @GetMapping(
            path = "/label-orders",
            produces = {MediaType.APPLICATION_JSON_VALUE, Problem.MEDIA_TYPE})
    WaitingLabelOrders waiting(HttpServletRequest sent) {
        Actor who = Actors.of(sent);
        Actors.checkMay(Actors.roles(sent), ReportLabelOrder.class.getSimpleName());
        return new WaitingLabelOrders(orders.waiting(who.organisation(), who.device(), clock.instant()).stream()
                .map(Waiting::of)
                .toList());
    }
}
