package org.jekasy.command.ledger;

import java.time.Duration;
import java.time.Instant;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.TransportMode;
import org.jekasy.language.UnLocode;
import org.jekasy.language.reference.Commune;
import org.jekasy.language.reference.Coordinates;
import org.jekasy.language.reference.Port;
import org.jekasy.language.reference.ReferenceData;
import org.jspecify.annotations.Nullable;

/** How far and how fast goods went, where the reference tables know both ends. */
final class Journey {
    private Journey() {}

    /** Warns where nothing of this mode could have gone so far between then and now. Ends that are not known are not judged. */
    static void check(
            Situation situation,
            TransportMode mode,
            @Nullable Coordinates from,
            Instant departed,
            @Nullable Coordinates to) {
        if (from == null || to == null) {
            return;
        }
        long kilometres = from.kilometresTo(to);
        long minutes =
                Math.max(0, Duration.between(departed, situation.occurredAt()).toMinutes());
        if (situation.rulebook().reference().speeds().isTooFast(mode, kilometres, minutes)) {
            situation.warn(Reason.TOO_FAST, "km", kilometres, "minutes", minutes);
        }
    }

    static @Nullable Coordinates port(Situation situation, UnLocode locode) {
        return situation
                .rulebook()
                .reference()
                .ports()
                .find(locode)
                .map(Port::coordinates)
                .orElse(null);
    }

    /** A place lies where its port or town does, or the seat of its commune; a cercle is too large to say. */
    static @Nullable Coordinates place(Situation situation, PlaceId id) {
        PlaceRegistered place = situation.anyPlace(id);
        if (place.locode() != null) {
            return port(situation, place.locode());
        }
        ReferenceData reference = situation.rulebook().reference();
        return place.commune() == null
                ? null
                : reference
                        .communes()
                        .find(place.commune())
                        .filter(commune -> commune.level() == Commune.Level.COMMUNE)
                        .map(Commune::seat)
                        .orElse(null);
    }
}
