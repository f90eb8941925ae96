package org.jekasy.command.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jekasy.language.Actor;
import org.jekasy.language.ConsignmentReceived;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.ContainerStuffed;
import org.jekasy.language.DeliveryRecorded;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LogisticUnitBuilt;
import org.jekasy.language.LotSplit;
import org.jekasy.language.LotTreated;
import org.jekasy.language.LotsGrouped;
import org.jekasy.language.LotsPacked;
import org.jekasy.language.LotsProcessed;
import org.jekasy.language.PlaceId;
import org.jekasy.language.reference.Coordinates;
import org.jspecify.annotations.Nullable;

/** Where an operator was when something was done: nobody is at two distant places within minutes. */
final class Whereabouts {
    /** Entries are found again by operator and stretch of time; a stretch and its two neighbours hold all that is this near. */
    static final Duration STRETCH = Duration.ofMinutes(10);

    private Whereabouts() {}

    /** Warns where the same operator did something so far away within so few minutes that one of the two can not be. */
    static void check(Situation situation, LedgerEvent event) {
        Actor by = situation.request().by();
        String operator = by.operator();
        PlaceId place = of(event);
        if (operator == null || place == null) {
            return;
        }
        Coordinates here = Journey.place(situation, place);
        if (here == null) {
            return;
        }
        Instant at = situation.occurredAt();
        Set<Tag> stretches = new LinkedHashSet<>();
        for (Instant near : new Instant[] {at.minus(STRETCH), at, at.plus(STRETCH)}) {
            stretches.add(Tag.operator(by.organisation(), operator, near));
        }
        situation.require(stretches);
        for (LedgerEntry other : situation.history().by(by.organisation(), operator)) {
            PlaceId elsewhere = of(other.event());
            Duration between = Duration.between(other.occurredAt(), at).abs();
            if (elsewhere == null || elsewhere.equals(place) || between.compareTo(STRETCH) > 0) {
                continue;
            }
            Coordinates there = Journey.place(situation, elsewhere);
            if (there == null) {
                continue;
            }
            long kilometres = here.kilometresTo(there);
            long minutes = between.toMinutes();
            if (situation.rulebook().reference().speeds().isTooFastForAnybody(kilometres, minutes)) {
                situation.warn(Reason.AT_TWO_PLACES, "km", kilometres, "minutes", minutes);
                return;
            }
        }
    }

    /** The place where who recorded this stood; null where an event names none, or only things. */
    static @Nullable PlaceId of(LedgerEvent event) {
        return switch (event) {
            case HarvestRecorded e -> e.place();
            case DeliveryRecorded e -> e.place();
            case LotsGrouped e -> e.place();
            case LotSplit e -> e.place();
            case LotsProcessed e -> e.place();
            case LotTreated e -> e.facility();
            case LotsPacked e -> e.place();
            case LogisticUnitBuilt e -> e.place();
            case ContainerStuffed e -> e.place();
            case ConsignmentShipped e -> e.fromPlace();
            case ConsignmentReceived e -> e.place();
            // registers, papers, corrections and decisions are written at a desk, wherever that is
            case LedgerEvent elsewhere -> null;
        };
    }
}
