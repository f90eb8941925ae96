package org.jekasy.command.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.PartyId;
import org.jspecify.annotations.Nullable;

/** The port to the orders for labels that no station has taken and nobody has cancelled. */
public interface LabelOrders {
    /** Most that are told at once. */
    int MOST = 50;

    /** So many days an order waits for a station; later it is offered to none. */
    int DAYS = 7;

    /** The oldest orders of an organisation for this station and for any, in the order of the ledger; without a station, those for any only. */
    List<LedgerEntry> waiting(PartyId organisation, @Nullable String station, Instant now);

    /** Under which tags such orders are written. */
    static Set<Tag> tags(PartyId organisation, @Nullable String station, Instant now) {
        Set<Tag> tags = new LinkedHashSet<>();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (LocalDate day = today.minusDays(DAYS); !day.isAfter(today); day = day.plusDays(1)) {
            tags.add(Tag.labelOrders(organisation, null, day));
            if (station != null) {
                tags.add(Tag.labelOrders(organisation, station, day));
            }
        }
        return tags;
    }
}
